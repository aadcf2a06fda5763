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
        `the column "${name}" may hold no ratings: its name is that of a figure that is computed from the others`,
      )
    expect(columns('unit,A,Max,SD\nx,1,2,1\ny,2,2,2').raters).toEqual([1, 2, 3])
    expect(columns('unit,A,B,Mean\nx,1,2,1.5\ny,2,2,2', { raters: ['A', 'B'] }).raters).toEqual([1, 2])
  })

  const W = ['K1,3,4,3', 'K2,2,2,1', 'K3,4,4,4', 'K4,1,2,2', 'K5,3,3,4', 'K6,2,1,2']
  const beside = (name: string, values: readonly (string | number)[]) =>
    [`unit,Anna,Bjoern,Cem,${name}`, ...W.map((row, at) => `${row},${values[at % values.length]}`)].join('\n')

  test.each([
    ['Weight', [10, 20, 10]],
    ['n', [3]],
    ['Threshold', [2.5]],
    ['Spread', [1, 1, 0, 1, 1, 1]],
    ['Round', [1, 2]],
    ['Avg. score', [3.33, 1.67, 4, 1.67, 3.33, 1.67]],
    ['Average rating', [3, 2, 4, 2, 3, 2]],
    ['Max', [4, 2, 4, 2, 4, 2]],
    ['SD', [0.58, 0.58, 0, 0.58, 0.58, 0.58]],
    ['Std. Dev.', [1]],
    ['Final', [3, 2, 4]],
    ['Score', [3, 2, 4]],
    ['Year', [2023, 2024]],
    ['\u00d8', [3, 2, 4]],
    ['Xy', [3.33, 1.67, 4, 1.67, 3.33, 1.67]],
    ['Xy', [10, 5, 12, 5, 10, 5]],
    ['Xy', [3]],
    ['Xy', [10, 20, 10]],
  ])('%s with %j is no rater in silence', (name, values) => {
    expect(() => columns(beside(name, values))).toThrow(`the column "${name}" may hold no ratings: `)
    expect(() => columns(beside(name, values))).toThrow('--raters "Anna,Bjoern,Cem" to leave it out')
  })

  test.each([
    ['highest', [4, 2, 4, 2, 4, 2, 4, 2, 4, 2, 4, 2]],
    ['lowest', [3, 1, 4, 1, 3, 1, 3, 1, 4, 1, 3, 1]],
    ['median', [3, 2, 4, 2, 3, 2, 3, 2, 4, 2, 3, 2]],
  ])(
    'the %s of the others in whole numbers is noticed on many rows, since a rater may agree on a few',
    (what, values) => {
      const rows = [...W, ...W].map((row, at) => `${at}${row},${values[at]}`)
      const header = 'unit,Anna,Bjoern,Cem,Xy'
      expect(() => columns([header, ...rows].join('\n'))).toThrow(`"Xy" may hold no ratings: on every row it is the`)
      expect(() => columns([header, ...rows].join('\n'))).toThrow(what === 'median' ? /mean|median/ : what)
      expect(columns([header, ...rows.slice(0, 6)].join('\n')).raters).toEqual([1, 2, 3, 4])
    },
  )

  test('several such columns are left out together', () => {
    const rows = W.map((row, at) => `${row},${[4, 2, 4, 2, 4, 2][at]},${[3, 1, 4, 1, 3, 1][at]},2023`)
    expect(() => columns(['unit,Anna,Bjoern,Cem,Max,Min,Year', ...rows].join('\n'))).toThrow(
      'nor may "Min", "Year". Give --unit "Max" if it names what was rated, --raters "Anna,Bjoern,Cem" to leave them out',
    )
  })

  test('raters who are called Max or N, who give half points or who share a word in their names are raters', () => {
    for (const name of ['Max', 'SD', 'N', 'Max Weber', 'Ida'])
      expect(columns(beside(name, [2, 3, 1.5, 2, 4, 3])).raters).toEqual([1, 2, 3, 4])
    expect(columns('unit,Score 1,Score 2,Score 3\nx,1,2,1\ny,2,2,3').raters).toEqual([1, 2, 3])
    expect(columns('unit,A,B,C\n1,0,0,1\n2,1,0,0\n3,0,0,0\n4,1,0,1\n5,0,0,0').raters).toEqual([1, 2, 3])
  })

  test('a criterion beside the candidate is no rater, even where it is a number', () => {
    const content = 'candidate,criterion,Anna,Bjoern,Cem\nK1,1,3,4,3\nK1,2,2,2,1\nK2,1,4,4,4\nK2,2,1,2,2'
    expect(columns(content)).toEqual({ units: [0, 1], raters: [2, 3, 4] })
    expect(columns(content, { unit: 'candidate' })).toEqual({ units: [0, 1], raters: [2, 3, 4] })
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
