// Runs on one database: from what a kit may begin; its rows and constraints stand in own-kit.db.test.ts.
import { beforeAll, describe, expect, test } from 'vitest'
import { at } from '~/domain/kit-draft/content'
import { db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import {
  ada,
  begun,
  draftOf,
  key,
  makeTeam,
  recruiter,
  rename,
  shownOf,
  send,
  set,
  valueOf,
} from '../../../test/setup/own-kit-team'
import { exportKit } from './export-kit.server'
import { beginKit, discardDraft } from './own-kits.server'
import { readOwnKit, readPart, readReview } from './read-own-kit.server'
import { approveDraft } from './review-draft.server'

beforeAll(makeTeam)

describe('beginning', () => {
  test('the same form begins one kit, and a name that is taken is refused', async () => {
    const form = { writeKey: key(), key: 'only-once', name: 'Once', from: 'ml-engineer' }
    const [one, other] = [valueOf(await beginKit(ada, form, null)), valueOf(await beginKit(ada, form, null))]
    expect(one.kitId).toBe(other.kitId)
    for (const taken of ['only-once', 'ml-engineer'])
      expect(await beginKit(ada, { ...form, writeKey: key(), key: taken }, null)).toMatchObject({
        error: { code: 'KEY_TAKEN' },
      })
  })

  test('from a table, its anchors are there and the rest is marked', async () => {
    const table =
      'criterion,level,text\nSizing,1,Guesses.\nSizing,2,Asks.\nSizing,3,Works it out.\nSizing,4,Says when it changes.'
    const { kitId } = await begun('', { name: 'rubric.csv', bytes: new TextEncoder().encode(table) })
    const { content } = await draftOf(kitId)
    expect(at(content, ['criteria', 'sizing', 'anchors', '3'])).toBe('Works it out.')
    expect(valueOf(await readOwnKit(ada, kitId)).draft!.problems).toBeGreaterThan(20)
  })

  test('empty or from a wrong file: gaps, or one sentence and nothing begun', async () => {
    const { kitId } = await begun('')
    expect(valueOf(await readOwnKit(ada, kitId)).draft!.problems).toBeGreaterThan(40)
    const before = await db().organisationKit.count({ where: { organisationId: ada.organisationId } })
    const form = { writeKey: key(), key: 'broken-file', name: 'Broken', from: '' }
    for (const [name, text] of [
      ['kit.zip', 'PK no archive'],
      ['page.md', 'no table here'],
      ['rubric.csv', 'a,b\n1,2'],
    ] as const) {
      const file = { name, bytes: new TextEncoder().encode(text) }
      expect(await beginKit(ada, form, file)).toMatchObject({ error: { code: 'FILE_WRONG' } })
    }
    expect(await db().organisationKit.count({ where: { organisationId: ada.organisationId } })).toBe(before)
  })

  test('a draft is discarded as it was seen', async () => {
    const { kitId } = await begun()
    const seen = await shownOf(kitId)
    await rename(kitId, 'Changed')
    expect(await discardDraft(ada, kitId, seen)).toMatchObject({ error: { code: 'DRAFT_STALE' } })
    valueOf(await discardDraft(ada, kitId, await shownOf(kitId)))
    expect(valueOf(await readOwnKit(ada, kitId)).draft).toBeNull()
  })

  test.each(['#', '##'])('a draft that holds a key “%s” opens, is exported and is discarded', async (mark) => {
    const { kitId } = await begun()
    const { content, id } = await draftOf(kitId)
    const odd = { ...content, criteria: { '#': [['x', { id: 'x', [mark]: 5 }]] } }
    await db().kitDraft.update({
      where: { organisationId_id: { organisationId: ada.organisationId, id } },
      data: { content: JSON.stringify(odd) },
    })
    expect(valueOf(await readOwnKit(ada, kitId)).draft!.problems).toBeGreaterThan(0)
    expect(valueOf(await readReview(ada, kitId)).problems.length).toBeGreaterThan(0)
    expect(await readPart(ada, kitId, 'criteria', 'x')).toMatchObject({ ok: true })
    expect(await exportKit(ada, kitId, 'draft')).toMatchObject({ ok: true })
    valueOf(await discardDraft(ada, kitId, await shownOf(kitId)))
  })

  test('nobody without the role does any of this', async () => {
    const { kitId } = await begun()
    const form = { writeKey: key(), key: 'not-mine', name: 'Not mine', from: 'ml-engineer' }
    const refused = { ok: false, error: { code: 'FORBIDDEN' } }
    expect(await beginKit(recruiter, form, null)).toMatchObject(refused)
    expect(await send(recruiter, kitId, set('x', 'y'))).toMatchObject(refused)
    expect(await approveDraft(recruiter, kitId, { draft: 1, revision: 1 })).toMatchObject(refused)
    expect(servedKit('not-mine')).toBeNull()
  })
})
