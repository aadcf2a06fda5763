import { beforeAll, describe, expect, test } from 'vitest'
import { submitLevels } from '~/demo/submit-levels'
import { draftFor } from '~/domain/scorecard/draft-shape'
import { db } from '~/platform/db.server'
import { staffedJob } from '../../../test/setup/panel'
import { criteria, openCards, submission, versionsOf } from '../../../test/setup/scorecards'
import { readScorecard } from './read-scorecard.server'
import { saveDraft } from './save-draft.server'
import { submitScorecard, withdrawScorecard } from './submit-scorecard.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

describe('amending and withdrawing', () => {
  test('adds versions and keeps every earlier one readable', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 }, { evidence: () => 'iOS in emea has it.' })
    await submitLevels(
      anna,
      first,
      { diagnosis: 2, 'right-sizing': 2 },
      { base: 1, evidence: () => 'iOS in eu has it.' },
    )
    const read = await readScorecard(anna, first, { amending: false })
    const page = read.ok && read.value.mode === 'read' ? read.value.submitted : null
    expect(page!.last).toMatchObject({
      number: 2,
      kind: 'amendment',
      counting: { blind: true, counts: true, counted: 2 },
    })
    expect(page!.ratings.map(({ level }) => level)).toEqual([2, 2, null, null])
    const labels = page!.changes[0]!.parts.map(({ label }) => label)
    expect(labels).toHaveLength(3)
    const words = page!.changes[0]!.parts.find(({ label }) => label.endsWith('evidence'))!
    expect(words.before.filter(({ is }) => is === 'removed')).toEqual([{ text: 'emea', is: 'removed' }])
    expect(words.after.filter(({ is }) => is === 'added')).toEqual([{ text: 'eu', is: 'added' }])
  })

  test('again and again with other words compares no more words for one page than a budget', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    // 460 words removed or added by each amendment in each of two texts: four times that is within the budget.
    const words = (of: string) => Array.from({ length: 230 }, (_, at) => `${of}${at}`).join(' ')
    const levels = { diagnosis: 3, 'right-sizing': 2 } as const
    for (let base = 0; base < 6; base++)
      await submitLevels(anna, first, levels, { base, evidence: (id) => words(`${id}${base}-`) })
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
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    await submitLevels(anna, first, { diagnosis: 2, 'right-sizing': 2 }, { base: 1 })
    const late = await submitScorecard(anna, {
      scorecardId: first,
      writeKey: 'late-amendment',
      base: 1,
      submission: submission({ change: 'Late.' }),
    })
    expect(late).toMatchObject({ ok: false, error: { code: 'VERSION_CONFLICT' } })
    expect(await versionsOf(panel, first)).toHaveLength(2)
  })

  test('withdrawn twice with one key is withdrawn once, counts nowhere, and may be written anew', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
    const once = { scorecardId: first, writeKey: 'withdrawal-of-1', base: 1, reason: 'Two sheets were mixed up.' }
    expect(await Promise.all([withdrawScorecard(anna, once), withdrawScorecard(anna, once)])).toEqual([
      { ok: true, value: { number: 2 } },
      { ok: true, value: { number: 2 } },
    ])
    const page = await readScorecard(anna, first, { amending: false })
    expect(page.ok && page.value.mode === 'read' && page.value.submitted).toMatchObject({
      withdrawn: true,
      status: 'withdrawn',
    })
    const versions = await versionsOf(panel, first)
    expect(versions.map(({ kind, ratings }) => [kind, ratings.length])).toEqual([
      ['submission', 2],
      ['withdrawal', 0],
    ])
    await submitLevels(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(await versionsOf(panel, first)).toHaveLength(3)
  })

  test('what is withdrawn is not withdrawn again with another reason, until it was written anew', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
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
    expect(await versionsOf(panel, first)).toHaveLength(2)
    await submitLevels(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(await attempt(3, 'Another reason.')).toMatchObject({ ok: true, value: { number: 4 } })
  })

  test('a withdrawal leaves the saved draft of an amendment, for the version that is written next', async () => {
    const { anna } = panel
    const { first } = await openCards(panel)
    await submitLevels(anna, first, { diagnosis: 3, 'right-sizing': 2 })
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
    await submitLevels(anna, first, { diagnosis: 1, 'right-sizing': 2 }, { base: 2 })
    expect(
      await db().scorecardDraft.count({ where: { organisationId: anna.organisationId, scorecardId: first } }),
    ).toBe(0)
  })
})
