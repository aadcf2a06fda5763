import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, readTable, xlsxOf, type Cell } from './index'

async function csvBytes(columns: string[], rows: Cell[][]): Promise<Uint8Array> {
  let text = ''
  for await (const piece of csvOf(columns, rows)) text += piece
  return Buffer.from(text)
}

test('a table as CSV: formulas are text, numbers and dates are plain', async () => {
  const rows: Cell[][] = [
    ['=1+2', 3, new Date('2026-11-30T09:30:15.400Z')],
    ['+49 151', -0.5, new Date('2026-11-30')],
    ['-x, "y"', 1e21, null],
    ["'=z", Number.NaN, null],
    ['@a\nb', 0, null],
    ['\tt', null, null],
    ["it's", 1, null],
  ]
  const written = Buffer.from(await csvBytes(['text', 'number', 'date'], rows)).toString()
  expect(written).toBe(
    [
      '\uFEFFtext,number,date',
      "'=1+2,3,2026-11-30T09:30:15Z",
      "'+49 151,-0.5,2026-11-30",
      `"'-x, ""y""",1e+21,`,
      "''=z,,",
      `"'@a\nb",0,`,
      `"'\tt",,`,
      "it's,1,",
      '',
    ].join('\r\n'),
  )
})

const text = fc.oneof(
  fc.constantFrom(
    '=1+2',
    "'=1",
    "''+1",
    '-',
    '+49 151 1234567',
    '@x',
    '\ttab',
    '\rcr',
    'a;b',
    'a|b',
    '007',
    'NA',
    '_x0041_',
    'x\r\ny',
  ),
  fc.string({ maxLength: 12, unit: 'binary' }).filter((one) => !/[\0\uFFFE\uFFFF]/.test(one)),
  fc.string({ maxLength: 12, unit: 'grapheme' }).filter((one) => !one.includes('\0')),
)
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
)
const date = fc
  .date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((one) => new Date(Math.floor(one.getTime() / 1000) * 1000))
const cell: fc.Arbitrary<Cell> = fc.oneof(text, number, fc.boolean(), date, fc.constant(null))
const table = fc
  .uniqueArray(fc.constantFrom('name', 'e-mail', 'Ä', 'score (1, 2)', '=sum', 'x;y'), { minLength: 1, maxLength: 5 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 30 }),
    }),
  )

function shown(cell: Cell, zone: string): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (cell instanceof Date) {
    const iso = cell.toISOString()
    return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19) + zone
  }
  return String(cell)
}
const filled = (cells: string[]) => cells.some((one) => one.trim() !== '')

test('any table written as CSV reads back equal', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ columns, rows }) => {
      const read = await readTable({ name: 'x.csv', bytes: await csvBytes(columns, rows) })
      expect(read.header).toEqual(columns)
      expect(read.rows.map(({ cells }) => cells)).toEqual(
        rows.map((row) => row.map((one) => shown(one, 'Z'))).filter(filled),
      )
    }),
    { numRuns: 300 },
  )
})

test('any table written as XLSX reads back equal, with numbers and dates that are no text', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ columns, rows }) => {
      const bytes = await xlsxOf([{ name: 'Data', columns: columns.map((name) => ({ name })), rows }])
      const read = await readTable({ name: 'x.xlsx', bytes })
      expect(read).toMatchObject({ format: 'xlsx', sheet: 'Data', header: columns })
      const expected = rows.map((row) => row.map((one) => shown(one, '')))
      expect(read.rows.map(({ cells }) => cells)).toEqual(expected.filter(filled))
      const texts = rows.map((row) => row.flatMap((one, at) => (typeof one === 'string' && one !== '' ? [at] : [])))
      expect(read.rows.map(({ quoted }) => [...(quoted ?? [])])).toEqual(texts.filter((_, at) => filled(expected[at]!)))
    }),
    { numRuns: 300 },
  )
})

test('a workbook is the same whenever it is written', async () => {
  const sheets = () => [{ name: 'Scores', columns: [{ name: 'score', note: 'From 1 to 4' }], rows: [[3], [4]] }]
  expect(await xlsxOf(sheets())).toEqual(await xlsxOf(sheets()))
})
