import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { readTask } from '~/services/candidate-link/read-task.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { addInterview, planLoop } from '~/services/loop/plan-loop.server'
import { forgetAttempts } from '../../../test/setup/attempts'
import { staffedJob } from '../../../test/setup/panel'
import { loopOf } from '../../../test/setup/planned-loop'
import { debugging, guideOf, interviewed, KIT, LEAK, openPage, rotationOf } from '../../../test/setup/prompts'
import { choosePrompts } from './choose-prompts.server'
import { readRotation } from './read-rotation.server'
import { retirePrompt } from './retire-prompt.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeEach(async () => {
  stopClock(new Date('2026-11-10T12:00:00Z'))
  panel = await staffedJob()
  await forgetAttempts()
})
afterEach(() => stopClock(undefined))

describe('what is recorded', () => {
  test('an interview uses the prompts that were suggested when it was planned; the guide and the loop show them', async () => {
    const { interviewId, prompt, application } = await interviewed(panel, '2026-11-12T09:00:00Z')
    const guide = await guideOf(panel.anna, interviewId)
    expect(guide.prompts.map(({ id }) => id)).toEqual([prompt])
    const loop = await loopOf(panel.recruiter, application.id)
    expect(loop.interviews[0]!.prompts).toEqual([{ name: guide.prompts[0]!.name, retired: false }])
  })

  test('candidates are suggested different prompts until each was used once', async () => {
    const used: string[] = []
    for (const _ of debugging()) used.push((await interviewed(panel, '2026-11-12T09:00:00Z')).prompt)
    expect(new Set(used)).toEqual(new Set(debugging().map(({ id }) => id)))
  })

  test('the interviewer chooses another prompt; one who shadows, or is elsewhere, may not; a stale form is told so', async () => {
    const { interviewId, prompt, application } = await interviewed(panel, '2026-11-12T09:00:00Z')
    const [other, third] = debugging().flatMap(({ id }) => (id === prompt ? [] : [id]))
    const form = { prompts: [other!], was: [prompt] }
    expect(await choosePrompts(panel.ben, interviewId, form)).toMatchObject({ error: { code: 'INTERVIEW_NOT_FOUND' } })
    expect(await choosePrompts(panel.cleo, interviewId, form)).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect((await guideOf(panel.cleo, interviewId)).choice).toBeNull()
    expect(await choosePrompts(panel.anna, interviewId, form)).toMatchObject({ ok: true })
    expect(await choosePrompts(panel.anna, interviewId, form)).toMatchObject({ ok: true })
    expect((await guideOf(panel.anna, interviewId)).prompts.map(({ id }) => id)).toEqual([other])
    const stale = await choosePrompts(panel.recruiter, interviewId, { prompts: [third!], was: [prompt] })
    expect(stale).toMatchObject({ error: { code: 'PROMPTS_STALE' } })
    const { organisationId } = panel
    const entries = await db().auditEntry.findMany({
      where: { organisationId, applicationId: application.id, act: 'interview.prompts-chosen' },
    })
    expect(entries.map(({ detail }) => JSON.parse(detail) as object)).toEqual([{ before: [prompt], prompts: [other] }])
  })

  test('a prompt of another kind, or more prompts than the interview uses, is refused', async () => {
    const { interviewId, prompt } = await interviewed(panel, '2026-11-12T09:00:00Z')
    const foreign = servedKit(KIT)!.kit.prompts.find(({ kind }) => kind !== 'debugging')!.id
    const other = debugging().find(({ id }) => id !== prompt)!.id
    const choose = (prompts: string[]) => choosePrompts(panel.anna, interviewId, { prompts, was: [prompt] })
    expect(await choose([foreign])).toMatchObject({ error: { code: 'PROMPT_UNKNOWN' } })
    expect(await choose([other, prompt])).toMatchObject({ error: { code: 'PROMPTS_TOO_MANY' } })
  })
})

