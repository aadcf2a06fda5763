import { beforeAll, describe, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { CALIBRATE } from '~/domain/jobs/calibrate'
import { connection, db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { criteria, openCards, submission, versionsOf } from '../../../test/setup/scorecards'
import { readOwnDraft } from './read-draft.server'
import { saveDraft } from './save-draft.server'
import { submitScorecard } from './submit-scorecard.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

describe('submitting', () => {
  test('writes every rating with its words, ends the draft, records it and asks for a calibration', async () => {
    const { anna, organisationId } = panel
    const { first, applicationId } = await openCards(panel)
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

    const [version, ...more] = await versionsOf(panel, first)
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
    const { first } = await openCards(panel)
    const posts = await Promise.all(
      Array.from({ length: 20 }, () =>
        submitScorecard(anna, { scorecardId: first, writeKey: 'the-same-key', base: 0, submission: submission() }),
      ),
    )
    expect(posts).toEqual(Array(20).fill({ ok: true, value: { number: 1 } }))
    expect(await versionsOf(panel, first)).toHaveLength(1)
  })

  test('at once from several windows writes one version and tells the others', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    const posts = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        submitScorecard(anna, { scorecardId: first, writeKey: `window-key-${at}`, base: 0, submission: submission() }),
      ),
    )
    expect(posts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(posts.filter((post) => !post.ok && post.error.code === 'VERSION_CONFLICT')).toHaveLength(5)
    expect(await versionsOf(panel, first)).toHaveLength(1)
  })

  test('is only for its author, while it is theirs, and in their organisation', async () => {
    const { anna, ben, recruiter, organisationId } = panel
    const { first } = await openCards(panel)
    const stranger = await makeUser(await makeOrganisation(), { roles: ['administrator', 'interviewer'] })
    const attempt = (viewer: Viewer) =>
      submitScorecard(viewer, { scorecardId: first, writeKey: 'not-your-key', base: 0, submission: submission() })
    for (const viewer of [ben, recruiter, stranger])
      expect(await attempt(viewer)).toEqual({ ok: false, error: { code: 'SCORECARD_NOT_FOUND' } })
    await db().scorecard.updateMany({ where: { organisationId, id: first }, data: { releasedAt: new Date() } })
    expect(await attempt(anna)).toEqual({ ok: false, error: { code: 'SCORECARD_NOT_FOUND' } })
    expect(await versionsOf(panel, first)).toEqual([])
  })

  test('of a criterion that the interview leaves alone is refused by the database too, and leaves nothing', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    const astray = submission({
      ratings: [{ criterion: 'communication', level: 4, evidence: { text: 'x', quotes: [] } }],
    })
    await expect(
      submitScorecard(anna, { scorecardId: first, writeKey: 'astray-key', base: 0, submission: astray }),
    ).rejects.toThrow()
    expect(await versionsOf(panel, first)).toEqual([])
  })

  test('cannot be edited, emptied or added to afterwards', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 2, 'right-sizing': 3 })
    const before = await versionsOf(panel, first)
    const sql = (script: string) => connection().runScript(script)
    const id = before[0]!.id
    await expect(sql(`UPDATE "Rating" SET level = 4 WHERE "scorecardVersionId" = ${id}`)).rejects.toThrow('refused')
    await expect(sql(`DELETE FROM "Rating" WHERE "scorecardVersionId" = ${id}`)).rejects.toThrow('refused')
    await expect(sql(`UPDATE "ScorecardVersion" SET blind = false WHERE id = ${id}`)).rejects.toThrow('refused')
    await expect(
      sql(`UPDATE "Text" SET body = 'x' WHERE id = ${before[0]!.ratings[0]!.evidenceTextId}`),
    ).rejects.toThrow('immutable')
    expect(await versionsOf(panel, first)).toEqual(before)
  })
})
