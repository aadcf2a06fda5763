import { expect, test } from 'vitest'
import { textNotShown } from './not-stored'

const page = (state: 'draft' | 'in_review' | 'approved' | null, own: string | null = null) => ({
  kit: { draft: state && { state }, may: { review: true } },
  own,
})

test('what was typed in a refused form of the review is shown where the page has no field for it any more', () => {
  const [comment, changeNote] = ['Name the exhibit too.', 'For our services.']
  expect(textNotShown({ comment }, page('in_review'))).toBe('')
  expect(textNotShown({ changeNote }, page('draft'))).toBe('')
  for (const state of ['draft', 'approved', null] as const) expect(textNotShown({ comment }, page(state))).toBe(comment)
  expect(textNotShown({ comment }, page('in_review', 'You changed it last.'))).toBe(comment)
  for (const state of ['in_review', 'approved', null] as const)
    expect(textNotShown({ changeNote }, page(state))).toBe(changeNote)
  expect(textNotShown({ intent: 'publish' }, page('draft'))).toBe('')
})
