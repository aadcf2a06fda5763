import { beforeAll, expect, test } from 'vitest'
import { submitLevels } from '~/demo/submit-levels'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { pressClock } from '~/domain/scorecard/interview-run'
import { slipsOf } from '~/domain/scorecard/slips'
import { submissionOf } from '~/domain/scorecard/submission'
import { db } from '~/platform/db.server'
import { readOwnDraft } from '~/services/scorecard/read-draft.server'
import { readScorecard } from '~/services/scorecard/read-scorecard.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { requirementsOfOwn, submitScorecard } from '~/services/scorecard/submit-scorecard.server'
import { versionsOf } from '~/services/scorecard/versions.server'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'
import { readLive } from './read-live.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

async function planned() {
  const { recruiter, job, anna, organisationId } = panel
  const { cards } = await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])
  const { id: scorecardId, interviewId } = await db().scorecard.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: cards[0]!.id } },
    select: { id: true, interviewId: true },
  })
  return { scorecardId, interviewId }
}

test('an interview is run by whoever writes its scorecard, with the words of its prompt, and by nobody else', async () => {
  const { anna, recruiter } = panel
  const { interviewId, scorecardId } = await planned()
  const read = await readLive(anna, interviewId)
  if (!read.ok || read.value.mode !== 'run') throw new Error('nothing to run')
  const { editor, prompts } = read.value.live
  expect(editor).toMatchObject({ scorecardId, seniority: 'senior', timeZone: anna.timeZone, base: 0 })
  const demand = editor.interview.questions[2]!
  expect(demand.direction).toMatch(/^The demand of the prompt/)
  expect(demand.ask).not.toMatch(/prompt/)
  expect(demand.ask).toMatch(/What do you tell them\?$/)
  const onRequest = prompts.flatMap(({ facts }) => facts.map(({ id }) => id))
  expect(onRequest).toContain('ways')
  expect(onRequest).not.toContain('demand')
  expect(editor.facts.map(({ id }) => id)).toContain('demand')
  expect(await readLive(recruiter, interviewId)).toMatchObject({ error: { code: 'INTERVIEW_NOT_FOUND' } })
})

test('clock, place, notes and slips are kept in the draft, and stand there for the scorecard and another device', async () => {
  const { anna } = panel
  const { interviewId, scorecardId } = await planned()
  const before = await readLive(anna, interviewId)
  if (!before.ok || before.value.mode !== 'run') throw new Error('nothing to run')
  const { draft, revision, criteria } = before.value.live.editor
  const run = { ...pressClock(draft.run, new Date('2026-11-30T14:00:00Z')), step: 3 }
  const note = { at: '15:05', into: '05:30', speaker: 'candidate' as const, text: 'iOS has v42.', to: '' }
  const slips = { [criteria[0]!.id]: ['hint-given' as const] }
  const content = { ...draft, run, notes: [note], slips: { ...slips, 'made-up': ['not-reached' as const] } }
  expect(await saveDraft(anna, { scorecardId, base: 0, revision, content })).toMatchObject({ ok: true })
  expect(await readOwnDraft(anna, scorecardId)).toMatchObject({ value: { content: { run, notes: [note] } } })
  const after = await readLive(anna, interviewId)
  if (!after.ok || after.value.mode !== 'run') throw new Error('nothing to run')
  expect(after.value.live.editor.draft).toMatchObject({ run, notes: [note] })
  expect(after.value.live.editor.draft.slips).toEqual(slips)
})

test('once the scorecard is submitted, or the interview cancelled, there is nothing left to run', async () => {
  const { anna, organisationId } = panel
  const { interviewId, scorecardId } = await planned()
  const read = await readLive(anna, interviewId)
  if (!read.ok || read.value.mode !== 'run') throw new Error('nothing to run')
  const levels = Object.fromEntries(read.value.live.editor.criteria.map(({ id }) => [id, 3 as const]))
  await submitLevels(anna, scorecardId, levels)
  expect(await readLive(anna, interviewId)).toEqual({ ok: true, value: { mode: 'over', scorecardId } })
  const other = await planned()
  const where = { organisationId_id: { organisationId, id: other.interviewId } }
  await db().interview.update({ where, data: { state: 'cancelled' } })
  expect(await readLive(anna, other.interviewId)).toEqual({ ok: true, value: { mode: 'over', scorecardId: null } })
})

test('a slip is stored with the rating, read back, told apart from a version without it, and changes no level', async () => {
  const { anna, organisationId } = panel
  const { scorecardId } = await planned()
  const asked = await requirementsOfOwn(anna, scorecardId)
  if (!asked.ok) throw new Error(asked.error.code)
  const { criteria } = asked.value
  const draft = draftFor(criteria, [], {
    ratings: Object.fromEntries(
      criteria.map((id, at) => [
        id,
        { choice: at === 0 ? ('na' as const) : ('3' as const), evidence: { text: 'Seen.', quotes: [] } },
      ]),
    ),
    recommendation: 'yes',
    reason: 'Sound.',
    slips: { [criteria[0]!]: ['not-reached', 'asked-early'], [criteria[1]!]: [] },
  })
  const submission = submissionOf(draft, { criteria, flags: [] })
  const key = { scorecardId, writeKey: 'slips-of-an-interviewer', base: 0 }
  expect(await submitScorecard(anna, { ...key, submission })).toMatchObject({ ok: true })
  const [stored] = await versionsOf(db(), organisationId, scorecardId)
  const kept = stored!.ratings.map((rating) => [rating.kitCriterion.key, rating.level, slipsOf(rating)])
  expect(Object.fromEntries(kept.map(([id, ...rest]) => [id, rest]))).toMatchObject({
    [criteria[0]!]: [null, ['asked-early', 'not-reached']],
    [criteria[1]!]: [3, []],
  })
  // Sent again it is the same; without the slip it is another.
  expect(await submitScorecard(anna, { ...key, submission })).toMatchObject({ ok: true, value: { number: 1 } })
  const { slips: _, ...first } = submission.ratings[0]!
  const other = { ...submission, ratings: [first, ...submission.ratings.slice(1)] }
  expect(await submitScorecard(anna, { ...key, submission: other })).toMatchObject({ ok: false })
  const page = await readScorecard(anna, scorecardId, { amending: false })
  if (!page.ok || page.value.mode !== 'read') throw new Error('not submitted')
  expect(page.value.submitted.ratings[0]).toMatchObject({ level: null, slips: ['asked-early', 'not-reached'] })
  const amending = await readScorecard(anna, scorecardId, { amending: true })
  if (!amending.ok || amending.value.mode !== 'write') throw new Error('not amended')
  expect(amending.value.editor.draft.slips).toEqual({ [criteria[0]!]: ['asked-early', 'not-reached'] })
})
