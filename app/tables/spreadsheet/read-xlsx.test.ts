import { describe, expect, test } from 'vitest'
import { workbookOf, type WorkbookParts } from '../../../test/setup/zip'
import { readTable, type TableOptions } from '../index'
import { dateOfSerial } from './date-serial'

const read = async (parts: WorkbookParts, options?: TableOptions) =>
  readTable({ name: 'x.xlsx', bytes: await workbookOf(parts) }, options)
const HEAD =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>one</t></is></c><c r="B1" t="inlineStr"><is><t>two</t></is></c></row>'
/** The second column of the sheet, whose first row is the header. */
async function column(cells: string[], parts: Partial<WorkbookParts> = {}): Promise<string[]> {
  const rows = cells.map((cell) => `<row><c t="inlineStr"><is><t>k</t></is></c>${cell}</row>`)
  return (await read({ sheetData: HEAD + rows.join(''), ...parts })).rows.map(({ cells: [, second] }) => second!)
}

describe('cells', () => {
  test('numbers as people write them', async () => {
    const stored = ['2.2999999999999998', '4.915112345678E+12', '3.0', '-0', '1E-7', '0.30000000000000004']
    expect(await column(stored.map((v) => `<c><v>${v}</v></c>`))).toEqual([
      '2.3',
      '4915112345678',
      '3',
      '0',
      '1e-7',
      '0.30000000000000004',
    ])
  })

  test('texts: shared, rich, pronounced, inline, of a formula, with escapes', async () => {
    const strings =
      '<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si><si><t>a_x000D_&amp;_x005F_x0041_</t></si>'
    expect(
      await column(
        [
          ...[0, 1, 2, 3].map((s) => `<c t="s"><v>${s}</v></c>`),
          '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
          '<c t="str"><f>A1</f><v>value</v></c>',
          '<c t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>',
        ],
        { strings },
      ),
    ).toEqual(['plain', 'rich ', '東京', 'a\r&_x0041_', 'inline', 'value', 'a<b'])
  })

  test('formulas by value, 0 and FALSE and the empty text too; errors; truth; a date as text', async () => {
    expect(
      await column([
        '<c><f>1-1</f><v>0</v></c>',
        '<c t="b"><f>1=2</f><v>0</v></c>',
        '<c t="str"><f>""</f><v></v></c>',
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c t="d"><v>2026-11-30T00:00:00Z</v></c>',
      ]),
    ).toEqual(['0', 'FALSE', '', '#DIV/0!', '2026-11-30'])
  })

  test('a formula that no program has computed is seen, not blank', async () => {
    const table = await read({ sheetData: `${HEAD}<row r="7"><c r="B7"><f>SUM(A1:A3)</f></c></row>` })
    expect(table.rows).toMatchObject([{ line: 7, cells: ['', '=SUM(A1:A3)'] }])
    expect(table.notes).toContainEqual({
      code: 'FORMULA_WITHOUT_VALUE',
      message:
        'Line 7, column B, holds a formula whose value is not in the file; open the file in a spreadsheet program and save it again.',
    })
  })

  test('a number of more digits than a spreadsheet keeps is told', async () => {
    const table = await read({ sheetData: `${HEAD}<row><c/><c><v>1234567890123450</v></c></row>` })
    expect(table.notes.map(({ code }) => code)).toEqual(['SHEET', 'LONG_NUMBER'])
  })

  test('zeros and signs of a number format belong to the value, other formats do not', async () => {
    const formats = [
      '00000',
      '000-00-0000',
      '\\+0',
      '"+"##" "###" "#######',
      '#,##0',
      '0.00',
      '0"\u00a0years"',
      '0%',
      '0_)',
      '(000)" "000\\-0000',
    ]
    const values = [123, 4567890, 49151, 491511234567, 1234, 2.5, 3, 0.25, 4, 5551234]
    expect(
      await column(
        values.map((v, s) => `<c s="${s}"><v>${v}</v></c>`),
        { formats },
      ),
    ).toEqual(['00123', '004-56-7890', '+49151', '+49 151 1234567', '1234', '2.5', '3', '0.25', '4', '(000) 555-1234'])
  })
})

