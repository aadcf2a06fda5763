import { beforeAll, describe, expect, test } from 'vitest'
import { ApproveForm } from '~/domain/kit-draft/act-forms'
import { ada, begun, ben, draftOf, makeTeam, nameOf, rename, shownOf, valueOf } from '../../../test/setup/own-kit-team'
import { discardDraft, openDraft } from './own-kits.server'
import { readReview } from './read-own-kit.server'
import { approveDraft, publishDraft, sendBackDraft, submitDraft, takeBackDraft } from './review-draft.server'

beforeAll(makeTeam)

test('a comment that is typed before a draft is approved is kept with the approval, and none is needed', async () => {
  const { kitId } = await begun()
  await submitted(kitId)
  const typed = ApproveForm.parse({ ...(await shownOf(kitId)), comment: ' Name the exhibit next time. ' })
  valueOf(await approveDraft(ben, kitId, typed))
  const { draft } = valueOf(await readReview(ada, kitId)).kit
  expect(draft).toMatchObject({ state: 'approved', reviewedBy: 'Ben', comment: 'Name the exhibit next time.' })
  valueOf(await takeBackDraft(ada, kitId, await shownOf(kitId)))
  expect((await draftOf(kitId)).reviewComment).toBe('Name the exhibit next time.')
  await submitted(kitId)
  valueOf(await approveDraft(ben, kitId, ApproveForm.parse(await shownOf(kitId))))
  expect((await draftOf(kitId)).reviewComment).toBeNull()
})

const stale = { ok: false, error: { code: 'DRAFT_STALE' } }
const submitted = async (kitId: number, changeNote = 'Ours.') =>
  valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote }))
const published = async (kitId: number) => {
  await submitted(kitId)
  valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
  valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
}
const opened = async (kitId: number, name: string) => {
  valueOf(await openDraft(ada, kitId))
  await rename(kitId, name)
}

describe('what is done with a draft is done with the one that the page showed', () => {
  test('a review page approves, sends back and publishes no later draft, whose revisions begin with 1 again', async () => {
    const { kitId } = await begun()
    await published(kitId)
    await opened(kitId, 'A harmless correction')
    await submitted(kitId)
    const seen = await shownOf(kitId)
    valueOf(await takeBackDraft(ada, kitId, seen))
    valueOf(await discardDraft(ada, kitId, await shownOf(kitId)))
    await opened(kitId, 'Never seen by a reviewer')
    await submitted(kitId)
    const next = await shownOf(kitId)
    expect(next.revision).toBe(seen.revision)
    expect(await approveDraft(ben, kitId, seen)).toMatchObject(stale)
    expect(await sendBackDraft(ben, kitId, { ...seen, comment: 'No.' })).toMatchObject(stale)
    expect(await takeBackDraft(ada, kitId, seen)).toMatchObject(stale)
    expect((await draftOf(kitId)).state).toBe('in_review')
    const approvable = { ...seen, revision: seen.revision + 1 }
    valueOf(await approveDraft(ben, kitId, next))
    expect(await publishDraft(ada, kitId, approvable)).toMatchObject(stale)
    valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
  })

  test('a page that showed a draft before it was published discards not the next one', async () => {
    const { kitId } = await begun()
    await published(kitId)
    await opened(kitId, 'First')
    const seen = await shownOf(kitId)
    await published(kitId)
    await opened(kitId, 'Two hours of work in the next draft')
    expect((await shownOf(kitId)).revision).toBe(seen.revision)
    expect(await discardDraft(ada, kitId, seen)).toMatchObject(stale)
    expect(await nameOf(kitId)).toBe('Two hours of work in the next draft')
  })

  test('each change of the state, the change note or the comment is another state of the draft', async () => {
    const { kitId } = await begun()
    const revisions = [(await shownOf(kitId)).revision]
    const after = async (done: Promise<{ ok: boolean }>) => {
      expect(await done).toMatchObject({ ok: true })
      revisions.push((await shownOf(kitId)).revision)
    }
    await after(submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'The weights are as they were.' }))
    const seen = await shownOf(kitId)
    await after(takeBackDraft(ada, kitId, seen))
    await after(submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Another note.' }))
    expect(await approveDraft(ben, kitId, seen)).toMatchObject(stale)
    await after(sendBackDraft(ben, kitId, { ...(await shownOf(kitId)), comment: 'Say more.' }))
    await after(submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'More.' }))
    await after(approveDraft(ben, kitId, await shownOf(kitId)))
    await after(takeBackDraft(ada, kitId, await shownOf(kitId)))
    expect(revisions).toEqual(revisions.map((_, index) => revisions[0]! + index))
  })
})
