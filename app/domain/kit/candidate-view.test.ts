import { expect, test } from 'vitest'
import { candidatePrompt } from './candidate-view'
import type { Prompt } from './schema'

const hidden = (what: string) => `canary ${what}`
const exhibit = (id: string) => ({
  id,
  name: `About ${id}`,
  rows: 'one row a day',
  columns: { day: 'day' },
  csv: 'day\nmon\n',
  asked_as: hidden('asked as'),
  shows: hidden('shows'),
  hides: hidden('hides'),
})

const prompt: Prompt = {
  id: 'canary-id',
  name: 'A service that got worse',
  kind: 'debugging',
  source: [hidden('source')],
  rates: [hidden('rates')],
  candidate_text: 'The service got worse. Say why.',
  givens: { load: { qps: [10, 'requests/s', 'At the peak'] } },
  facts: { quota: hidden('fact') },
  check_sheet: { accept_within_factor: 2, figures: [{ id: 'x', is: hidden('formula'), unit: 'u', value: 1 }] },
  stages: [
    {
      name: hidden('stage'),
      ask: hidden('ask'),
      weak: hidden('weak'),
      sound: hidden('sound'),
      excellent: hidden('best'),
    },
  ],
  wrong_turns: [hidden('wrong turn')],
  strong_order: [hidden('order')],
  refutes: [hidden('refutes')],
  parts: [
    {
      who: 'Head of sales',
      handed_out: 'We sell in March.',
      wants: hidden('wants'),
      script: [{ when: hidden('when'), say: hidden('say') }],
    },
  ],
  files: [
    { path: 'task.md', for: 'candidate', text: 'Write it.' },
    { path: 'notes.md', for: 'interviewer', text: hidden('notes') },
  ],
  levels: { diagnosis: { 1: hidden('1'), 2: hidden('2'), 3: hidden('3'), 4: hidden('4') } },
  generator: { seed: 1, from: '2026-06-01T00:00Z', fault: hidden('fault'), exhibits: {} },
  handed_out: [exhibit('traffic')],
  on_request: [exhibit('nulls')],
}

test('nothing of the answer key is in what a candidate gets', () => {
  const text = JSON.stringify(candidatePrompt(prompt, ['nulls']))
  expect(text).not.toContain('canary')
  for (const shown of ['The service got worse', 'At the peak', 'We sell in March', 'Write it', 'About traffic']) {
    expect(text).toContain(shown)
  }
})

test('an exhibit on request is there only once it was handed over', () => {
  expect(candidatePrompt(prompt).exhibits.map(({ id }) => id)).toEqual(['traffic'])
  expect(candidatePrompt(prompt, ['nulls']).exhibits.map(({ id }) => id)).toEqual(['traffic', 'nulls'])
})