describe('dates', () => {
  test('by format, whatever the language', async () => {
    const formats = [
      14,
      22,
      'yyyy\\-mm\\-dd',
      '[$-407]d\\. mmmm yyyy;@',
      'h:mm AM/PM',
      '[h]:mm',
      'mmm\\-yy',
      '"day "0',
      '[Red]0.0',
      0,
      'General',
    ]
    const stored = [46356, 46356.395833333336, 46356, 46356, 0.5, 1.0625, 45901, 46356, 46356, 46356, 46356]
    expect(
      await column(
        stored.map((v, s) => `<c s="${s}"><v>${v}</v></c>`),
        { formats },
      ),
    ).toEqual([
      '2026-11-30',
      '2026-11-30T09:30:00',
      '2026-11-30',
      '2026-11-30',
      '12:00:00',
      '25:30:00',
      '2025-09-01',
      '46356',
      '46356',
      '46356',
      '46356',
    ])
  })

  test.each(['date1904="1"', 'date1904="true"'])('counted from 1904: %s', async (workbookPr) => {
    expect(await column(['<c s="0"><v>44894</v></c>'], { formats: [14], workbookPr })).toEqual(['2026-11-30'])
  })

  test('every quarter of an hour is whole', () => {
    for (let quarter = 0; quarter < 96; quarter++) {
      const serial = Number((46356 + quarter / 96).toPrecision(15))
      const expected = new Date(Date.UTC(2026, 10, 30) + quarter * 900_000).toISOString().slice(0, 19)
      expect(dateOfSerial(serial, { date: true, time: true, elapsed: false }, false)).toBe(expected)
    }
  })

  test('around the 29 February 1900 that Excel has', () => {
    const day = (serial: number) => dateOfSerial(serial, { date: true, time: false, elapsed: false }, false)
    expect([1, 59, 60, 61, 0, -1].map(day)).toEqual(['1900-01-01', '1900-02-28', null, '1900-03-01', null, null])
  })
})

describe('sheets and rows', () => {
  test.each(['hidden', 'veryHidden'])('a first sheet that is %s is passed over', async (state) => {
    const parts = { sheetData: HEAD, state }
    expect(await read(parts)).toMatchObject({ sheet: 'Second', header: ['second'] })
    await expect(read(parts, { sheet: 'Third' })).rejects.toThrow(
      'there is no sheet "Third"; the file has "First" (hidden), "Second"',
    )
  })

  test('an empty sheet names the others', async () => {
    await expect(read({ sheetData: '' })).rejects.toThrow('the sheet "First" is empty; name another: "Second"')
  })

  test('cells without references, far apart, and styled but empty', async () => {
    const sheetData = `${HEAD}<row r="5"><c r="B5"><v>1</v></c></row><row><c><v>2</v></c><c s="0"/><c r="XFD6" s="0"/></row>`
    expect((await read({ sheetData })).rows).toEqual([
      { line: 5, cells: ['', '1'], quoted: null },
      { line: 6, cells: ['2', ''], quoted: null },
    ])
  })

  test('names without cells and cells without names', async () => {
    const head =
      '<row r="1"><c t="inlineStr"><is><t>one</t></is></c><c/><c t="inlineStr"><is><t>three</t></is></c><c/></row>'
    const table = await read({ sheetData: `${head}<row r="2"><c/><c><v>5</v></c><c/><c><v>6</v></c></row>` })
    expect(table.header).toEqual(['one', '', 'three', ''])
    expect(table.rows[0]!.cells).toEqual(['', '5', '', '6'])
  })

  test('a cell merged over rows counts for each of them, a merged header does not', async () => {
    const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
    const sheetData =
      HEAD +
      `<row r="2">${cell('C1')}<c><v>1</v></c></row><row r="3"><c/><c><v>2</v></c></row><row r="4"><c/><c><v>3</v></c></row>`
    const after = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>'
    const table = await read({ sheetData, after })
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['C1', '1'],
      ['C1', '2'],
      ['', '3'],
    ])
    expect(table.rows[1]!.quoted).toEqual(new Set([0]))
    expect(table.notes.map(({ code }) => code)).toEqual(['SHEET', 'MERGED_CELLS'])
  })

  test('limits of rows and cells', async () => {
    const sheetData = `${HEAD}<row><c><v>1</v></c></row><row><c><v>2</v></c></row>`
    await expect(read({ sheetData }, { maxRows: 1 })).rejects.toThrow('the file has more than 1 rows')
    await expect(read({ sheetData }, { maxCells: 3 })).rejects.toThrow('the file has more than 3 cells')
  })
})
