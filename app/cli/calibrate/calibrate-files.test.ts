import { expect, test } from 'vitest'
import { calibrateInFolder, HEADER, lines, small } from '../../../test/setup/calibrate'

const { fitted } = calibrateInFolder()

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

/** Plain in its first 64 kB, which are looked at, and with letters beyond ASCII behind them. */
function longFile(): string {
  const many = lines(small).map((line) => `${line},${'x'.repeat(40)}`)
  return [
    `${HEADER},note`,
    ...many.map((line, at) => (at === many.length - 1 ? line.replace(/^C\d+/, 'Zoë') : line)),
  ].join('\n')
}
