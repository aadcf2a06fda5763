import { expect, test } from 'vitest'
import { forCandidateText } from './for-candidate-text'

test('what a candidate is told can be pasted into a message', () => {
  const sent = {
    whatHappens: 'You design one system.',
    lookedFor: ['Which resource runs out first.', 'What users get when a part fails.'],
    prepare: 'Nothing.',
    goodToKnow: 'You may ask.\n',
  }
  expect(forCandidateText(sent, { name: 'System design', minutes: 60 })).toBe(`System design (60 minutes)

You design one system.

What is looked for:
- Which resource runs out first.
- What users get when a part fails.

How to prepare: Nothing.

Good to know: You may ask.
`)
})