describe('exposure', () => {
  test('a candidate counts from the beginning of the interview, once, in its month; one still to come is planned', async () => {
    const begun = await interviewed(panel, '2026-10-05T09:00:00Z')
    const use = async () => (await rotationOf(panel.recruiter)).line(begun.prompt)
    expect(await use()).toMatchObject({ candidates: 1, planned: 0, lastUse: expect.stringMatching(/5 October 2026/) })
    const { months } = await rotationOf(panel.recruiter)
    expect((await use()).byMonth).toEqual(months.map((month) => (month === '2026-10' ? 1 : 0)))

    stopClock(new Date('2026-10-01T12:00:00Z'))
    expect(await use()).toMatchObject({ candidates: 0, planned: 1, lastUse: null })
  })

  test('the first opening of the candidate’s page counts, before the interview and after another prompt was chosen', async () => {
    const { interviewId, prompt } = await interviewed(panel, '2026-11-12T09:00:00Z')
    const token = await openPage(panel, interviewId, prompt)
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ candidates: 0, planned: 1 })
    expect(await readTask(token, '127.0.0.1')).toMatchObject({ ok: true })
    stopClock(new Date('2026-11-10T13:00:00Z'))
    expect(await readTask(token, '127.0.0.1')).toMatchObject({ ok: true })
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ candidates: 1, planned: 0 })

    const other = debugging().find(({ id }) => id !== prompt)!.id
    await choosePrompts(panel.anna, interviewId, { prompts: [other], was: [prompt] })
    // Deleted with its time, the page leaves its record behind.
    const { organisationId } = panel
    await db().candidateLink.deleteMany({ where: { organisationId } })
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ candidates: 1, planned: 0 })
    expect((await rotationOf(panel.recruiter)).line(other)).toMatchObject({ candidates: 0, planned: 1 })
  })

  test('two candidates who were merged are one person', async () => {
    const { recruiter, organisationId } = panel
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    const first = await interviewed(panel, '2026-10-05T09:00:00Z')
    const second = await interviewed(panel, '2026-10-06T09:00:00Z')
    await choosePrompts(recruiter, second.interviewId, { prompts: [first.prompt], was: [second.prompt] })
    expect((await rotationOf(panel.recruiter)).line(first.prompt)).toMatchObject({ candidates: 2 })
    const pair = { keepId: first.application.candidateId, otherId: second.application.candidateId }
    expect(await mergeCandidates(administrator, pair)).toMatchObject({ ok: true })
    expect((await rotationOf(panel.recruiter)).line(first.prompt)).toMatchObject({
      candidates: 1,
      byMonth: expect.arrayContaining([1]),
    })
  })

  test('an application that is withheld from the reader is in none of their figures, whatever was submitted there', async () => {
    const { organisationId, recruiter, job, anna, ben } = panel
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna, both], coding: [ben] })
    const [prompt] = loop.interviews[0]!.prompts
    const before = await readRotation(both, KIT)
    expect((await rotationOf(both)).line(prompt!)).toMatchObject({ candidates: 0, planned: 0 })
    await submitLevels(anna, loop.interviews[0]!.scorecards[0]!.id, { diagnosis: 3, 'right-sizing': 2 })
    expect(await readRotation(both, KIT)).toEqual(before)
    expect((await rotationOf(panel.recruiter)).line(prompt!)).toMatchObject({ candidates: 1 })
  })
})

describe('what is suggested respects the candidate and the panel', () => {
  test('a candidate who comes again is suggested no prompt that they have seen, in whichever kit', async () => {
    const { recruiter, job, anna } = panel
    const begun = await interviewed(panel, '2026-10-05T09:00:00Z')
    const otherJob = await makeJob(recruiter, {})
    const { organisationId } = panel
    const again = await db().application.create({
      data: {
        organisationId,
        candidateId: begun.application.candidateId,
        jobId: otherJob.id,
        createdById: recruiter.userId,
      },
    })
    // Everybody else has seen the others, so that use alone would suggest the one that this candidate knows.
    for (const { id } of debugging().filter(({ id }) => id !== begun.prompt))
      for (const _ of [1, 2]) {
        const one = await interviewed(panel, '2026-10-06T09:00:00Z')
        await choosePrompts(recruiter, one.interviewId, { prompts: [id], was: [one.prompt] })
      }
    const fresh = await makeApplication(recruiter, job)
    const suggestedTo = async (applicationId: number, given = job) =>
      (await makeLoop(recruiter, given, applicationId, { debugging: [anna] }, new Date('2026-12-01T09:00:00Z')))
        .interviews[0]!.prompts[0]
    expect(await suggestedTo(fresh.id)).toBe(begun.prompt)
    expect(await suggestedTo(again.id, otherJob)).not.toBe(begun.prompt)
  })

  test('a second session of the same interview in a loop is suggested another prompt', async () => {
    const { recruiter, job } = panel
    const application = await makeApplication(recruiter, job)
    const { kitInterviews } = await loopOf(recruiter, application.id)
    const { id } = kitInterviews.find(({ name }) => /debugging/i.test(name))!
    await planLoop(recruiter, application.id, [id])
    const { revision } = await loopOf(recruiter, application.id)
    await addInterview(recruiter, application.id, { kitInterviewId: id, revision: revision! })
    const { interviews } = await loopOf(recruiter, application.id)
    const names = interviews.flatMap(({ prompts }) => prompts.map(({ name }) => name))
    expect(names).toHaveLength(2)
    expect(new Set(names).size).toBe(2)
  })

  test('where every prompt is retired or known, none is recorded and the form says so', async () => {
    const { recruiter } = panel
    for (const { id } of debugging()) await retirePrompt(recruiter, { role: KIT, version: null, prompt: id }, LEAK)
    const { interviewId, prompt } = await interviewed(panel, '2026-11-12T09:00:00Z')
    expect(prompt).toBeUndefined()
    expect(await guideOf(panel.anna, interviewId)).toMatchObject({
      prompts: [],
      choice: { current: [], suggested: [] },
    })
  })
})
