import { describe, expect, test } from 'vitest'
import { columnKinds, csvText, tableOf } from '../kit/exhibit-table'
import { chartProblem } from '../kit/chart-problem'
import { applyAll } from './change'
import { at, decode, encode, type Block } from './content'
import { columnChanges, replaceTable } from './exhibit-changes'
import { columnsTyped } from './exhibit-forms'
import { uploadedTable } from './uploaded-table'

const file = (header: string[], ...rows: string[][]) =>
  uploadedTable({ header, headerLine: 1, rows: rows.map((cells, row) => ({ line: row + 2, cells })) })

const sentence = (read: ReturnType<typeof file>) => (read.ok ? '' : read.error.message)

describe('a file', () => {
  test('gives names that charts can use, and keeps what it called them', () => {
    const read = file(['Tag', 'Anfragen/s', 'p99 (ms)', '2026'], ['2026-06-01', '1', '2', '3'])
    expect(read.ok && read.value.table.header).toEqual(['tag', 'anfragen_s', 'p99_ms', 'c_2026'])
    expect(read.ok && read.value.said).toMatchObject({ p99_ms: 'p99 (ms)', c_2026: '2026' })
    expect(read.ok && read.value.notes.join(' ')).toContain('“Tag” became tag')
  })

  test('with decimal commas and marks for missing values gives numbers with points and empty cells', () => {
    const read = file(['day', 'rate', 'note'], ['1', '0,5', 'n/a'], ['2', 'NA', '1,5 of 3'], ['3', '12,25', ''])
    expect(read.ok && read.value.table.rows).toEqual([
      ['1', '0.5', 'n/a'],
      ['2', '', '1,5 of 3'],
      ['3', '12.25', ''],
    ])
    expect(read.ok && read.value.notes).toEqual([
      'Decimal commas were read as points in rate: 2,5 is 2.5.',
      'Marks such as NA or n/a were read as empty cells in rate.',
    ])
  })

  test.each([
    [['1,250', '3,500'], 'Line 2, column a: 1,250 may be 1250 or 1.250; write numbers with a point'],
    [['2,5', '2.5'], 'Line 2, column a: 2,5 may be 25 or 2.5;'],
    [['5', '1.234,5'], 'Line 3, column a: 1.234,5 separates thousands;'],
    [["1'000"], "Line 2, column a: 1'000 separates thousands;"],
  ])('with numbers that only a person can tell (%s) is refused with its line', (cells, expected) => {
    expect(sentence(file(['a'], ...cells.map((cell) => [cell])))).toContain(expected)
  })

  test('with a column without a name, with one name twice, without rows, or with unseen characters is refused', () => {
    expect(sentence(file(['a', ' '], ['1', '2']))).toBe(
      'Line 1: column 2 has no name; give it one in small letters, such as day.',
    )
    expect(sentence(file(['A b', 'a_b'], ['1', '2']))).toContain(
      'Line 1: column 2, “a_b”, has the name of column 1, a_b',
    )
    expect(sentence(file(['a']))).toBe('Line 1 names the columns, and no row follows it.')
    expect(sentence(file(['a'], ['x'], ['y\u0007']))).toMatch(/^Line 3, column a: /)
    expect(
      sentence(
        file(
          Array.from({ length: 31 }, (_, at) => `c${at}`),
          [],
        ),
      ),
    ).toContain('at most 30')
  })
})

test('a table and its text are the same, whatever stands in its cells', () => {
  const table = {
    header: ['a', 'b'],
    rows: [
      ['', '1'],
      ['x, y', '"z"'],
      ['', ''],
    ],
  }
  expect(tableOf(csvText(table))).toEqual(table)
  const narrow = { header: ['a'], rows: [['1'], [''], ['2']] }
  expect(tableOf(csvText(narrow))).toEqual(narrow)
  expect(csvText({ header: ['a'], rows: [['two\nlines']] })).toBe('a\ntwo lines\n')
})

test('the kind of a column is told by all of its cells', () => {
  const rows = [
    ['1', '2026-06-01', '2026-06-01T00:00Z', 'x', ''],
    ['-2.5e3', '2026-06-02', '2026-06-01T06:00Z', '1', ' '],
  ]
  expect(columnKinds({ header: ['a', 'b', 'c', 'd', 'e'], rows })).toEqual([
    'numbers',
    'days',
    'times',
    'text',
    'empty',
  ])
})

