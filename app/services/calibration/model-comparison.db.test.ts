// Runs on one database: when two models are compared, and who is told.
import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { COMPARE_MODELS } from '~/domain/jobs/compare-models'
import { db } from '~/platform/db.server'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { calibrationHealth } from './calibration-health.server'
import { compareModels } from './compare-models.server'
import { modelComparison } from './model-comparison.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

const LEVELS = [
  [2, 3],
  [3, 4],
  [1, 2],
] as const

async function season() {
  const staff = await staffedJob()
  for (const [one, two] of LEVELS)
    await judgedApplication(staff.recruiter, staff.job, [
      { by: staff.anna, levels: { diagnosis: one, 'right-sizing': two } },
      { by: staff.ben, levels: { diagnosis: two, 'right-sizing': two } },
    ])
  const outcome = await calibrate(staff.organisationId)
  if (outcome.state !== 'completed') throw new Error(outcome.state)
  return { ...staff, runId: outcome.runId }
}

const families = (viewer: Viewer) => calibrationHealth(viewer).then(({ run }) => run!.comparison)

test('a run asks for a comparison; made once, it states whether any answer rests on the family', async () => {
  const { organisationId, recruiter, runId } = await season()
  expect(await db().queueJob.count({ where: { organisationId, name: COMPARE_MODELS } })).toBe(1)
  expect(await families(recruiter)).toBeNull()
  expect(await compareModels(organisationId)).toBe('stored')
  expect(await compareModels(organisationId)).toBe('there already')
  const own = await db().runScore.findMany({ where: { organisationId, runId }, orderBy: { applicationId: 'asc' } })
  const ordinal = await db().runOrdinalScore.findMany({
    where: { organisationId, runId },
    orderBy: { applicationId: 'asc' },
  })
  expect(ordinal.map(({ applicationId }) => applicationId)).toEqual(own.map(({ applicationId }) => applicationId))
  ordinal.forEach(({ score, sd }, i) => {
    expect(Math.abs(score - own[i]!.score)).toBeLessThan(0.4)
    expect(sd).toBeGreaterThan(0.05)
  })
  expect(await families(recruiter)).toEqual({ compared: 3, differ: [] })
})

test('an application with two answers is named, with both scores; a confidential job’s only to those who may read it', async () => {
  const { organisationId, recruiter, runId, job } = await season()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const { applicationId, score } = await db().runScore.findFirstOrThrow({ where: { organisationId, runId } })
  // A bar that the run's score misses by far and the ordinal one, put there by hand, clears by far.
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { bar: score + 0.5 } })
  await db().runOrdinalScore.createMany({
    data: [{ organisationId, runId, applicationId, score: score + 1, sd: 0.01 }],
  })
  expect(await modelComparison(db(), recruiter, runId)).toMatchObject({
    compared: 1,
    differ: [{ applicationId, score, ordinalScore: score + 1, yes: false }],
  })
  await db().job.updateMany({ where: { organisationId, id: job.id }, data: { confidential: true } })
  expect(await modelComparison(db(), recruiter, runId)).toBeNull()
  expect((await modelComparison(db(), administrator, runId))!.differ).toHaveLength(1)
})

test('ratings that have moved on are not compared, nor one level only', async () => {
  const { organisationId, recruiter, job, anna } = await season()
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 4, 'right-sizing': 4 } }])
  expect(await compareModels(organisationId)).toBe('superseded')
  const other = await staffedJob()
  await judgedApplication(other.recruiter, other.job, [{ by: other.anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  await calibrate(other.organisationId)
  expect(await compareModels(other.organisationId)).toBe('not comparable')
  expect(await families(other.recruiter)).toBeNull()
})

test('somebody who still owes a scorecard is told nothing of it', async () => {
  const { organisationId, recruiter, job, anna } = await season()
  await compareModels(organisationId)
  await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])
  const both: Viewer = { ...anna, grants: [...anna.grants, ...recruiter.grants] }
  expect(await families(both)).toBe('closed')
})
