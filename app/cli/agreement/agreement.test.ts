import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { AgreementDocument } from '~/engine'
import { xlsxOf } from '~/tables'
import { agreement } from './agreement'

const folder = mkdtempSync(path.join(tmpdir(), 'assay-agreement-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let out = ''
let err = ''
beforeEach(() => {
  out = err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
})

function ask(content: string | Buffer, ...options: string[]): Promise<number> {
  writeFileSync(path.join(folder, 'table.csv'), content)
  return agreement(['table.csv', ...options], folder)
}

const answer = () => AgreementDocument.parse(JSON.parse(out))
const SHROUT = 'target,J1,J2,J3,J4\n1,9,2,5,8\n2,6,1,3,2\n3,8,4,6,8\n4,7,1,2,6\n5,10,5,6,9\n6,6,2,4,7\n'
const LONG = 'who,unit,value\nA,1,1\nB,1,1\nA,2,2\nB,2,NA\nC,2,3\nA,3,4\nC,3,4\n'

test('a wide table: the unit column is no rater', async () => {
  expect(await ask(SHROUT)).toBe(0)
  const document = answer()
  expect(document.input).toMatchObject({ units: 6, raters: 4, values: 24 })
  expect(document.icc.find(({ type }) => type === 'ICC2')!.estimate).toBeCloseTo(0.28976377953, 9)
  expect(document.kappa).toHaveLength(6)
  expect(document.warnings.map(({ code }) => code)).toContain('UNIT_COLUMN')
})

test('a long table with missing values, whatever the columns are called', async () => {
  expect(await ask(LONG, '--long', 'unit,who,value')).toBe(0)
  const document = answer()
  expect(document.input).toMatchObject({ units: 3, raters: 3, values: 6 })
  expect(document.icc.every(({ estimate }) => estimate === null)).toBe(true)
  expect(document.exact).toEqual({ value: 2 / 3, pairs: 3 })
})

test('semicolons, a byte-order mark and Windows line ends are read', async () => {
  expect(await ask(Buffer.from('\uFEFFa;b\r\n1;2\r\n2;2\r\n3;3\r\n'))).toBe(0)
  expect(answer().kappa[0]).toMatchObject({ a: 'a', b: 'b', n: 3 })
})

test.each([
  ['UTF-16', Buffer.from('\uFEFFa,Zoë\n1,2\n2,2\n3,3\n', 'utf16le')],
  ['Windows-1252', Buffer.from('a,Zoë\n1,2\n2,2\n3,3\n', 'latin1')],
])('%s is read, and said', async (encoding, content) => {
  expect(await ask(content)).toBe(0)
  const { kappa, warnings } = answer()
  expect(kappa[0]).toMatchObject({ a: 'a', b: 'Zoë', n: 3 })
  expect(warnings.find(({ code }) => code === 'ENCODING')?.message).toContain(encoding)
})

test('a sheet of a workbook', async () => {
  const columns = ['unit', 'Ada', 'Ben'].map((name) => ({ name }))
  const rows = [
    [1, 3, 4],
    [2, 2, null],
    [3, 4, 4],
  ]
  const workbook = await xlsxOf([
    { name: 'Notes', columns: [{ name: 'note' }], rows: [['Panel of May']] },
    { name: 'Ratings', columns, rows },
  ])
  expect(await ask(Buffer.from(workbook), '--sheet', 'Ratings')).toBe(0)
  expect(answer()).toMatchObject({
    input: { units: 3, raters: 2, values: 5 },
    exact: { pairs: 2 },
    kappa: [{ a: 'Ada', b: 'Ben', n: 2 }],
  })
})

test('row names that R or pandas wrote are no rater', async () => {
  for (const header of ['"",a,b', 'Unnamed: 0,a,b', 'a,b']) {
    expect(await ask(`${header}\n"1",1,2\n"2",2,2\n"3",3,3\n`)).toBe(0)
    expect(answer()).toMatchObject({ input: { units: 3, raters: 2 }, kappa: [{ a: 'a', b: 'b', n: 3 }] })
    out = ''
  }
})

test('a separator at the end of every line makes no rater', async () => {
  expect(await ask('a,b,\n1,2,\n2,2,\n3,3,\n')).toBe(0)
  expect(answer().input.raters).toBe(2)
})

test('words are categories: without an order only what needs none is computed', async () => {
  const words = 'a,b\nyes,yes\nno,yes\nyes,yes\n'
  expect(await ask(words)).toBe(0)
  expect(answer()).toMatchObject({ metric: 'ordinal', krippendorffAlpha: { value: null, lower: null, upper: null } })
  expect(answer().icc.every(({ estimate, p }) => estimate === null && p === null)).toBe(true)
  expect(answer().exact.value).toBeCloseTo(2 / 3, 12)
  expect(answer().warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['CATEGORIES', 'NO_ORDER']))
  out = ''
  expect(await ask(words, '--metric', 'nominal')).toBe(0)
  expect(answer().exact.value).toBeCloseTo(2 / 3, 12)
  expect(answer().krippendorffAlpha.value).toBe(0)
})

test('a word among numbers is most likely a slip, so it is refused', async () => {
  expect(await ask('a,b\n1,2\n2,two\n')).toBe(2)
  expect(err).toBe(
    'table.csv: line 3, column "b": "two" is not a number and other values are; write a number, leave a missing value blank, name the order of words with --levels, or give --metric nominal for categories.\n',
  )
})

test('the same file gives the same bytes', async () => {
  await ask(SHROUT)
  const first = out
  out = ''
  await ask(SHROUT)
  expect(out).toBe(first)
})

test.each([
  ['', 'table.csv: the file is empty; its first line should name the columns.'],
  ['a,b\n', 'table.csv: the file has a header in line 1 and no rows below it.'],
  ['a,b\n1,2\n3\n', 'table.csv: line 3 has 1 cell and the header 2; give every line one cell per column.'],
  ['a,b\n ,NA\n-,NA\n', 'table.csv: the file holds no ratings: every cell of a rater is missing.'],
  ['a,a\n1,2\n', 'table.csv: line 1: the column "a" appears twice, as columns 1 and 2; give one of them another name.'],
  [
    Buffer.concat([Buffer.from('a,b\nZoë,2\nZo'), Buffer.from([0xeb]), Buffer.from(',2\n')]),
    'table.csv: line 3 is not UTF-8; save the table as CSV in UTF-8.',
  ],
  ['a,b\n1,2\n', 'table.csv: the file is text and has no sheets; leave the name of the sheet out.', '--sheet', 'One'],
  [
    'a,b\n1,"2\n',
    'table.csv: a quotation mark in line 2 or after it is never closed; close it, or write it twice inside a quoted cell.',
  ],
  ['a,b\n1,1e308\n', 'table.csv: line 2, column "b": 1e308 is too large to compute with.'],
])(
  'a bad file says what is wrong and where: %j',
  async (content: string | Buffer, sentence: string, ...options: string[]) => {
    expect(await ask(content, ...options)).toBe(2)
    expect(err).toBe(`${sentence}\n`)
    expect(out).toBe('')
  },
)

test.each([10_000_000, 900_000])('a cell of %i characters is not repeated in the complaint', async (length) => {
  expect(await ask(`a,b\n1,${'x'.repeat(length)}\n`)).toBe(2)
  expect(err).toMatch(/^table.csv: line 2\b/)
  expect(err.length).toBeLessThan(300)
  if (length < 1_000_000) expect(err).toContain(`line 2, column "b": "${'x'.repeat(40)}" is not a number`)
})

test('bad options and files that are not there', async () => {
  expect(await ask(LONG, '--long', 'unit,rater,value')).toBe(2)
  expect(err).toContain('there is no column "rater", which --long names')
  expect(await ask(LONG, '--long', 'unit')).toBe(2)
  expect(await ask(`${LONG}A,1,3\n`, '--long', 'unit,who,value')).toBe(2)
  expect(err).toContain('line 9: this rater rated this unit on line 2 already')
  expect(await ask(SHROUT, '--metric', 'metric')).toBe(2)
  expect(await agreement(['none.csv'], folder)).toBe(2)
  expect(await agreement(['--help'], folder)).toBe(0)
  expect(out).toContain('npm run -s agreement')
})

test('one rater, one value throughout: sound, with nulls and reasons', async () => {
  expect(await ask('a\n1\n2\n')).toBe(0)
  expect(answer().warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['ONE_RATER', 'ALPHA_UNDEFINED']))
  out = ''
  expect(await ask('a,b\n3,3\n3,3\n')).toBe(0)
  expect(answer().krippendorffAlpha).toEqual({ value: null, lower: null, upper: null })
})
