import { describe, expect, test } from 'vitest'
import { clashes, type Slot } from './clashes'
import { coverage } from './coverage'
import { dueAt } from '../scorecard/due'

const at = (hour: string) => new Date(`2026-11-24T${hour}:00Z`)
const slot = (id: number, hour: string | null, people: number[] = [], minutes = 60): Slot => ({
  id,
  startsAt: hour === null ? null : at(hour),
  minutes,
  people,
})

describe('interviews at one time', () => {
  test('the candidate cannot sit in two, and both are named', () => {
    const found = clashes([slot(1, '10:00'), slot(2, '10:30')], [])
    expect([...found]).toEqual([
      [1, [{ other: 2, userId: null }]],
      [2, [{ other: 1, userId: null }]],
    ])
  })

  test('one that begins when the other ends is none', () => {
    expect(clashes([slot(1, '10:00'), slot(2, '11:00')], []).size).toBe(0)
  })

  test('an interview without a time clashes with nothing', () => {
    expect(clashes([slot(1, null), slot(2, '10:00')], [slot(9, null)]).size).toBe(0)
  })

  test('elsewhere only those who sit in both are named', () => {
    const found = clashes([slot(1, '10:00', [7, 8])], [slot(9, '10:59', [8, 3]), slot(10, '12:00', [7])])
    expect(found.get(1)).toEqual([{ other: 9, userId: 8 }])
  })
})

describe('coverage', () => {
  test('one person who sits in two interviews is one rater', () => {
    const seen = coverage(
      ['diagnosis', 'coding', 'sizing'],
      [
        { focus: ['diagnosis', 'sizing'], raters: [1, 2] },
        { focus: ['diagnosis', 'coding'], raters: [1] },
      ],
    )
    expect(seen).toEqual([
      { criterion: 'diagnosis', raters: 2, state: 'covered' },
      { criterion: 'coding', raters: 1, state: 'thin' },
      { criterion: 'sizing', raters: 2, state: 'covered' },
    ])
  })

  test('an interview with nobody in it covers nothing', () => {
    expect(coverage(['coding'], [{ focus: ['coding'], raters: [] }])[0]!.state).toBe('uncovered')
  })
})

describe('overdue', () => {
  test('is one business day after the end', () => {
    expect(dueAt(at('10:00'), 60, 'UTC')).toEqual(new Date('2026-11-25T11:00:00Z'))
  })

  test('a weekend does not count', () => {
    expect(dueAt(new Date('2026-11-20T10:00:00Z'), 60, 'UTC')).toEqual(new Date('2026-11-23T11:00:00Z'))
  })

  test('which day it is, is judged in the given zone', () => {
    const lateOnThursday = new Date('2026-11-19T22:00:00Z')
    expect(dueAt(lateOnThursday, 60, 'America/New_York')).toEqual(new Date('2026-11-20T23:00:00Z'))
    expect(dueAt(lateOnThursday, 60, 'Asia/Tokyo')).toEqual(new Date('2026-11-22T23:00:00Z'))
  })
})
