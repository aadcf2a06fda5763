import { beforeAll, describe, expect, test } from 'vitest'
import { submitLevels } from '~/demo/submit-levels'
import { draftFor, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import { db } from '~/platform/db.server'
import { judgedApplication, staffedJob } from '../../../test/setup/panel'
import { readOwnDraft } from './read-draft.server'
import { saveDraft } from './save-draft.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const saying = (reason: string): ScorecardDraft => ({ ...draftFor(['diagnosis', 'right-sizing'], []), reason })

async function card() {
  const { recruiter, job, anna } = panel
  return (await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])).cards[0]!.id
}

const stored = async (scorecardId: number) => {
  const draft = await readOwnDraft(panel.anna, scorecardId)
  return draft.ok ? { revision: draft.value.revision, reason: draft.value.content.reason } : null
}

describe('a draft', () => {
  test('is saved over the revision it began from and no other', async () => {
    const { anna } = panel
    const scorecardId = await card()
    const save = (revision: number, reason: string) =>
      saveDraft(anna, { scorecardId, base: 0, revision, content: saying(reason) })
    expect(await save(0, 'First.')).toMatchObject({ ok: true, value: { revision: 1 } })
    expect(await save(1, 'Second.')).toMatchObject({ ok: true, value: { revision: 2 } })
    expect(await save(1, 'From an old window.')).toMatchObject({
      ok: false,
      error: { code: 'DRAFT_STALE', current: { revision: 2, content: { reason: 'Second.' } } },
    })
    expect(await save(0, 'From an older one.')).toMatchObject({ ok: false, error: { code: 'DRAFT_STALE' } })
    expect(await stored(scorecardId)).toEqual({ revision: 2, reason: 'Second.' })
  })

  test('sent again because the answer was lost is no conflict', async () => {
    const { anna } = panel
    const scorecardId = await card()
    const save = () => saveDraft(anna, { scorecardId, base: 0, revision: 0, content: saying('Once.') })
    expect(await save()).toMatchObject({ ok: true, value: { revision: 1 } })
    expect(await save()).toMatchObject({ ok: true, value: { revision: 1 } })
  })

  test('saved by several windows at once is saved by one; the others get its words', async () => {
    const { anna } = panel
    const scorecardId = await card()
    const saves = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        saveDraft(anna, { scorecardId, base: 0, revision: 0, content: saying(`Window ${at}.`) }),
      ),
    )
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1)
    const kept = await stored(scorecardId)
    for (const save of saves)
      if (!save.ok)
        expect(save.error).toMatchObject({ code: 'DRAFT_STALE', current: { content: { reason: kept!.reason } } })
  })

  test('keeps every character that a paste may bring, those that PostgreSQL cannot hold in a text included', async () => {
    const scorecardId = await card()
    const pasted = 'a\u0000b\u000bc\ud800d\u202ee e\u0301'
    const saved = await saveDraft(panel.anna, { scorecardId, base: 0, revision: 0, content: saying(pasted) })
    expect(saved).toMatchObject({ ok: true, value: { content: { reason: pasted } } })
    expect(await stored(scorecardId)).toEqual({ revision: 1, reason: pasted })
  })

  test('keeps places for what this interview asks and for nothing else', async () => {
    const { anna, organisationId } = panel
    const scorecardId = await card()
    const content = saying('x')
    content.ratings['made-up'] = { choice: '4', evidence: { text: 'y', quotes: [] } }
    await saveDraft(anna, { scorecardId, base: 0, revision: 0, content })
    const row = await db().scorecardDraft.findUniqueOrThrow({
      where: { organisationId_scorecardId: { organisationId, scorecardId } },
    })
    expect(row.content).not.toContain('made-up')
  })

  test('cannot be saved after the submission, and does not come back', async () => {
    const { anna } = panel
    const scorecardId = await card()
    await submitLevels(anna, scorecardId, { diagnosis: 3, 'right-sizing': 2 })
    expect(await saveDraft(anna, { scorecardId, base: 0, revision: 0, content: saying('Late.') })).toMatchObject({
      ok: false,
      error: { code: 'VERSION_CONFLICT' },
    })
    expect(await stored(scorecardId)).toBeNull()
    expect(await saveDraft(anna, { scorecardId, base: 1, revision: 0, content: saying('Amending.') })).toMatchObject({
      ok: true,
    })
  })

  test('is nobody else’s to read or write', async () => {
    const { ben, recruiter } = panel
    const scorecardId = await card()
    for (const viewer of [ben, recruiter]) {
      expect(await saveDraft(viewer, { scorecardId, base: 0, revision: 0, content: saying('x') })).toMatchObject({
        ok: false,
      })
      expect(await readOwnDraft(viewer, scorecardId)).toEqual({ ok: false, error: { code: 'SCORECARD_NOT_FOUND' } })
    }
  })
})
