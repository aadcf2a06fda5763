import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop, makeOrganisation, makeUser } from '~/demo/factories'
import { judge, withdraw } from '~/demo/judge'
import type { Viewer } from '~/domain/policy/policy'
import { draftFor } from '~/domain/scorecard/draft-shape'
import type { Submission } from '~/domain/scorecard/submission'
import { CALIBRATE } from '~/domain/jobs/calibrate'
import { connection, db } from '~/platform/db.server'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'
import { readOwnDraft } from './read-draft.server'
import { readScorecard } from './read-scorecard.server'
import { saveDraft } from './save-draft.server'
import { submitScorecard, withdrawScorecard } from './submit-scorecard.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const criteria = ['diagnosis', 'right-sizing']

function submission(over: Partial<Submission> = {}): Submission {
  return {
    ratings: [
      { criterion: 'diagnosis', level: 3, evidence: { text: '', quotes: [{ at: 853, text: '“v42 is out.”' }] } },
      { criterion: 'right-sizing', level: null, evidence: { text: 'No time was left.', quotes: [] } },
    ],
    findings: [],
    recommendation: 'yes',
    reason: 'Let the data take the wrong cause away.',
    notes: { text: '', quotes: [{ clock: '14:05', text: 'Lays the weeks side by side.' }] },
    change: null,
    ...over,
  }
}

async function card(...people: Viewer[]) {
  const { recruiter, job, anna, ben } = panel
  const { cards, id } = await judgedApplication(
    recruiter,
    job,
    (people.length > 0 ? people : [anna, ben]).map((by) => ({ by, levels: {} })),
  )
  return { applicationId: id, cards, first: cards[0]!.id, second: cards.at(-1)!.id }
}

const versionsOf = (scorecardId: number) =>
  db().scorecardVersion.findMany({
    where: { organisationId: panel.organisationId, scorecardId },
    orderBy: { number: 'asc' },
    include: {
      ratings: { include: { evidenceText: true, kitCriterion: true }, orderBy: { id: 'asc' } },
      flagFindings: { include: { evidenceText: true, probeText: true, kitRedFlag: true } },
      recommendationText: true,
      notesText: true,
      reasonText: true,
    },
  })

describe('submitting', () => {
  test('writes every rating with its words, ends the draft, records it and asks for a calibration', async () => {
    const { anna, organisationId } = panel
    const { first, applicationId } = await card()
    await saveDraft(anna, { scorecardId: first, base: 0, revision: 0, content: draftFor(criteria, []) })
    const findings = [
      { flag: 'never-deployed', evidence: 'Every project ended at a notebook.', probe: 'Named no consumer.' },
    ]
    const written = await submitScorecard(anna, {
      scorecardId: first,
      writeKey: 'key-first-1',
      base: 0,
      submission: submission({ findings }),
    })
    expect(written).toEqual({ ok: true, value: { number: 1 } })

    const [version, ...more] = await versionsOf(first)
    expect(more).toEqual([])
    expect(version).toMatchObject({
      number: 1,
      kind: 'submission',
      blind: true,
      recommendation: 'yes',
      reasonText: null,
    })
    expect(
      version!.ratings.map(({ level, kitCriterion, evidenceText }) => [kitCriterion.key, level, evidenceText?.body]),
    ).toEqual([
      ['diagnosis', 3, '{"quotes":[{"at":853,"text":"“v42 is out.”"}],"text":""}'],
      ['right-sizing', null, '{"quotes":[],"text":"No time was left."}'],
    ])
    expect(
      version!.flagFindings.map(({ severity, evidenceText, probeText }) => [
        severity,
        evidenceText.body,
        probeText?.body,
      ]),
    ).toEqual([['serious', 'Every project ended at a notebook.', 'Named no consumer.']])
    expect(version!.notesText?.body).toBe(
      '{"quotes":[{"clock":"14:05","text":"Lays the weeks side by side."}],"text":""}',
    )
    expect((await readOwnDraft(anna, first)).ok).toBe(false)
    const entry = await db().auditEntry.findFirst({
      where: { organisationId, subjectType: 'scorecard', subjectId: first },
    })
    expect(entry).toMatchObject({ act: 'scorecard.submitted', actorId: anna.userId, applicationId })
    expect(entry!.detail).not.toContain('v42')
    expect(await db().queueJob.count({ where: { organisationId, name: CALIBRATE, state: 'waiting' } })).toBe(1)
  })

  test('twenty times at once with one key writes one version and answers all alike', async () => {
    const { anna } = panel
    const { first } = await card()
    const posts = await Promise.all(
      Array.from({ length: 20 }, () =>
        submitScorecard(anna, { scorecardId: first, writeKey: 'the-same-key', base: 0, submission: submission() }),
      ),
    )
    expect(posts).toEqual(Array(20).fill({ ok: true, value: { number: 1 } }))
    expect(await versionsOf(first)).toHaveLength(1)
  })

  test('at once from several windows writes one version and tells the others', async () => {
    const { anna } = panel
    const { first } = await card()
    const posts = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        submitScorecard(anna, { scorecardId: first, writeKey: `window-key-${at}`, base: 0, submission: submission() }),
      ),
    )
    expect(posts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(posts.filter((post) => !post.ok && post.error.code === 'VERSION_CONFLICT')).toHaveLength(5)
    expect(await versionsOf(first)).toHaveLength(1)
  })

  test('is only for its author, while it is theirs, and in their organisation', async () => {
    const { anna, ben, recruiter, organisationId } = panel
    const { first } = await card()
    const stranger = await makeUser(await makeOrganisation(), { roles: ['administrator', 'interviewer'] })
    const attempt = (viewer: Viewer) =>
      submitScorecard(viewer, { scorecardId: first, writeKey: 'not-your-key', base: 0, submission: submission() })
    for (const viewer of [ben, recruiter, stranger])
      expect(await attempt(viewer)).toEqual({ ok: false, error: { code: 'SCORECARD_NOT_FOUND' } })
    await db().scorecard.updateMany({ where: { organisationId, id: first }, data: { releasedAt: new Date() } })
    expect(await attempt(anna)).toEqual({ ok: false, error: { code: 'SCORECARD_NOT_FOUND' } })
    expect(await versionsOf(first)).toEqual([])
  })

  test('of a criterion that the interview leaves alone is refused by the database too, and leaves nothing', async () => {
    const { anna } = panel
    const { first } = await card()
    const astray = submission({
      ratings: [{ criterion: 'communication', level: 4, evidence: { text: 'x', quotes: [] } }],
    })
    await expect(
      submitScorecard(anna, { scorecardId: first, writeKey: 'astray-key', base: 0, submission: astray }),
    ).rejects.toThrow()
    expect(await versionsOf(first)).toEqual([])
  })

  test('cannot be edited, emptied or added to afterwards', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 2, 'right-sizing': 3 })
    const before = await versionsOf(first)
    const sql = (script: string) => connection().runScript(script)
    const id = before[0]!.id
    await expect(sql(`UPDATE "Rating" SET level = 4 WHERE "scorecardVersionId" = ${id}`)).rejects.toThrow('refused')
    await expect(sql(`DELETE FROM "Rating" WHERE "scorecardVersionId" = ${id}`)).rejects.toThrow('refused')
    await expect(sql(`UPDATE "ScorecardVersion" SET blind = false WHERE id = ${id}`)).rejects.toThrow('refused')
    await expect(
      sql(`UPDATE "Text" SET body = 'x' WHERE id = ${before[0]!.ratings[0]!.evidenceTextId}`),
    ).rejects.toThrow('immutable')
    expect(await versionsOf(first)).toEqual(before)
  })
})

