import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTable, type TableOptions } from '../index'

// test/golden/spreadsheets/libreoffice.xlsx and .ods were made from source.fods there by LibreOffice 7.4:
//   soffice --headless --convert-to xlsx libreoffice.fods (and ods)
// and libreoffice-1904.xlsx after <!-- NULL DATE --> had been replaced by
//   <table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>
const read = (name: string, options?: TableOptions) =>
  readTable(
    { name, bytes: readFileSync(new URL(`../../../test/golden/spreadsheets/${name}`, import.meta.url)) },
    options,
  )

const ROWS: [line: number, kind: string, value: string, remarks: string, quoted: boolean][] = [
  [4, 'text', 'rich and   plain', 'first\nsecond', true],
  [5, 'number', '2.3', '', false],
  [6, 'number as text', '0042', '', true],
  [7, 'grouped', '12345.678', '', false],
  [8, 'percent', '0.855', '', false],
  [9, 'zeros', '00123', '', false],
  [10, 'phone', '+4915112345678', '', false],
  [11, 'day', '2026-11-30', '', false],
  [12, 'moment', '2026-11-30T09:30:00', '', false],
  [13, 'month', '2025-09-01', '', false],
  [14, 'clock', '09:45:00', '', false],
  [15, 'duration', '25:30:00', '', false],
  [16, 'true', 'TRUE', '', false],
  [17, 'formula 0', '0', '', false],
  [18, 'formula false', 'FALSE', '', false],
  [19, 'formula text', 'ab', '', true],
  [20, 'error', '#DIV/0!', '', false],
  [21, 'missing', '#N/A', '', false],
  [22, 'like a formula', '=1+2', '', true],
  [23, 'link', 'yara@example.org', '', true],
  [24, 'in a hidden row', '7', '', false],
  [25, 'again', '5', '5', false],
  [26, 'again', '5', '5', false],
  [27, 'again', '5', '5', false],
]

describe.each(['libreoffice.xlsx', 'libreoffice.ods', 'libreoffice-1904.xlsx'])('%s', (name) => {
  test('every kind of cell of the first sheet that is not hidden', async () => {
    const table = await read(name)
    expect(table).toMatchObject({
      format: name.slice(-4).replace('.', ''),
      sheets: [
        { name: 'Ratings & notes', hidden: false },
        { name: 'Lists', hidden: true },
        { name: 'Other', hidden: false },
      ],
      sheet: 'Ratings & notes',
      header: ['kind', 'value', 'remarks'],
      headerLine: 3,
      rowNames: false,
      delimiter: null,
    })
    expect(table.rows.map(({ line, cells, quoted }) => [line, ...cells, quoted?.has(1) ?? false])).toEqual(ROWS)
    expect(table.notes.map(({ code, message }) => [code, message])).toEqual([
      ['SHEET', 'The sheet "Ratings & notes" was read; the file also has "Lists" (hidden), "Other".'],
      ['HEADER_LINE', 'Line 3 was taken for the header; what stands above it (“Panel of May”) was left out.'],
      ['HIDDEN_ROWS', '1 hidden row was read with the others; delete what should not count.'],
    ])
  })

  test('another sheet by its name, also a hidden one', async () => {
    expect(await read(name, { sheet: 'Other' })).toMatchObject({
      header: ['unit', 'Ada'],
      rows: [{ line: 2, cells: ['1', '3'] }],
    })
    expect((await read(name, { sheet: 'Lists', header: 'none' })).rows).toMatchObject([{ line: 1, cells: ['secret'] }])
    await expect(read(name, { sheet: 'other' })).rejects.toThrow(
      'there is no sheet "other"; the file has "Ratings & notes", "Lists" (hidden), "Other"',
    )
  })
})
