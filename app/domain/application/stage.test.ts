import { expect, test } from 'vitest'
import { stageOf, type StageFacts } from './stage'

const card = (name: string, submitted = false, overdue = false) => ({ name, submitted, overdue })
const facts = (given: Partial<StageFacts>): StageFacts => ({ interviews: null, uncovered: [], packet: null, ...given })
const when = new Date('2026-11-24T10:00:00Z')
const coding = (...scorecards: ReturnType<typeof card>[]) => ({ name: 'Coding', startsAt: when, scorecards })

test('an application without a loop is new', () => {
  expect(stageOf(facts({}))).toMatchObject({ stage: 'New', next: 'Plan the loop', total: 0 })
})

test('a loop with an empty interview asks for somebody', () => {
  const given = facts({ interviews: [coding()] })
  expect(stageOf(given)).toMatchObject({ stage: 'Loop', next: 'Name an interviewer for Coding' })
})

test('a must-have that nobody rates is named', () => {
  const given = facts({ interviews: [coding(card('Anna'))], uncovered: ['Diagnosis'] })
  expect(stageOf(given)).toMatchObject({ stage: 'Loop', next: 'No one rates Diagnosis' })
})

test('an overdue scorecard comes before what the loop still lacks, and is late', () => {
  const interviews = [coding(card('Anna', false, true)), { name: 'Screen', startsAt: null, scorecards: [] }]
  expect(stageOf(facts({ interviews }))).toMatchObject({
    stage: 'Interviews',
    late: true,
    overdue: 1,
    next: '1\u00a0scorecard overdue: Anna',
  })
})

test('of several overdue scorecards one person is named, and nobody twice', () => {
  const next = (...names: string[]) =>
    stageOf(facts({ interviews: [coding(...names.map((name) => card(name, false, true)))] })).next
  expect(next('Anna', 'Ben', 'Cleo')).toBe('3\u00a0scorecards overdue: Anna and 2 more')
  expect(next('Anna', 'Anna')).toBe('2\u00a0scorecards overdue: Anna')
})

test('what is neither overdue nor missing is waited for, with its number', () => {
  const next = (...given: ReturnType<typeof card>[]) => stageOf(facts({ interviews: [coding(...given)] })).next
  expect(next(card('Anna'))).toBe('Waiting for 1\u00a0scorecard')
  expect(next(card('Anna'), card('Ben'), card('Cleo', true))).toBe('Waiting for 2\u00a0scorecards')
})

test('a scorecard that came in after all is no longer overdue', () => {
  expect(stageOf(facts({ interviews: [coding(card('Anna', true, true))] }))).toMatchObject({
    stage: 'Ready',
    overdue: 0,
  })
})

test('an interview without a time asks for one, unless its scorecard is in', () => {
  const untimed = (submitted: boolean) => [
    { name: 'Screen', startsAt: null, scorecards: [card('Ben', submitted)] },
    coding(card('Anna')),
  ]
  expect(stageOf(facts({ interviews: untimed(false) })).next).toBe('Set a time for Screen')
  expect(stageOf(facts({ interviews: untimed(true) }))).toMatchObject({ stage: 'Interviews', done: 1, total: 2 })
})

test('a packet before the committee, then a decision, outweigh the loop', () => {
  const interviews = [coding(card('Anna'))]
  expect(stageOf(facts({ interviews, packet: { decided: false } })).stage).toBe('Committee')
  expect(stageOf(facts({ interviews, packet: { decided: true } })).next).toBe('Close the application')
})