describe('amending and withdrawing', () => {
  test('adds versions and keeps every earlier one readable', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 }, { evidence: () => 'iOS in emea has it.' })
    await judge(anna, first, { diagnosis: 2, 'right-sizing': 2 }, { base: 1, evidence: () => 'iOS in eu has it.' })
    const read = await readScorecard(anna, first, { amending: false })
    const page = read.ok && read.value.mode === 'read' ? read.value.submitted : null
    expect(page!.last).toMatchObject({ number: 2, kind: 'amendment', standing: { blind: true, counts: true } })
    expect(page!.ratings.map(({ level }) => level)).toEqual([2, 2, null, null])
    const labels = page!.changes[0]!.parts.map(({ label }) => label)
    expect(labels).toHaveLength(3)
    const words = page!.changes[0]!.parts.find(({ label }) => label.endsWith('evidence'))!
    expect(words.before.filter(({ is }) => is === 'removed')).toEqual([{ text: 'emea', is: 'removed' }])
    expect(words.after.filter(({ is }) => is === 'added')).toEqual([{ text: 'eu', is: 'added' }])
  })

  test('again and again with other words compares no more words for one page than a budget', async () => {
    const { anna } = panel
    const { first } = await card()
    // 460 words removed or added by each amendment in each of two texts: four times that is within the budget.
    const words = (of: string) => Array.from({ length: 230 }, (_, at) => `${of}${at}`).join(' ')
    const levels = { diagnosis: 3, 'right-sizing': 2 } as const
    for (let base = 0; base < 6; base++)
      await judge(anna, first, levels, { base, evidence: (id) => words(`${id}${base}-`) })
    const read = await readScorecard(anna, first, { amending: false })
    if (!read.ok || read.value.mode !== 'read') throw new Error('not submitted')
    const parts = read.value.submitted.changes.flatMap((change) => change.parts)
    const texts = parts.filter(({ label }) => label.endsWith('evidence'))
    expect(texts).toHaveLength(10)
    const compared = texts.filter(({ before }) => before.some(({ is }) => is === 'same'))
    expect(compared).toHaveLength(4)
  })

  test('from a version that is no longer the last changes nothing', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await judge(anna, first, { diagnosis: 2, 'right-sizing': 2 }, { base: 1 })
    const late = await submitScorecard(anna, {
      scorecardId: first,
      writeKey: 'late-amendment',
      base: 1,
      submission: submission({ change: 'Late.' }),
    })
    expect(late).toMatchObject({ ok: false, error: { code: 'VERSION_CONFLICT' } })
    expect(await versionsOf(first)).toHaveLength(2)
  })

  test('withdrawn twice with one key is withdrawn once, counts nowhere, and may be written anew', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    const once = { scorecardId: first, writeKey: 'withdrawal-of-1', base: 1, reason: 'Two sheets were mixed up.' }
    expect(await Promise.all([withdrawScorecard(anna, once), withdrawScorecard(anna, once)])).toEqual([
      { ok: true, value: { number: 2 } },
      { ok: true, value: { number: 2 } },
    ])
    const page = await readScorecard(anna, first, { amending: false })
    expect(page.ok && page.value.mode === 'read' && page.value.submitted).toMatchObject({
      withdrawn: true,
      standing: 'withdrawn',
    })
    const versions = await versionsOf(first)
    expect(versions.map(({ kind, ratings }) => [kind, ratings.length])).toEqual([
      ['submission', 2],
      ['withdrawal', 0],
    ])
    await judge(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(await versionsOf(first)).toHaveLength(3)
  })

  test('what is withdrawn is not withdrawn again with another reason, until it was written anew', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    const attempt = (base: number, reason: string) =>
      withdrawScorecard(anna, { scorecardId: first, writeKey: `withdrawal-of-${base}`, base, reason })
    expect(await attempt(1, 'Two sheets were mixed up.')).toMatchObject({ ok: true })
    expect(await attempt(2, 'Another reason.')).toMatchObject({
      ok: false,
      error: {
        code: 'CONTENT_CONFLICT',
        number: 2,
        stored: { fields: [{ label: 'Reason for the withdrawal', text: 'Two sheets were mixed up.' }] },
      },
    })
    expect(await versionsOf(first)).toHaveLength(2)
    await judge(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(await attempt(3, 'Another reason.')).toMatchObject({ ok: true, value: { number: 4 } })
  })

  test('a withdrawal leaves the saved draft of an amendment, for the version that is written next', async () => {
    const { anna } = panel
    const { first } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    const content = draftFor(criteria, [], { reason: 'Written on the train, saved, and not sent.' })
    expect(await saveDraft(anna, { scorecardId: first, base: 1, revision: 0, content })).toMatchObject({ ok: true })
    const attempt = { scorecardId: first, writeKey: 'withdrawal-of-1', base: 1, reason: 'Two sheets were mixed up.' }
    expect(await withdrawScorecard(anna, attempt)).toMatchObject({ ok: true })
    const page = await readScorecard(anna, first, { amending: true })
    expect(page.ok && page.value.mode === 'write' && page.value.editor).toMatchObject({
      base: 2,
      revision: 1,
      draft: { reason: 'Written on the train, saved, and not sent.' },
    })
    await judge(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(
      await db().scorecardDraft.count({ where: { organisationId: anna.organisationId, scorecardId: first } }),
    ).toBe(0)
  })
})