test('a chart of a column that has a text is told with its row', () => {
  const exhibit = { csv: 'day,rate\n1,2\n2,\n3,high\n', columns: { day: 'd', rate: 'r' } }
  expect(chartProblem(exhibit, { title: 'Rate', x: 'day', y: ['rate'] })).toBe(
    'The chart draws "rate", but its row 3 says "high"; a cell without a number is left empty.',
  )
  expect(chartProblem(exhibit, { title: 'Rate', x: 'day', y: ['rtae'] })).toContain('is not a column of this exhibit')
})

const content = encode(
  {
    prompts: [
      {
        id: 'p',
        handed_out: [
          {
            id: 'load',
            columns: { day: 'the day', rate: 'rows a second' },
            charts: [{ title: 'Rate', x: 'day', y: ['rate'], per: 'rate' }],
            csv: 'day,rate\n1,2\n3,4\n',
          },
        ],
        on_request: [],
        generator: { seed: 1, exhibits: { load: { rows: [[1, 2]] }, other: { rows: [[1]] } } },
      },
    ],
  },
  '',
) as Block
const PATH = ['prompts', 'p', 'handed_out', 'load']
const exhibitAfter = (changes: Parameters<typeof applyAll>[1]) => {
  const applied = applyAll(content, changes)
  if (applied.is === 'conflict') throw new Error('conflict')
  return {
    ...(decode(at(applied.content, PATH)!) as { csv: string; columns: object; charts: object[] }),
    prompt: decode(at(applied.content, ['prompts', 'p'])!) as { generator?: { exhibits: object } },
  }
}

describe('columns', () => {
  test('are renamed in the table, in the description and in the charts', () => {
    const after = exhibitAfter(columnChanges(content, PATH, { e1: 'day', e2: 'rows_s' }, { act: 'save' }))
    expect(after).toMatchObject({
      csv: 'day,rows_s\n1,2\n3,4\n',
      columns: { day: 'the day', rows_s: 'rows a second' },
      charts: [{ title: 'Rate', x: 'day', y: ['rows_s'], per: 'rows_s' }],
    })
  })

  test('are moved, removed and added with their cells', () => {
    const names = { e1: 'day', e2: 'rate' }
    expect(exhibitAfter(columnChanges(content, PATH, names, { act: 'left', key: 'e2' })).csv).toBe(
      'rate,day\n2,1\n4,3\n',
    )
    expect(exhibitAfter(columnChanges(content, PATH, names, { act: 'remove', key: 'e1' })).csv).toBe('rate\n2\n4\n')
    const more = exhibitAfter(columnChanges(content, PATH, names, { act: 'add', name: 'note' }))
    expect(more.csv).toBe('day,rate,note\n1,2,\n3,4,\n')
    expect(Object.keys(more.columns)).toEqual(['day', 'rate', 'note'])
    expect(columnChanges(content, PATH, names, { act: 'save' })).toEqual([])
  })

  test('with a wrong name, or one that another has, are told at their field', () => {
    const typed = (fields: Record<string, string>, pressed: string) => columnsTyped(Object.entries(fields), pressed)
    expect(typed({ 'column:e1': 'Day', 'column:e2': 'rate' }, 'save')).toMatchObject({
      fieldErrors: { 'column:e1': expect.stringContaining('small letters') },
    })
    expect(typed({ 'column:e1': 'rate', 'column:e2': 'rate' }, 'save')).toMatchObject({
      fieldErrors: { 'column:e2': 'Another column is called rate.' },
    })
    expect(typed({ 'column:e1': 'day', newColumn: 'day' }, 'add')).toMatchObject({
      fieldErrors: { newColumn: 'Another column is called day.' },
    })
    expect(typed({ 'column:e1': 'day', newColumn: 'rate' }, 'save')).toMatchObject({
      act: { act: 'add', name: 'rate' },
    })
  })
})

test('another table keeps what is said of its columns, and leaves the generator', () => {
  const table = { header: ['day', 'p99'], rows: [['1', '5']] }
  const after = exhibitAfter(replaceTable(content, PATH, { table, said: { p99: 'milliseconds' } }))
  expect(after).toMatchObject({ csv: 'day,p99\n1,5\n', columns: { day: 'the day', p99: 'milliseconds' } })
  expect(Object.keys(after.prompt.generator!.exhibits)).toEqual(['other'])
})
