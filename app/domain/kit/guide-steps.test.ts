import { expect, test } from 'vitest'
import { guideSteps, openGates, questionReached, stillHeldBack } from './guide-steps'
import type { GateView } from './views'

const question = { ask: 'Why?', followUps: [], minutes: null, wait: null }
const agenda = [
  { from: 0, to: 5, text: 'opening', questions: [] },
  { from: 5, to: 25, text: 'questions 1 and 2', questions: [1, 2] },
  { from: 25, to: 30, text: 'a break', questions: [] },
  { from: 30, to: 40, text: 'question 3', questions: [3] },
  { from: 40, to: 45, text: 'closing', questions: [] },
]

test('an interview is one step after the other: opening, each question, what lies between, closing', () => {
  const steps = guideSteps({ agenda, questions: [question, question, question] })
  expect(steps.map(({ kind, section, question }) => [kind, section, question])).toEqual([
    ['opening', 0, null],
    ['question', 1, 1],
    ['question', 1, 2],
    ['section', 2, null],
    ['question', 3, 3],
    ['closing', 4, null],
  ])
  expect(steps.map((_, at) => questionReached(steps, at))).toEqual([0, 1, 2, 2, 3, 3])
})

test('a question that no entry of the agenda names is asked in the longest section', () => {
  const steps = guideSteps({ agenda, questions: Array.from({ length: 4 }, () => question) })
  expect(steps.filter(({ section }) => section === 1).map(({ question }) => question)).toEqual([1, 2, 4])
})

test('a sentence holds until the question or the minute that it names', () => {
  const early = 'Do not name a resource before question 3.'
  const answered = 'Do not put the challenge before both parts of question 4 have been answered.'
  const minute = 'Do not name an exhibit unasked before minute 20.'
  const always = 'Do not ask about employers; question 2 is open on purpose.'
  const all = [early, answered, minute, always]
  expect(stillHeldBack(all, 2, 10)).toEqual(all)
  expect(stillHeldBack(all, 3, 19)).toEqual([answered, minute, always])
  expect(stillHeldBack(all, 4, 20)).toEqual([answered, always])
  expect(stillHeldBack(all, 5, null)).toEqual([minute, always])
})

test('a gate is to be minded until its minute has passed or its question is asked, or over where its end closes', () => {
  const gate: GateView = {
    from: 10,
    until: 21,
    question: 3,
    criterion: 'Sizing',
    criterionId: 'sizing',
    level: 3,
    say: 'Name no resource.',
    atEnd: false,
  }
  const open = (one: GateView, question: number, minute: number | null) => openGates([one], question, minute).length
  expect([open(gate, 2, 20), open(gate, 2, 21), open(gate, 3, 12), open(gate, 2, null)]).toEqual([1, 0, 0, 1])
  expect([open({ ...gate, atEnd: true }, 3, 12), open({ ...gate, atEnd: true }, 4, 12)]).toEqual([1, 0])
})
