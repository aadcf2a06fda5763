import { describe, expect, test } from 'vitest'
import { BadInput } from '../bad-input'
import type { RatedRows } from './types'
import { wideColumns } from './wide-columns'

const read = (content: string, rowNames = false): RatedRows => {
  const [header = [], ...rows] = content.split('\n').map((line) => line.split(','))
  return { header, headerLine: 1, rowNames, rows: rows.map((cells, at) => ({ line: at + 2, cells })) }
}
const columns = (content: string, options: { unit?: string; raters?: string[]; levels?: string[] } = {}) => {
  const { units, raters } = wideColumns(read(content), { unit: null, raters: null, levels: null, ...options })
  return { units, raters }
}

describe('columns that name the units', () => {
  test.each([
    ['a name for units in front', 'Candidate,A,B\nx,1,2\ny,2,2'],
    ['an identifier', 'candidate_id,A,B\n7,1,2\n9,2,2'],
    ['words that all differ under another name', 'Bewerber,A,B\nUte,1,2\nJan,2,2\nEva,3,3'],
    ['words beside words', 'Bewerber,A,B\nUte,yes,no\nJan,no,no\nEva,yes,yes'],
    ['no name', ',A,B\n1,1,2\n2,2,2'],
  ])('%s', (_, content) => {
    expect(columns(content)).toEqual({ units: [0], raters: [1, 2] })
  })

  test('an identifier anywhere, and a name for units behind one without a name', () => {
    expect(columns('A,B,application_id\n1,2,77\n2,2,78')).toEqual({ units: [2], raters: [0, 1] })
    expect(columns(',candidate,A,B\n0,x,1,2\n1,y,2,2')).toEqual({ units: [0, 1], raters: [2, 3] })
  })

  test('no column where the values are ratings: counting up by chance, ranks, names that end like identifiers', () => {
    expect(columns('a,b\n1,2\n2,2\n3,3')).toEqual({ units: [], raters: [0, 1] })
    expect(columns('a,b\n1,2\n2,1\n3,3\n4,5\n5,4\n6,6')).toEqual({ units: [], raters: [0, 1] })
    expect(columns('David,Ingrid\n1,2\n2,2')).toEqual({ units: [], raters: [0, 1] })
    expect(columns('a,b\nyes,no\nyes,no')).toEqual({ units: [], raters: [0, 1] })
    const levels = ['poor', 'good', 'excellent', 'outstanding']
    const strict = 'a,b,c\npoor,good,outstanding\ngood,outstanding,outstanding\nexcellent,outstanding,good'
    expect(columns(strict, { levels })).toEqual({ units: [], raters: [0, 1, 2] })
  })
})

describe('what may be no rating is asked about', () => {
  test.each([
    [
      'numbers that count the rows',
      'Fall,A,B\n1,1,2\n2,2,2\n3,3,1\n4,3,3',
      'its numbers (1, 2, 3 …) look like those of an identifier',
    ],
    ['numbers from 0', 'Fall,A,B\n0,1,2\n1,2,2\n2,3,1', 'its numbers (0, 1, 2 …)'],
    ['numbers in any order', 'Fall,A,B\n3,1,2\n1,2,2\n5,3,1\n4,1,1\n2,1,1', 'its numbers (3, 1, 5 …)'],
    ['numbers far above the ratings', 'Nummer,A,B\n1041,1,2\n977,2,2\n2300,3,1', 'its numbers (1041, 977, 2300 …)'],
    ['numbers in the last column', 'A,B,Nummer\n1,2,1041\n2,2,977\n3,1,2300', 'its numbers (1041, 977, 2300 …)'],
    [
      'words that come again',
      'A,B,Team\nyes,no,North\nno,no,South\nyes,yes,North',
      'its words (North, South, North …) stand in no other column',
    ],
  ])('%s', (_, content, what) => {
    expect(() => columns(content)).toThrow(BadInput)
    expect(() => columns(content)).toThrow(what)
    expect(() => columns(content)).toThrow(
      /Give --unit "\w+" if it names what was rated, --raters "A,B" to leave it out/,
    )
  })

  test('a column that is computed from the others', () => {
    for (const name of ['Average', 'Total', 'Mittelwert', 'Mean score'])
      expect(() => columns(`unit,A,B,${name}\nx,1,2,1.5\ny,2,2,2`)).toThrow(
        `the column "${name}" may hold no ratings: its name is that of a figure computed from the others`,
      )
    expect(columns('unit,A,Max,SD\nx,1,2,1\ny,2,2,2').raters).toEqual([1, 2, 3])
    expect(columns('unit,A,B,Mean\nx,1,2,1.5\ny,2,2,2', { raters: ['A', 'B'] }).raters).toEqual([1, 2])
  })

  test('a table whose rows are raters', () => {
    for (const content of ['Rater,c1,c2\nAda,1,2\nBen,1,3\nCyd,2,3', 'interviewer_id,c1,c2\n7,1,2\n9,1,3'])
      expect(() => columns(content)).toThrow(/so each row seems to be a rater; turn the table/)
    expect(columns('Rater,c1,c2\nAda,1,2\nBen,1,3', { unit: 'Rater' })).toEqual({ units: [0], raters: [1, 2] })
  })

  test('and the answer is taken', () => {
    const content = 'Fall,A,B\n1,1,2\n2,2,2\n3,3,1\n4,3,3'
    expect(columns(content, { unit: 'Fall' })).toEqual({ units: [0], raters: [1, 2] })
    expect(columns(content, { raters: ['B', 'Fall'] })).toEqual({ units: [], raters: [2, 0] })
    expect(columns('candidate_id,A\n7,1\n9,2', { unit: 'candidate_id' })).toEqual({ units: [0], raters: [1] })
    expect(columns(content, { unit: 'Fall', raters: ['B'] })).toEqual({ units: [0], raters: [2] })
    expect(() => columns(content, { unit: 'fall' })).toThrow(
      'there is no column "fall", which --unit names; line 1 has "Fall", "A", "B"',
    )
  })

  test('a column with values and no name', () => {
    expect(() => columns('unit,A,,B\nx,1,2,3\ny,2,2,2')).toThrow('line 1: column 3 has values and no name')
  })
})

describe('a first line of ratings does not vanish', () => {
  test.each([
    '1,3,4\n2,4,4\n3,1,2',
    'C1,3,4\nC2,4,4\nC3,1,3',
    'C1,1,2\nC2,4,4\nC3,1,3',
    'x,yes,no\ny,no,no\nz,yes,yes',
    '3\n4\n2',
  ])('%j is refused', (content) => {
    expect(() => columns(content)).toThrow(/^line 1 \(.*\) looks like ratings and not like names/)
  })

  test.each([
    'unit,3,4\nx,3,4\ny,4,3',
    '1,2,3\n3,3,2\n1,2,1',
    'Fall,101,205\nC1,3,4\nC2,4,4\nC3,1,2',
    'Fall,1,2\nC1,3,4\nC2,4,4\nC3,1,2',
  ])('%j names its raters by numbers', (content) => {
    expect(columns(content).raters.length).toBeGreaterThan(1)
  })
})
