import { expect, test, vi } from 'vitest'
import { makeApplication, makeLoop } from '~/demo/factories'
import { submitLevels, withdraw } from '~/demo/submit-levels'
import { fitHiring, type HiringDiagnostics } from '~/engine'
import { jobHandlers } from '~/jobs/handlers'
import { db, transaction } from '~/platform/db.server'
import { calibrate, judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { admittedRatings } from './admitted-ratings.server'
import { runCalibration } from './run-calibration.server'
import { runInForce } from './run-in-force.server'
import { scoreOfApplication } from './score-of-application.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

const runs = (organisationId: number) =>
  db().calibrationRun.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })

test('a run stores its ids in order and rows for everything it estimates', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': null } },
  ])
  const outcome = await runCalibration(organisationId)
  const [run] = await runs(organisationId)
  expect(outcome).toEqual({ state: 'completed', runId: run!.id })
  expect(run).toMatchObject({ state: 'completed', ratings: 3, candidates: 1, interviewers: 2, converged: true })
  const admitted = await admittedRatings(db(), organisationId)
  expect(run!.ratingIds).toEqual(admitted.map(({ ratingId }) => ratingId))
  expect([...run!.ratingIds].sort((a, b) => a - b)).toEqual(run!.ratingIds)

  const kept = JSON.parse(run!.diagnostics) as HiringDiagnostics
  expect(kept.levels.interviewers.map(({ interviewerId, given }) => [interviewerId, given])).toEqual([
    [anna.userId, [0, 1, 1, 0]],
    [ben.userId, [0, 0, 0, 1]],
  ])
  expect(kept.drift.leftOut).toContain('10 scorecards')

  const where = { organisationId, runId: run!.id }
  const score = await db().runScore.findFirstOrThrow({ where })
  const { rawMean, severityStep, haloStep, shrinkageStep, otherStep } = score
  expect(score.applicationId).toBe(application.id)
  expect(rawMean).toBe(3)
  expect(rawMean + severityStep + haloStep + shrinkageStep + otherStep).toBeCloseTo(score.score, 9)
  expect(await db().runSeverity.count({ where })).toBe(2)
  expect(await db().runSeverity.count({ where: { ...where, reported: true } })).toBe(0)
  expect(await db().runScorecard.count({ where })).toBe(2)
  expect(await db().runComponent.count({ where: { ...where, assumed: true } })).toBe(6)
  const criteria = await db().runCriterionScore.findMany({ where, orderBy: { criterion: 'asc' } })
  expect(criteria).toHaveLength(10)
  expect(criteria.find(({ criterion }) => criterion === 'ml-engineer/right-sizing')!.raters).toBe(1)
})

test('the same input makes no second run, a changed one does, and older uncited runs go', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  const first = await calibrate(organisationId)
  expect(await calibrate(organisationId)).toMatchObject({ state: 'unchanged' })
  for (const level of [2, 3, 4] as const) {
    await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: level, 'right-sizing': 3 } }])
    await calibrate(organisationId)
  }
  const kept = await runs(organisationId)
  expect(kept).toHaveLength(2)
  expect(kept.map(({ id }) => id)).not.toContain(first.state === 'completed' && first.runId)
  expect((await runInForce(db(), organisationId))!.id).toBe(kept[1]!.id)
})

test('two runs over one input give the same figures', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': 4 } },
  ])
  await calibrate(organisationId)
  const before = await scoreOfApplication(db(), organisationId, application.id)
  const other = await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 1, 'right-sizing': 1 } }])
  await calibrate(organisationId)
  await withdraw(anna, other.cards[0]!.id, 1)
  await calibrate(organisationId)
  const after = await scoreOfApplication(db(), organisationId, application.id)
  expect(after!.value).toEqual(before!.value)
  expect(after!.run.inputHash).toBe(before!.run.inputHash)
  expect(after!.run.id).not.toBe(before!.run.id)
})

test('shadows, withdrawn scorecards and what was written after others could be read stay out', async () => {
  const { organisationId, recruiter, job, anna, ben, cleo } = await staffedJob()
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, {
    debugging: [anna, ben, { user: cleo, shadow: true }],
    coding: [cleo],
  })
  const [debugging, coding] = loop.interviews
  const card = (at: number) => debugging!.scorecards[at]!.id
  await submitLevels(anna, card(0), { diagnosis: 2, 'right-sizing': 2 })
  await submitLevels(ben, card(1), { diagnosis: 4, 'right-sizing': 4 })
  await submitLevels(cleo, card(2), { diagnosis: 1, 'right-sizing': 1 })
  await submitLevels(anna, card(0), { diagnosis: 4, 'right-sizing': 4 }, { base: 1 })
  await submitLevels(cleo, coding!.scorecards[0]!.id, { testing: 3, 'code-contract': 3 })
  const levels = async () =>
    (await admittedRatings(db(), organisationId)).map(({ criterion, level }) => [criterion, level])
  expect(await levels()).toEqual([
    ['ml-engineer/diagnosis', 2],
    ['ml-engineer/right-sizing', 2],
    ['ml-engineer/diagnosis', 4],
    ['ml-engineer/right-sizing', 4],
    ['ml-engineer/testing', 3],
    ['ml-engineer/code-contract', 3],
  ])
  await withdraw(ben, card(1), 1)
  expect(await levels()).toHaveLength(4)
})

