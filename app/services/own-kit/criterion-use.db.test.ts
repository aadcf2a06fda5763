import { beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import type { LevelNumber } from '~/domain/scorecard/levels'
import { db } from '~/platform/db.server'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'
import { withdrawScorecard } from '../scorecard/submit-scorecard.server'
import { criterionUse } from './criterion-use.server'

type Panel = Awaited<ReturnType<typeof staffedJob>>
let panel: Panel
let lead: Viewer
const KEY = 'ml-engineer/diagnosis'

/** Applications of open candidates never count. */
const close = (applicationId: number, closedAt = lastMonth()) =>
  db().application.updateMany({
    where: { organisationId: panel.organisationId, id: applicationId },
    data: { state: 'rejected', closedAt, closedById: panel.recruiter.userId },
  })
const lastMonth = () => new Date(Date.now() - 32 * 24 * 60 * 60 * 1000)

const judged = async (one: LevelNumber | null, two: LevelNumber | null, closedAt = lastMonth()) => {
  const made = await judgedApplication(panel.recruiter, panel.job, [
    { by: panel.anna, levels: { diagnosis: one, 'right-sizing': 3 } },
    { by: panel.ben, levels: { diagnosis: two, 'right-sizing': 3 } },
  ])
  await close(made.id, closedAt)
}

beforeAll(async () => {
  panel = await staffedJob()
  lead = await makeUser(panel.organisationId, { roles: ['lead', 'interviewer'] })
})

test('counts levels, "not assessed" and agreement in blocks of ten', async () => {
  for (const [one, two] of [
    [3, 3],
    [2, 3],
    [4, 2],
    [3, null],
  ] as const)
    await judged(one, two)
  expect(await criterionUse(lead, KEY)).toBeNull()
  await judged(1, 1)
  // Three pairs of the first three interviews and one of the last; the fourth has no pair.
  const ten = {
    levels: [2, 2, 4, 1],
    notAssessed: 1,
    pairs: { total: 4, same: 2, twoOrMoreApart: 1 },
  }
  expect(await criterionUse(lead, KEY)).toEqual(ten)
  await judged(4, 4, new Date(lastMonth().getTime() + 1000))
  expect(await criterionUse(lead, KEY), 'two more change nothing').toEqual(ten)
})

test('tells nothing of open applications, nor of those closed this month', async () => {
  const before = await criterionUse(lead, KEY)
  for (let at = 0; at < 5; at++) await judged(1, 2, new Date())
  for (let at = 0; at < 5; at++)
    await judgedApplication(panel.recruiter, panel.job, [
      { by: panel.anna, levels: { diagnosis: 1, 'right-sizing': 3 } },
      { by: panel.ben, levels: { diagnosis: 2, 'right-sizing': 3 } },
    ])
  expect(await criterionUse(lead, KEY)).toEqual(before)
})

test('counts the version that counts: an amendment written blind replaces, a later one does not, a withdrawal removes', async () => {
  const open = await judgedApplication(panel.recruiter, panel.job, [
    { by: panel.anna, levels: { diagnosis: 4, 'right-sizing': 3 } },
    { by: panel.ben, levels: {} },
  ])
  const [annas, bens] = open.cards.map(({ id }) => id)
  await submitLevels(panel.anna, annas!, { diagnosis: 2, 'right-sizing': 3 }, { base: 1 })
  await submitLevels(panel.ben, bens!, { diagnosis: 4, 'right-sizing': 3 })
  await submitLevels(panel.anna, annas!, { diagnosis: 1, 'right-sizing': 3 }, { base: 2 })
  const reason = 'Another candidate.'
  const withdrawal = { scorecardId: bens!, writeKey: 'withdrawal-1', base: 1, reason }
  expect((await withdrawScorecard(panel.ben, withdrawal)).ok).toBe(true)
  await close(open.id)
  // Ten before, two of level 4, and Anna's 2: with eight more it is 21, of which the newest waits for its block.
  for (const levels of [
    [3, 3],
    [3, 3],
    [3, 3],
  ] as const)
    await judged(...levels)
  await judged(3, null)
  expect(await criterionUse(lead, KEY)).toMatchObject({ levels: [2, 3, 11, 3], notAssessed: 1 })
})

test('is closed to somebody who still owes a scorecard, and not told to who does not edit kits', async () => {
  expect(await criterionUse(panel.recruiter, KEY)).toBeNull()
  await judgedApplication(panel.recruiter, panel.job, [{ by: lead, levels: {} }])
  expect(await criterionUse(lead, KEY)).toBe('closed')
})
