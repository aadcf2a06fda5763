import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { lastRequest } from '~/services/calibration/request-calibration.server'
import { calibrate, staffedJob } from '../../../test/setup/panel'
import { debugging, rotationOf } from '../../../test/setup/prompts'
import { choosePrompts } from './choose-prompts.server'

/** Ten applications, five with each of two prompts, rated by two interviewers; the first prompt gets the lower levels. */
let panel: Awaited<ReturnType<typeof staffedJob>>
let prompts: [string, string]
const interviews: { id: number; prompt: string }[] = []

beforeAll(async () => {
  stopClock(new Date('2026-11-10T12:00:00Z'))
  panel = await staffedJob()
  const { recruiter, job, anna, ben, organisationId } = panel
  prompts = [debugging()[0]!.id, debugging()[1]!.id]
  expect((await rotationOf(recruiter)).difficulty).toBeNull()
  for (let at = 0; at < 10; at++) {
    const application = await makeApplication(recruiter, job)
    const startsAt = new Date(`2026-${at < 4 ? '09' : '10'}-${10 + at}T09:00:00Z`)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna, ben] }, startsAt)
    const { id, prompts: was, scorecards } = loop.interviews[0]!
    const prompt = prompts[at % 2]!
    const chosen = await choosePrompts(recruiter, id, { prompts: [prompt], was })
    expect(chosen).toMatchObject({ ok: true })
    interviews.push({ id, prompt })
    const level = at % 2 === 0 ? 1 : 4
    for (const [seat, viewer] of [anna, ben].entries())
      await submitLevels(viewer, scorecards[seat]!.id, { diagnosis: level, 'right-sizing': at % 3 === 0 ? 3 : level })
  }
  await calibrate(organisationId)
}, 120_000)
afterAll(() => stopClock(undefined))

async function shown() {
  const { difficulty } = await rotationOf(panel.recruiter)
  if (difficulty === 'closed' || difficulty === null) throw new Error(String(difficulty))
  return difficulty
}

test('the ratings of each prompt are compared with what the model expects, in all and by quarter', async () => {
  const { prompts: lines, tests } = await shown()
  expect(lines.map(({ id, all }) => [id, all.scorecards])).toEqual(prompts.map((id) => [id, 10]))
  const [hard, easy] = lines
  expect(hard!.all.effect).toBeLessThan(easy!.all.effect)
  expect(hard!.all.upper).toBeLessThan(0)
  // The third quarter has four scorecards of each prompt, one fewer than a quarter needs.
  expect(lines.map(({ periods }) => periods.map(({ period }) => period))).toEqual([
    ['4th quarter of 2026'],
    ['4th quarter of 2026'],
  ])
  expect(tests).toEqual({ all: 2, periods: 2 })
})

test('only ratings of criteria that the prompt rates belong to it', async () => {
  const { organisationId } = panel
  const rates = new Set(debugging().find(({ id }) => id === prompts[0])!.rates)
  const rated = await db().rating.count({
    where: {
      organisationId,
      level: { not: null },
      kitCriterion: { key: { in: [...rates] } },
      scorecardVersion: {
        scorecard: {
          interviewId: { in: interviews.filter(({ prompt }) => prompt === prompts[0]).map(({ id }) => id) },
        },
      },
    },
  })
  expect((await shown()).prompts[0]!.all.ratings).toBe(rated)
})

test('whoever owes a scorecard anywhere finds it closed, whatever colleagues submitted', async () => {
  const { organisationId, recruiter, job, anna } = panel
  const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
  expect((await rotationOf(both)).difficulty).toMatchObject({ tests: { all: 2 } })
  const application = await makeApplication(recruiter, job)
  await makeLoop(recruiter, job, application.id, { debugging: [both, anna] })
  expect((await rotationOf(both)).difficulty).toBe('closed')
})

test('when the prompt of an interview is corrected, a run is asked for, and it moves the ratings and no score', async () => {
  const { organisationId, recruiter } = panel
  const before = await shown()
  const scores = () =>
    db().runScore.findMany({
      where: { organisationId },
      select: { runId: true, applicationId: true, score: true },
      orderBy: [{ runId: 'asc' }, { applicationId: 'asc' }],
    })
  const earlier = await scores()
  const asked = await lastRequest(db(), organisationId)
  const { id, prompt } = interviews.find((one) => one.prompt === prompts[0])!
  expect(await choosePrompts(recruiter, id, { prompts: [prompts[1]], was: [prompt] })).toMatchObject({ ok: true })
  expect(await lastRequest(db(), organisationId)).not.toBe(asked)
  expect(await calibrate(organisationId)).toMatchObject({ state: 'completed' })
  const after = await shown()
  expect(before.prompts.find(({ id }) => id === prompts[1])!.all.scorecards).toBe(10)
  // Four interviews are left of the first: too few scorecards.
  expect(after.prompts.map(({ id, all }) => [id, all.scorecards])).toEqual([[prompts[1], 12]])
  const newest = Math.max(...(await scores()).map(({ runId }) => runId))
  const values = (rows: typeof earlier, run: number) => rows.flatMap((one) => (one.runId === run ? [one.score] : []))
  expect(values(await scores(), newest)).toEqual(values(earlier, earlier.at(-1)!.runId))
})
