import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { xlsxOf, type Cell } from '~/tables'
import { calibrateInFolder, HEADER, lines, small } from '../../../test/setup/calibrate'

const { fitted, run } = calibrateInFolder()

const rows = lines(small.slice(0, 150)).map((line) => line.replace('C0001', 'Zoë'))
const text = [HEADER, ...rows].join('\r\n')
const TITLE = 'Panel of May\r\nexported by the “tracker”\r\n\r\n'

test.each<[string, string | Buffer, string[]]>([
  ['semicolons and the line sep=', `sep=;\r\n${text.replaceAll(',', ';')}`, ['SEP_LINE']],
  ['tabs', text.replaceAll(',', '\t'), ['DELIMITER']],
  ['a title above the header', `${TITLE}${text}`, ['HEADER_LINE']],
  ['separators at line ends', `${HEADER}\r\n${rows.map((line) => `${line},,`).join('\r\n')}`, []],
  ['row names of R', `${HEADER}\r\n${rows.map((line, at) => `"${at + 1}",${line}`).join('\r\n')}`, []],
  ['a column twice that nobody asks for', [`x,${HEADER},x`, ...rows.map((line) => `1,${line},2`)].join('\n'), []],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le'), ['ENCODING']],
  ['Windows-1252', Buffer.from(text, 'latin1'), ['ENCODING']],
  ['Windows-1252 beyond the beginning', Buffer.from(longFile(), 'latin1'), ['ENCODING']],
])('%s: the same fit as from a plain file', async (_, content, notes) => {
  const plain = await fitted(content.length > 100_000 ? longFile() : text)
  const other = await fitted(content)
  const found = other.warnings.map(({ code }) => code)
  expect(found).toEqual(expect.arrayContaining(notes))
  expect(other.input).toMatchObject({ rows: plain.input.rows, used: plain.input.used })
  expect(other.criterion).toEqual(plain.criterion)
  expect(other.candidates).toEqual(plain.candidates)
  expect(other.interviewers).toEqual(plain.interviewers)
})

test.each([
  ['', 2],
  ['sep=,\r\n', 3],
  [TITLE, 5],
])('lines are counted from the first of the file: %j above the header', async (above, line) => {
  const { input } = await fitted(`${above}${text.replace(/,\d\r\n/, ',NA\r\n')}`)
  expect(input.skipped.first).toEqual([{ line, reason: expect.stringContaining('"score"') }])
})

/** The same ratings as a workbook, in its second sheet, with the scores as numbers. */
async function workbook(): Promise<Buffer> {
  const cells = rows.map((row) => row.split(',').map((cell, at): Cell => (at === 3 ? Number(cell) : cell)))
  const columns = HEADER.split(',').map((name) => ({ name }))
  const notes = { name: 'Notes', columns: [{ name: 'note' }], rows: [['Panel of May']] }
  return Buffer.from(await xlsxOf([notes, { name: 'Ratings of May', columns, rows: cells }]))
}

test('a workbook: the sheet that is named, with the same fit', async () => {
  const plain = await fitted(text)
  const sheet = await fitted(await workbook(), '--sheet', 'Ratings of May')
  expect(sheet.candidates).toEqual(plain.candidates)
  expect(sheet.criterion).toEqual(plain.criterion)
  const other = await run(await workbook())
  expect(other).toMatchObject({
    code: 2,
    message: expect.stringContaining('ratings.csv: line 1: there is no column "score"'),
  })
  expect((await run(await workbook(), '--sheet', 'May')).message).toBe(
    'ratings.csv: there is no sheet "May"; the file has "Notes", "Ratings of May"\n',
  )
})

test.each(['libreoffice.ods', 'libreoffice.xlsx'])('what a cell of %s holds is said with its line', async (name) => {
  const bytes = readFileSync(new URL(`../../../test/golden/spreadsheets/${name}`, import.meta.url))
  const { message } = await run(bytes, '--score', 'value', '--candidate', 'kind')
  expect(message).toContain('ratings.csv: line 4, column "value": "rich and   plain" is not a number')
})

/** Plain in its first 64 kB, which are looked at, and with letters beyond ASCII behind them. */
function longFile(): string {
  const many = lines(small).map((line) => `${line},${'x'.repeat(40)}`)
  return [
    `${HEADER},note`,
    ...many.map((line, at) => (at === many.length - 1 ? line.replace(/^C\d+/, 'Zoë') : line)),
  ].join('\n')
}
