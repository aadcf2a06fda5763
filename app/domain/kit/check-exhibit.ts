import type { Exhibit } from './schema'

/** Cells of a CSV text without quoted line breaks: the kind that exhibits are. */
export function csvRows(csv: string): string[][] {
  return csv
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '')
    .map(cells)
}

/** From each place where a cell begins: a quoted cell, or everything up to the next comma. */
const CELL = /"((?:[^"]|"")*)"(?=,|$)|([^,]*)/y

function cells(line: string): string[] {
  const found: string[] = []
  // A comma at the end is followed by one more cell, which is empty.
  for (let at = 0; at <= line.length; at = CELL.lastIndex + 1) {
    CELL.lastIndex = at
    const [, quoted, plain = ''] = CELL.exec(line) ?? []
    found.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
  }
  return found
}

/** What does not fit between an exhibit's description and its file; `row` counts from 1 as an editor does. */
export function exhibitMistakes(exhibit: Exhibit): { row: number; message: string }[] {
  const [header = [], ...rows] = csvRows(exhibit.csv)
  const expected = Object.keys(exhibit.columns)
  if (header.join(',') !== expected.join(',')) {
    return [{ row: 1, message: `Expected the columns ${expected.join(', ')}, as the prompt describes them.` }]
  }
  if (rows.length === 0) return [{ row: 1, message: 'Expected at least one row under the header.' }]
  return rows.flatMap((row, index) =>
    row.length === header.length
      ? []
      : [{ row: index + 2, message: `Expected ${header.length} cells, found ${row.length}.` }],
  )
}
