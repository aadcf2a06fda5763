import { expect, test, vi } from 'vitest'
import { canonical } from '~/domain/kit/canonical'
import { fitHiring, HIRING_MODEL, type HiringFitInput } from '~/engine'
import { db } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { statementsOf } from '../../../test/setup/statements'
import { admittedRatings } from './admitted-ratings.server'
import { collectInput, SEED } from './collect-input.server'
import { nextRun } from './request-calibration.server'
import { runCalibration } from './run-calibration.server'
import { runInForce } from './run-in-force.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

type Panel = Awaited<ReturnType<typeof staffedJob>>
const LEVELS = [1, 2, 3, 4] as const

async function judged({ recruiter, job, anna, ben }: Panel, count: number) {
  for (let at = 0; at < count; at++)
    await judgedApplication(recruiter, job, [
      { by: anna, levels: { diagnosis: LEVELS[at % 4]!, 'right-sizing': 3 } },
      { by: ben, levels: { diagnosis: 3, 'right-sizing': LEVELS[(at + 1) % 4]! } },
    ])
}

const states = async (organisationId: number) =>
  (await db().calibrationRun.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })).map(({ state }) => state)

test('the input read in steps is that of one reading, and its hash that of its whole text', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  await judged(panel, 5)
  const admitted = await admittedRatings(db(), organisationId)
  const { input, ratingIds, hash } = await collectInput(organisationId, { step: 2 })
  expect(ratingIds).toEqual(admitted.map(({ ratingId }) => ratingId))
  // With each rating the prompt of its interview, which the admitted ratings do not say.
  expect(input.ratings.every(({ prompt }) => prompt?.startsWith('ml-engineer/'))).toBe(true)
  expect(input.ratings.map(({ prompt: _, ...rating }) => rating)).toEqual(
    admitted.map(({ ratingId: _, ...rating }) => rating),
  )
  const whole = {
    model: HIRING_MODEL,
    seed: SEED,
    ratings: admitted.map((rating, at) => ({ ...rating, ...input.ratings[at] })),
    weights: input.weightsByApplication,
  }
  expect(hash).toBe(sha256(canonical(whole)))
})

test('ratings that arrive between two steps are read again', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  await judged(panel, 3)
  const { application } = db()
  const findMany = application.findMany.bind(application)
  let reads = 0
  Object.assign(application, {
    findMany: async (...given: Parameters<typeof findMany>) => {
      const rows = await findMany(...given)
      if (++reads === 2) await judged(panel, 1)
      return rows
    },
  })
  try {
    const { ratingIds, hash } = await collectInput(organisationId, { step: 1 })
    expect(ratingIds).toHaveLength(16)
    expect(hash).toBe((await collectInput(organisationId)).hash)
  } finally {
    Object.assign(application, { findMany })
  }
})

test('a run interrupted while it is stored is never in force, and the next one deletes what it left', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  await judged(panel, 2)
  await calibrate(organisationId)
  const before = await runInForce(db(), organisationId)
  await judged(panel, 1)

  const stop = new AbortController()
  const { runScorecard } = db()
  const createMany = runScorecard.createMany.bind(runScorecard)
  Object.assign(runScorecard, {
    createMany: () => {
      stop.abort(new Error('the server is stopping'))
      throw stop.signal.reason as Error
    },
  })
  try {
    await expect(runCalibration(organisationId, { signal: stop.signal })).rejects.toThrow('the server is stopping')
  } finally {
    Object.assign(runScorecard, { createMany })
  }
  expect(await states(organisationId)).toEqual(['completed', 'storing'])
  expect(await db().runScore.count({ where: { organisationId } })).toBe(5)
  expect(await runInForce(db(), organisationId)).toEqual(before)

  await calibrate(organisationId)
  expect(await states(organisationId)).toEqual(['completed', 'completed'])
  expect(await db().runScore.count({ where: { organisationId } })).toBe(5)
  expect((await runInForce(db(), organisationId))!.ratings).toBe(12)
})

test('a run is stored in short statements outside one transaction, completed by one, and older ones go likewise', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  const fit = (input: HiringFitInput) => {
    const fitted = fitHiring(input)
    if (!fitted.ok) throw new Error(fitted.error.message)
    return Promise.resolve(fitted.value)
  }
  await judged(panel, 30)
  const { statements } = await statementsOf(() => runCalibration(organisationId, { fit }))
  const rows = await db().runCriterionScore.count({ where: { organisationId } })
  const inserts = statements.filter((sql) => /INSERT INTO .*"RunCriterionScore"/.test(sql))
  expect(inserts.length).toBeGreaterThanOrEqual(rows / 100)
  // Prisma names every value of a statement, so no insert may hold more than a hundred rows of nine.
  for (const sql of inserts)
    expect(Math.max(...[...sql.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))).toBeLessThan(1_001)
  for (let at = 0; at < 2; at++) {
    await judged(panel, 1)
    await runCalibration(organisationId, { fit })
  }
  expect(await states(organisationId)).toEqual(['completed', 'completed'])
})

test('the database lets a stored run be completed, and nothing of a run be changed otherwise', async () => {
  const panel = await staffedJob()
  const { organisationId } = panel
  await judged(panel, 1)
  await calibrate(organisationId)
  const { id } = (await runInForce(db(), organisationId))!
  const change = (data: object) => db().calibrationRun.updateMany({ where: { organisationId, id }, data })
  await expect(change({ state: 'storing' })).rejects.toThrow()
  await expect(change({ ratings: 99 })).rejects.toThrow()
  await expect(change({ state: 'discarded', ratings: 99 })).rejects.toThrow()
  await expect(change({ state: 'discarded', finishedAt: new Date(0) })).rejects.toThrow()
  await expect(db().runScore.updateMany({ where: { organisationId, runId: id }, data: { score: 4 } })).rejects.toThrow()
  expect((await change({ state: 'discarded' })).count).toBe(1)
  await expect(change({ state: 'completed' })).rejects.toThrow()
})

test('runs begin on a grid of the clock, whenever a scorecard was submitted', () => {
  const at = (text: string) => new Date(`2026-11-29T10:00:${text}Z`)
  for (const second of ['00', '05.2', '11', '26.9']) expect(nextRun(at(second))).toEqual(at('30'))
  expect(nextRun(at('27.5'))).toEqual(new Date('2026-11-29T10:01:00Z'))
})