describe('what is written blind', () => {
  test('stays blind while colleagues could not be read, and is not once they could', async () => {
    const { anna, ben } = panel
    const { first, second } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await judge(anna, first, { diagnosis: 4, 'right-sizing': 2 }, { base: 1 })
    await judge(ben, second, { diagnosis: 2, 'right-sizing': 2 })
    await judge(anna, first, { diagnosis: 2, 'right-sizing': 2 }, { base: 2 })
    expect((await versionsOf(first)).map(({ blind }) => blind)).toEqual([true, true, false])
    expect((await versionsOf(second)).map(({ blind }) => blind)).toEqual([true])
  })

  test('of a recruiter who interviews depends on whether the assignment came first', async () => {
    const { recruiter, job, anna, organisationId } = panel
    const both = await makeUser(organisationId, { roles: ['recruiter', 'interviewer'] })
    const early = await card(both, anna)
    await judge(anna, early.second, { diagnosis: 2, 'right-sizing': 2 })
    await judge(both, early.first, { diagnosis: 2, 'right-sizing': 2 })
    expect((await versionsOf(early.first)).map(({ blind }) => blind)).toEqual([true])

    const application = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, application.id, { debugging: [anna] })
    await judge(anna, loop.interviews[0]!.scorecards[0]!.id, { diagnosis: 2, 'right-sizing': 2 })
    const later = await db().scorecard.create({
      data: { organisationId, interviewId: loop.interviews[0]!.id, userId: both.userId },
    })
    await judge(both, later.id, { diagnosis: 2, 'right-sizing': 2 })
    expect((await versionsOf(later.id)).map(({ blind }) => blind)).toEqual([false])
  })

  test('a withdrawal by its author does not make colleagues blind again', async () => {
    const { anna, ben } = panel
    const { first, second } = await card()
    await judge(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await judge(ben, second, { diagnosis: 3, 'right-sizing': 2 })
    await withdraw(ben, second, 1)
    expect((await readScorecard(ben, first, { amending: false })).ok).toBe(true)
  })
})
