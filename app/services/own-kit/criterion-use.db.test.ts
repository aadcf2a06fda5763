import { beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import type { LevelNumber } from '~/domain/scorecard/levels'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'
import { submitLevels } from '~/demo/submit-levels'
import { withdrawScorecard } from '../scorecard/submit-scorecard.server'
import { criterionUse } from './criterion-use.server'

type Panel = Awaited<ReturnType<typeof staffedJob>>
let panel: Panel
let lead: Viewer
const KEY = 'ml-engineer/diagnosis'

const judged = (one: LevelNumber | null, two: LevelNumber | null) =>
  judgedApplication(panel.recruiter, panel.job, [
    { by: panel.anna, levels: { diagnosis: one, 'right-sizing': 3 } },
    { by: panel.ben, levels: { diagnosis: two, 'right-sizing': 3 } },
  ])

beforeAll(async () => {
  panel = await staffedJob()
  lead = await makeUser(panel.organisationId, { roles: ['lead', 'interviewer'] })
})

test('counts levels, "not assessed" and agreement once ten ratings count', async () => {
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
  expect(await criterionUse(lead, KEY)).toEqual({
    levels: [2, 2, 4, 1],
    notAssessed: 1,
    pairs: { total: 4, same: 2, twoOrMoreApart: 1 },
  })
})

test('counts the version that counts: an amendment written blind replaces, a later one does not, a withdrawal removes', async () => {
  const { cards } = await judgedApplication(panel.recruiter, panel.job, [
    { by: panel.anna, levels: { diagnosis: 4, 'right-sizing': 3 } },
    { by: panel.ben, levels: {} },
  ])
  const [annas, bens] = cards.map(({ id }) => id)
  await submitLevels(panel.anna, annas!, { diagnosis: 2, 'right-sizing': 3 }, { base: 1 })
  expect(await criterionUse(lead, KEY)).toMatchObject({ levels: [2, 3, 4, 1] })
  await submitLevels(panel.ben, bens!, { diagnosis: 4, 'right-sizing': 3 })
  await submitLevels(panel.anna, annas!, { diagnosis: 1, 'right-sizing': 3 }, { base: 2 })
  expect(await criterionUse(lead, KEY)).toMatchObject({ levels: [2, 3, 4, 2] })
  const reason = 'Another candidate.'
  const withdrawal = { scorecardId: bens!, writeKey: 'withdrawal-1', base: 1, reason }
  expect((await withdrawScorecard(panel.ben, withdrawal)).ok).toBe(true)
  expect(await criterionUse(lead, KEY)).toMatchObject({ levels: [2, 3, 4, 1] })
})

test('is closed to somebody who still owes a scorecard, and not told to who does not edit kits', async () => {
  expect(await criterionUse(panel.recruiter, KEY)).toBeNull()
  await judgedApplication(panel.recruiter, panel.job, [{ by: lead, levels: {} }])
  expect(await criterionUse(lead, KEY)).toBe('closed')
})
