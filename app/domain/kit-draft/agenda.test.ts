import { describe, expect, test } from 'vitest'
import { agendaChanges, agendaMoves, moveSection, readSpan, type Span } from './agenda'
import { checkAgenda } from './agenda-check'
import { encode } from './content'

const spans: Span[] = [
  { key: 'e1', from: 0, to: 5 },
  { key: 'e2', from: 5, to: 20 },
  { key: 'e3', from: 20, to: 30 },
]
const minutes = (moved: readonly Span[]) => moved.map(({ key, from, to }) => `${key} ${from}-${to}`)

describe('a section of an agenda', () => {
  test('made longer or shorter takes those behind it along', () => {
    expect(minutes(moveSection(spans, 'e2', 'longer'))).toEqual(['e1 0-5', 'e2 5-21', 'e3 21-31'])
    expect(minutes(moveSection(spans, 'e1', 'shorter'))).toEqual(['e1 0-4', 'e2 4-19', 'e3 19-29'])
  })

  test('of one minute gets no shorter', () => {
    const one = [{ key: 'e1', from: 0, to: 1 }]
    expect(moveSection(one, 'e1', 'shorter')).toEqual(one)
  })

  test('changes places with its neighbour, and each keeps its length', () => {
    expect(minutes(moveSection(spans, 'e2', 'later'))).toEqual(['e1 0-5', 'e3 5-15', 'e2 15-30'])
    expect(minutes(moveSection(spans, 'e2', 'earlier'))).toEqual(['e2 0-15', 'e1 15-20', 'e3 20-30'])
    expect(moveSection(spans, 'e1', 'earlier')).toEqual(spans)
    expect(moveSection(spans, 'e3', 'later')).toEqual(spans)
  })

  test('whatever moves, an agenda without gaps stays without', () => {
    for (const move of agendaMoves)
      for (const { key } of spans) {
        const moved = moveSection(spans, key, move)
        expect(moved.map(({ from }) => from)).toEqual([0, ...moved.slice(0, -1).map(({ to }) => to)])
      }
  })

  test('moves in a draft by changes of the names that differ', () => {
    const agenda = encode({ '0-5': 'opening', '5-20': 'questions 1 and 2', '20-30': 'closing' }, 'agenda')
    expect(agendaChanges(agenda, ['interviews', 'screen', 'agenda'], 'e3', 'longer')).toEqual([
      { op: 'set', path: ['interviews', 'screen', 'agenda', 'e3', 'name'], before: '20-30', after: '20-31' },
    ])
    expect(agendaChanges(agenda, [], 'e9', 'longer')).toBeNull()
  })

  test('has minutes that can be read, or none', () => {
    expect(readSpan(' 5-12 ')).toEqual({ from: 5, to: 12 })
    for (const name of ['', '5', '5 to 12', '-5-12', '5-12-3', '123456-2']) expect(readSpan(name)).toBeNull()
  })
})

describe('an agenda while it is typed', () => {
  const entries = [
    { key: 'e1', name: '0-5', text: 'opening' },
    { key: 'e2', name: '5-20', text: 'questions 1 and 2' },
    { key: 'e3', name: '20-30', text: 'closing' },
  ]
  const questions = [
    { minutes: '10', wait: '' },
    { minutes: '5', wait: '2' },
  ]
  const problems = (changed: Partial<Parameters<typeof checkAgenda>[0]>) =>
    checkAgenda({ minutes: '30', entries, questions, ...changed }).problems
  const named = (...names: string[]) => names.map((name, at) => ({ ...entries[at]!, name }))

  test('has nothing wrong where it fills the interview', () => {
    expect(problems({})).toEqual([])
    expect(checkAgenda({ minutes: '30', entries, questions }).sections[1]).toMatchObject({
      taken: 15,
      questions: [1, 2],
    })
  })

  test('says a gap, an overlap, an end that is not the interview’s, and minutes that are none', () => {
    expect(problems({ entries: named('0-4', '5-20', '20-30') })).toEqual([
      '"5-20" begins at minute 5, but minute 4 is where the entry above ends.',
    ])
    expect(problems({ entries: named('0-5', '4-20', '20-30') })).toEqual([
      '"4-20" begins at minute 4, but minute 5 is where the entry above ends.',
    ])
    expect(problems({ minutes: '45' })).toEqual(['The agenda ends at minute 30, the interview at 45.'])
    expect(problems({ entries: named('0-5', '5-20', 'later') })[0]).toBe(
      '“later” says no minutes; expected minutes from and to, such as 5-12.',
    )
  })

  test('says where questions take more than their section has, and which question has no time', () => {
    expect(problems({ questions: [{ minutes: '12', wait: '' }, questions[1]!] })).toEqual([
      '5-20: Here questions 1, 2 take 17 minutes, but this entry has 15; expected at most 15.',
    ])
    expect(problems({ questions: [...questions, { minutes: '1', wait: '' }] })).toContain(
      'The agenda has no time for question 3; name it in one of its entries.',
    )
  })
})