test('a fit that fails is recorded with its reason, and the run before it stays in force', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  await calibrate(organisationId)
  const inForce = await runInForce(db(), organisationId)
  await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: 2, 'right-sizing': 3 } }])
  const fit = () => Promise.reject(new Error('The fitting thread ran out of memory.'))
  expect(await runCalibration(organisationId, { fit })).toMatchObject({ state: 'failed' })
  expect(await runInForce(db(), organisationId)).toEqual(inForce)
  const failed = (await runs(organisationId)).at(-1)
  expect(failed).toMatchObject({ state: 'failed', failure: 'The fitting thread ran out of memory.' })
  await calibrate(organisationId)
  expect((await runs(organisationId)).map(({ state }) => state)).toEqual(['completed', 'completed'])
})

test('a fit that was overtaken by another run does not put older ratings in force', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  let overtaken = false
  await runCalibration(organisationId, {
    fit: async (input) => {
      const fitted = fitHiring(input)
      if (!fitted.ok) throw new Error(fitted.error.message)
      if (!overtaken) {
        overtaken = true
        await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: 2, 'right-sizing': 4 } }])
        await calibrate(organisationId)
      }
      return fitted.value
    },
  })
  expect(await runInForce(db(), organisationId)).toMatchObject({ ratings: 4 })
})

test('when every scorecard is withdrawn, a run without scores comes into force', async () => {
  const { organisationId, recruiter, job, anna } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } },
  ])
  await calibrate(organisationId)
  await withdraw(anna, application.cards[0]!.id, 1)
  await calibrate(organisationId)
  expect(await runInForce(db(), organisationId)).toMatchObject({ ratings: 0, candidates: 0 })
  expect(await scoreOfApplication(db(), organisationId, application.id)).toBeNull()
})

test('one application is brought up to date with ratings that the run has not seen', async () => {
  const { organisationId, recruiter, job, anna, ben, cleo } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 2, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 2, 'right-sizing': 2 } },
    { by: cleo, levels: {} },
  ])
  await calibrate(organisationId)
  const before = (await scoreOfApplication(db(), organisationId, application.id))!
  expect(before.basis).toBe('run')
  await submitLevels(cleo, application.cards[2]!.id, { diagnosis: 4, 'right-sizing': 4 })
  const updated = (await scoreOfApplication(db(), organisationId, application.id))!
  expect(updated).toMatchObject({ basis: 'updated', run: { id: before.run.id }, value: { n: 6 } })
  expect(updated.value.score).toBeGreaterThan(before.value.score)
  await calibrate(organisationId)
  const fitted = (await scoreOfApplication(db(), organisationId, application.id))!
  expect(fitted.basis).toBe('run')
  expect(fitted.value.score).toBeGreaterThan(updated.value.lower)
  expect(fitted.value.score).toBeLessThan(updated.value.upper)
})

test('a submission asks for a run, and the queue’s job makes it', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } },
    { by: ben, levels: { diagnosis: 3, 'right-sizing': 2 } },
  ])
  const waiting = await db().queueJob.findMany({ where: { name: 'calibrate', organisationId, state: 'waiting' } })
  expect(waiting).toHaveLength(1)
  const context = { id: 1, organisationId, attempt: 1, signal: new AbortController().signal }
  await jobHandlers.calibrate!.run({}, context)
  expect(await runInForce(db(), organisationId)).toMatchObject({ ratings: 4 })
})

test('one organisation’s ratings never enter another’s run', async () => {
  const one = await staffedJob()
  const other = await staffedJob()
  await judgedApplication(one.recruiter, one.job, [{ by: one.anna, levels: { diagnosis: 1, 'right-sizing': 1 } }])
  await judgedApplication(other.recruiter, other.job, [{ by: other.anna, levels: { diagnosis: 4, 'right-sizing': 4 } }])
  await calibrate(one.organisationId)
  expect(await runInForce(db(), one.organisationId)).toMatchObject({ ratings: 2, interviewers: 1 })
  expect(await runInForce(db(), other.organisationId)).toBeNull()
})

test('a run that a packet cites cannot be pruned', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } },
  ])
  await sentPacket(recruiter, application.id)
  const cited = (await runInForce(db(), organisationId))!.id
  for (const level of [1, 2, 3, 4] as const) {
    await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: level, 'right-sizing': level } }])
    await calibrate(organisationId)
  }
  expect((await runs(organisationId)).map(({ id }) => id)).toContain(cited)
  const remove = transaction((tx) => tx.runScore.deleteMany({ where: { organisationId, runId: cited } }))
  await expect(remove).rejects.toThrow()
})
