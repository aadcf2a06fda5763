import { describe, expect, test } from 'vitest'
import { orderPeriods } from './periods'

function order(...spellings: string[]) {
  const result = orderPeriods(spellings)
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('spellings of the same six months', () => {
  const months = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02']
  test.each<[string, string[]]>([
    ['ISO months', months],
    ['without leading zeros', ['2025-9', '2025-10', '2025-11', '2025-12', '2026-1', '2026-2']],
    ['slashes', ['2025/09', '2025/10', '2025/11', '2025/12', '2026/01', '2026/02']],
    ['full stops', ['2025.09', '2025.10', '2025.11', '2025.12', '2026.01', '2026.02']],
    ['month first', ['09/2025', '10/2025', '11/2025', '12/2025', '1/2026', '02/2026']],
    ['month first, full stops', ['09.2025', '10.2025', '11.2025', '12.2025', '01.2026', '02.2026']],
    ['digits', ['202509', '202510', '202511', '202512', '202601', '202602']],
    ['short names', ['Sep 2025', 'Oct 2025', 'Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026']],
    [
      'long names, any case',
      ['september 2025', 'OCTOBER 2025', 'November-2025', 'Dec. 2025', '2026 January', 'Feb-2026'],
    ],
    ['Sept', ['Sept 2025', 'Oct 2025', 'Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026']],
    ['German', ['Sept. 2025', 'Okt. 2025', 'Nov. 2025', 'Dezember 2025', 'Jan 2026', 'Feb 2026']],
    ['French', ['septembre 2025', 'oct. 2025', 'novembre 2025', 'déc. 2025', 'janv. 2026', 'févr. 2026']],
    ['ISO days', ['2025-09-30', '2025-10-01', '2025-11-15', '2025-12-31', '2026-01-01', '2026-02-28']],
    ['ISO times', ['2025-09-30T10:00:00Z', '2025-10-01 09:30', '2025-11-15', '2025-12-31', '2026-01-01', '2026-02-28']],
    ['days as digits', ['20250915', '20251015', '20251115', '20251215', '20260115', '20260215']],
    ['days of a spreadsheet', ['45930', '45931', '45976', '46022', '46023', '46081']],
    ['day first', ['15/09/2025', '01/10/2025', '15/11/2025', '15/12/2025', '15/01/2026', '03/02/2026']],
    ['month first', ['09/15/2025', '10/01/2025', '11/15/2025', '12/15/2025', '01/15/2026', '02/03/2026']],
    ['German days', ['1.9.2025', '02.10.2025', '03.11.2025', '4.12.2025', '5.1.2026', '06.02.2026']],
    [
      'days in words',
      ['15 Sep 2025', '1. Oktober 2025', '15-Nov-2025', 'Dec 15, 2025', 'January 5th, 2026', '5 février 2026'],
    ],
    ['months and days together', ['2025-09', '2025-10-01', '2025-11', '2025-12', '2026-01', '2026-02']],
  ])('%s', (_, spellings) => {
    const shuffled = [4, 1, 5, 0, 3, 2].map((i) => spellings[i]!)
    const { unit, names, times, places } = order(...shuffled)
    expect(unit).toBe('month')
    expect(names).toEqual(months)
    expect([...times]).toEqual([0, 1, 2, 3, 4, 5].map((k) => 12 * 2025 + 8 + k))
    expect([...places]).toEqual([4, 1, 5, 0, 3, 2])
  })

  test('two spellings of one month are one period', () => {
    const { names, places } = order('2025-9', 'Sep 2025', '2025-09', '2025-10')
    expect(names).toEqual(['2025-09', '2025-10'])
    expect([...places]).toEqual([0, 0, 0, 1])
  })

  test('what was assumed is noted', () => {
    expect(order('03/04/2025', '15/09/2025').note).toBe(
      'days have the day first, as in 15/09/2025; days are taken by their month',
    )
    expect(order('2025-09', '2025-10').note).toBeNull()
  })
})

describe('other periods', () => {
  test.each<[string, string[], string[], number[]]>([
    [
      'quarters',
      ['2025-Q3', 'Q4 2025', '1Q2026', '2026 Q2'],
      ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'],
      [0, 1, 2, 3],
    ],
    ['half-years', ['H2 2025', '2025-H1', '2026H1'], ['2025-H1', '2025-H2', '2026-H1'], [0, 1, 2]],
    // 2026 has 53 ISO weeks, so the first week of 2027 is the second after its fifty-second.
    [
      'ISO weeks',
      ['2026-W53', '2025-W52', '2026-W01', 'W02 2027'],
      ['2025-W52', '2026-W01', '2026-W53', '2027-W02'],
      [0, 1, 53, 55],
    ],
    ['numbers', ['10', '9', '2.5', '-1'], ['-1', '2.5', '9', '10'], [0, 3.5, 10, 11]],
    ['numbers that are no days', ['45930', '3'], ['3', '45930'], [0, 45927]],
    ['years', ['2025', '2023', '2024'], ['2023', '2024', '2025'], [0, 1, 2]],
    ['numbered names', ['Sprint 10', 'sprint 9', 'Sprint 2'], ['Sprint 2', 'sprint 9', 'Sprint 10'], [0, 7, 8]],
    ['fiscal years', ['FY2026', 'FY2025'], ['FY2025', 'FY2026'], [0, 1]],
    ['one spelling', ['Sep 2025'], ['2025-09'], [0]],
    ['none', [], [], []],
  ])('%s', (_, spellings, names, steps) => {
    const found = order(...spellings)
    expect(found.names).toEqual(names)
    expect([...found.times].map((t) => t - found.times[0]!)).toEqual(steps)
  })
})

describe('what cannot be ordered is refused, and says which and why', () => {
  test.each<[string, string[], string, number]>([
    ['either order', ['03/04/2025', '05/06/2025'], 'may have the day or the month first', 1],
    ['both orders', ['15/04/2025', '04/15/2025'], '"15/04/2025" has the day first and "04/15/2025" the month', 1],
    ['words', ['spring', 'autumn'], '"spring" is no period', 0],
    ['a word among months', ['2025-09', 'later'], '"later" is no period', 1],
    ['a month without a year', ['Jan', 'Feb'], 'a month without its year', 0],
    ['a quarter without a year', ['Q1', 'Q2'], 'has no year', 0],
    ['a week without a year', ['W52', 'W01'], 'has no year', 0],
    ['a year of two digits', ['Sep-25', 'Oct-25'], 'write the year with four digits', 0],
    ['a day with a short year', ['15/09/25'], 'write the year with four digits', 0],
    ['a quarter with a short year', ["Q3'25"], 'write the year with four digits', 0],
    ['two kinds', ['2025-09', '2025-Q4'], '"2025-09" is a month and "2025-Q4" a quarter', 1],
    ['no such day', ['2025-02-30'], 'there is no such day', 0],
    ['no such week', ['2025-W53'], 'the year 2025 has no ISO week 53', 0],
    ['weeks as digits', ['202537', '202502'], '"202537" is no period', 0],
    ['a month or a number', ['2025.1', '2025.12'], '"2025.1" may be a month or a number', 0],
    ['different names', ['Sprint 1', 'Round 2'], '"Sprint 1" is no period', 0],
    ['a range', ['2025-09 to 2025-10'], 'is no period', 0],
  ])('%s', (_, spellings, sentence, at) => {
    const result = orderPeriods(spellings)
    expect(result).toEqual({ ok: false, message: expect.stringContaining(sentence) as string, at })
  })
})
