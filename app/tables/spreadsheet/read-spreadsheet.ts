import { assemble } from '../assemble'
import { findHeader } from '../find-header'
import { usedCells } from '../row-names'
import type { TableDocument, TableNote, TableOptions, TableRow, TableSource } from '../table'
import { TableProblem } from '../table-problem'
import { linesAbove } from '../text-layout'
import { Archive, damaged } from './archive'
import { listed } from './choose-sheet'
import { fillMerged } from './fill-merged'
import { readOds } from './read-ods'
import { readXlsx, type SheetFound } from './read-xlsx'

/** Rows among which a header is looked for. */
const LOOKED_AT = 200

/** Reads a sheet of a spreadsheet. @throws TableProblem */
export async function readSpreadsheet(
  { bytes }: TableSource,
  options: TableOptions,
): Promise<Omit<TableDocument, 'sha256'>> {
  const archive = await Archive.open(bytes)
  const format = await formatOf(archive)
  const found = await (format === 'xlsx' ? readXlsx(archive, options) : readOds(archive, options))
  const { sheets, sheet, rows } = found
  const all = rows.rows.rows
  if (all.length === 0) throw emptySheet(found)
  const header = options.header === 'none' ? 0 : findHeader(candidates(all.slice(0, LOOKED_AT)))
  const below = all.slice(header)
  const merged = fillMerged(below, rows.merges, options.header === 'none' ? 0 : (below[0]?.line ?? 0))
  padded(below)
  const table = assemble(below, options)
  const notes: TableNote[] = []
  if (sheets.length > 1 && options.sheet === undefined)
    notes.push({
      code: 'SHEET',
      message: `The sheet "${sheet}" was read; the file also has ${listed(sheets.filter(({ name }) => name !== sheet))}.`,
    })
  if (header > 0) notes.push(linesAbove(all.slice(0, header), table.headerLine))
  return {
    format,
    sheets,
    sheet,
    encoding: 'UTF-8',
    delimiter: null,
    ...table,
    notes: [...notes, ...rows.notes, ...merged, ...table.notes],
  }
}

function candidates(rows: readonly TableRow[]) {
  return rows.map(({ line, cells }, at) => ({
    line,
    cells,
    blankBefore: at > 0 && line > (rows[at - 1]?.line ?? 0) + 1,
  }))
}

/** Rows of a sheet are all as wide as the widest: blank cells at their ends are not in the file. */
function padded(rows: readonly TableRow[]): void {
  const width = rows.reduce((most, { cells }) => Math.max(most, usedCells(cells)), 0)
  for (const { cells } of rows) while (cells.length < width) cells.push('')
}

function emptySheet({ sheets, sheet }: SheetFound): TableProblem {
  const others = sheets.filter(({ name }) => name !== sheet)
  const more = others.length > 0 ? `; name another: ${listed(others)}` : '; its first row should name the columns'
  return new TableProblem(`the sheet "${sheet}" is empty${more}`)
}

const OTHERS: [part: RegExp, what: string][] = [
  [/^xl\/workbook\.bin$/, 'a binary Excel workbook (.xlsb); open it and save it as XLSX'],
  [/^word\//, 'a Word document; save the table as XLSX or CSV'],
  [/^ppt\//, 'a presentation; save the table as XLSX or CSV'],
  [/^Index\/.*\.iwa$|^Index\.zip$/, 'a Numbers document; export it as XLSX or CSV'],
]

/** XLSX or ODS, by what is in the archive. */
async function formatOf(archive: Archive): Promise<'xlsx' | 'ods'> {
  const names = [...archive.names]
  for (const [part, what] of OTHERS)
    if (names.some((name) => part.test(name))) throw new TableProblem(`the file is ${what}`)
  if (archive.has('content.xml')) {
    const type = archive.has('mimetype')
      ? (await archive.readWhole('mimetype')).subarray(0, 100).toString('latin1')
      : ''
    if (type === '' || type.trim().startsWith('application/vnd.oasis.opendocument.spreadsheet')) return 'ods'
    throw new TableProblem('the file is an OpenDocument file but no spreadsheet; save the table as ODS, XLSX or CSV')
  }
  if (names.some((name) => name.startsWith('xl/') || name === '[Content_Types].xml')) return 'xlsx'
  if (names.length === 0) throw damaged()
  throw new TableProblem('the file is a zip archive and no spreadsheet; unpack it first')
}
