import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { problems } from '../../../test/setup/kit-problems'
import { gateTimes } from './check-timing'
import type { Gate, KitInterview } from './schema'

/** The small kit, its one interview with numbered questions in the agenda and these lines before the opening script. */
function withGuide(lines: string, questions: [string, string] = ['minutes: 10', 'minutes: 20']) {
  const files = kitFolder()
  const text = (files.get('interviews.yaml') ?? '')
    .replace('"5-40": the design', '"5-20": question 1, "20-40": question 2')
    .replace('    opening_script', `${lines}    opening_script`)
    .replace('- { ask: What do', `- { ${questions[0]}, ask: What do`)
    .replace('- { ask: How large', `- { ${questions[1]}, ask: How large`)
  return files.set('interviews.yaml', text)
}

const told = (files: Map<string, string>) => problems(files).map(({ line, message }) => `${line}: ${message}`)
const gate = (from: number, until: number, rest = 'question: 2, criterion: sizing') =>
  `      - { from: ${from}, until: ${until}, ${rest}, level: 3, say: Ask question 2 only after this minute has passed. }\n`
const gates = (...lines: string[]) => `    gates:\n${lines.join('')}`

test('a guide whose questions and gates fit its agenda is sound', () => {
  expect(told(withGuide(gates(gate(5, 20), gate(10, 21)), ['minutes: 14.5, wait: 2', 'minutes: 20']))).toEqual([])
})

test.each([
  [
    'questions that overfill an entry',
    ['minutes: 15.5', 'minutes: 20'],
    '12: Here question 1 takes 15.5 minutes, but this entry has 15; expected at most 15.',
  ],
  [
    'a question without minutes beside one with',
    ['minutes: 10', 'follow_ups: []'],
    'Question 2 has no "minutes", but others of this interview have; give every question its minutes, or none.',
  ],
  [
    'a wait that fills its question',
    ['minutes: 10, wait: 10', 'minutes: 20'],
    'The wait of 10 minutes leaves no time for question 1, which has 10 with its wait; expected a shorter wait or more minutes.',
  ],
  [
    'a wait without minutes',
    ['wait: 2', 'follow_ups: []'],
    'A wait is counted in the minutes of its question; expected "minutes" beside "wait".',
  ],
  ['minutes that are neither whole nor half', ['minutes: 2.3', 'minutes: 20'], 'Expected whole or half minutes.'],
] as const)('%s: told with its line', (_, questions, message) => {
  const found = told(withGuide('', [...questions]))
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(message)
})

test.each([
  [
    'a third gate at one time',
    [gate(5, 20), gate(6, 30), gate(10, 12)],
    'At minute 10 there are 3 gates to mind; expected at most 2.',
  ],
  ['a gate beyond the interview', [gate(5, 50)], 'This gate ends at minute 50, but the interview has 45 minutes.'],
  ['a gate that ends before it begins', [gate(20, 10)], 'This gate ends at minute 10, before it begins at minute 20.'],
  [
    'a question that there is not',
    [gate(5, 10, 'question: 7, criterion: sizing')],
    'There is no question 7; this interview has 2.',
  ],
  [
    'a criterion that is not rated here',
    [gate(5, 10, 'question: 2, criterion: sizign')],
    '"sizign" is not in the focus of this interview, so no level of it can be closed here.',
  ],
  [
    'a gate that is open after its question',
    [gate(5, 25, 'question: 1, criterion: sizing')],
    'The agenda ends question 1 at minute 20, before this gate ends at minute 25; expected the gate to end by then.',
  ],
] as const)('%s: told with its line', (_, lines, message) => {
  const found = told(withGuide(gates(...lines)))
  expect(found.some((line) => /^1[2-9]: /.test(line) && line.includes(message))).toBe(true)
})

test('no minute has more than two gates exactly when nothing is told of it', () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5 }))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const all = spans.map(([from, length]) => ({
        ...{ from, until: from + length, question: 1, criterion: 'sizing', say: '' },
        closes: { mid: 3, senior: 3, staff: 3 },
      })) as Gate[]
      const interview = { minutes: 45, agenda: {}, focus: ['sizing'], questions: [{ ask: '' }], gates: all }
      const crowded = gateTimes(interview as unknown as KitInterview).length > 0
      const most = Array.from(
        { length: 46 },
        (_, minute) => spans.filter(([from, length]) => minute >= from && minute < from + Math.max(length, 1)).length,
      )
      expect(crowded).toBe(Math.max(...most) > 2)
    }),
  )
})

const sent = (...lookedFor: string[]) => `    for_candidate:
      what_happens: You design one system together with the interviewer, from figures.
      looked_for: [${lookedFor.join(', ')}]
      prepare: Nothing is needed beforehand.
      good_to_know: You may ask, pause and take notes.
`
const six = Array.from({ length: 6 }, (_, at) => `How you go about part ${at + 1} of it.`)

test('candidates are told one thing for each criterion, and no level', () => {
  expect(told(withGuide(sent(...six)))).toEqual([])
  expect(told(withGuide(sent(...six.slice(1))))[0]).toContain(
    'Expected one sentence for each of the 6 criteria in the focus, in their order, found 5.',
  )
  expect(told(withGuide(sent(...six.slice(1), 'What earns a level 3 in sizing.')))[0]).toContain(
    'A candidate is told what is looked for, not what earns which level; leave the level out.',
  )
})

test('the page for the first time explains criteria of its interview', () => {
  const page = (criterion: string) => `    first_time:
      before: [Read the prompt and work it out yourself.]
      watch_for: [Telling the candidate which figure matters.]
      example: "${'Interviewer: What runs out first? Candidate: The rows that arrive each second. '.repeat(3)}"
      levels: { ${criterion}: The figure was used after it was asked for. }
`
  expect(told(withGuide(page('sizing')))).toEqual([])
  expect(told(withGuide(page('sizign')))[0]).toContain('"sizign" is not in the focus of this interview.')
})
