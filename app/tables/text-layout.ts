import { encodingOf, nameOf, toUtf8, type EncodingFound } from './text-encoding'
import { findHeader, usualWidth } from './find-header'
import { isOneNameShort, usedCells } from './row-names'
import { sniffRecords, type Sniffed } from './sniff-records'
import { refuseOtherText } from './file-kind'
import type { TableNote } from './table'
import { TableProblem } from './table-problem'

/** How a text file is laid out, as far as its beginning tells. */
export interface TextLayout extends EncodingFound {
  delimiter: string
  /** Where the text begins: behind the byte order mark and Excel's line `sep=;`, if there is one, on line 2. */
  bodyOffset: number
  bodyLine: number
  headerLine: number
  /** Where the header begins: bytes from the file's beginning, of the text as UTF-8 (for UTF-8 the file's own). */
  headerOffset: number
  /** The header's names, trimmed, without blank ones at the end; with '' in front where it is one name short. */
  header: string[]
  /** Whether the header in the file lacks the name of its first column (R's write.table). */
  oneNameShort: boolean
  /** Cells of a usual row. */
  columns: number
  notes: TableNote[]
}

/** As much of a file as is looked at. */
export const HEAD_BYTES = 1 << 16
const MOST_RECORDS = 200
const DELIMITERS = [',', ';', '\t', '|']
const NAMES: Record<string, string> = {
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
  ' ': 'spaces',
  ',': 'commas',
}

/**
 * Looks at the beginning of a file: encoding, byte order mark, separator, `sep=` line, and where the header is.
 * `whole` says that these are all bytes of the file. @throws TableProblem for what is no table in text
 */
export function inspectText(head: Uint8Array, whole = head.length < HEAD_BYTES): TextLayout {
  const found = encodingOf(head, whole)
  // The beginning of a file in UTF-16 may end inside a letter.
  const even = !whole && found.encoding.startsWith('utf-16') ? head.subarray(0, head.length & ~1) : head
  const text = new TextDecoder().decode(toUtf8(even, found))
  return inspectDecoded(text, found, whole)
}

/** As inspectText, of a text that is decoded already. */
export function inspectDecoded(text: string, found: EncodingFound, whole: boolean): TextLayout {
  refuseOtherText(text)
  const notes: TableNote[] = []
  if (found.encoding !== 'utf-8')
    notes.push({
      code: 'ENCODING',
      message: `The file is written in ${nameOf(found.encoding)} and was read so; if letters look wrong, save the table as CSV in UTF-8.`,
    })
  const sep = sepLine(text)
  const body = text.slice(sep.length)
  const records = (delimiter: string) => {
    const all = sniffRecords(body, delimiter, MOST_RECORDS)
    if (!whole && all.length > 1 && all.length < MOST_RECORDS) all.pop()
    return all
  }
  const chosen = sep.delimiter === null ? choose(records) : shapeOf(sep.delimiter, records(sep.delimiter))
  const { delimiter, rows, header } = chosen
  if (chosen.width === 1) refuseAlignedText(rows)
  const at = rows[header]
  if (at === undefined) throw new TableProblem('the file is empty; its first line should name the columns')
  const headerLine = at.line + (sep.length > 0 ? 1 : 0)
  if (sep.length > 0)
    notes.push({ code: 'SEP_LINE', message: `Line 1 names the separator (sep=${delimiter}); it was obeyed.` })
  else if (delimiter !== ',')
    notes.push({
      code: 'DELIMITER',
      message: `The columns are separated by ${NAMES[delimiter]}; the file was read so.`,
    })
  if (header > 0) notes.push(linesAbove(rows.slice(0, header), headerLine))
  const below = rows.slice(header + 1)
  const short = isOneNameShort(at.cells, below)
  const names = at.cells.slice(0, usedCells(at.cells))
  const offset = (length: number) =>
    (found.encoding === 'utf-8' ? found.bom : 0) + Buffer.byteLength(text.slice(0, length))
  return {
    ...found,
    delimiter,
    bodyOffset: offset(sep.length),
    bodyLine: sep.length > 0 ? 2 : 1,
    headerLine,
    headerOffset: offset(sep.length + at.at),
    header: short ? ['', ...names] : names,
    oneNameShort: short,
    columns: short ? names.length + 1 : Math.max(names.length, usualWidth([at, ...below])),
    notes,
  }
}

/** Note on what stands above the header and was left out. */
export function linesAbove(above: readonly { cells: readonly string[] }[], headerLine: number): TableNote {
  const first = above[0]?.cells.find((cell) => cell.trim() !== '')?.trim() ?? ''
  const shown = first.length > 40 ? `${first.slice(0, 40)}…` : first
  return {
    code: 'HEADER_LINE',
    message: `Line ${headerLine} was taken for the header; what stands above it (“${shown}”) was left out.`,
  }
}

/** Excel's first line that names the separator; length 0 where there is none. */
function sepLine(text: string): { length: number; delimiter: string | null } {
  const found = /^"?sep=([^\r\n]*?)"?(?:\r\n|\r|\n|$)/i.exec(text)
  if (found === null) return { length: 0, delimiter: null }
  const [whole, delimiter = ''] = found
  if ([...delimiter].length !== 1 || delimiter === '"')
    throw new TableProblem(
      `line 1 is "${whole.trim().slice(0, 20)}", which should name one separator, such as sep=; or sep=,`,
      { line: 1 },
    )
  return { length: whole.length, delimiter }
}

interface Shape {
  delimiter: string
  rows: Sniffed[]
  header: number
  /** Whether the header is as wide as the rows, or one name short. */
  headerFits: boolean
  /** Rows of the usual width. */
  fitting: number
  width: number
}

function shapeOf(delimiter: string, rows: Sniffed[]): Shape {
  const header = findHeader(rows)
  const below = rows.slice(header)
  const width = usualWidth(below)
  const length = below[0]?.cells.length ?? 0
  return {
    delimiter,
    rows,
    header,
    headerFits: width > 1 && length > 1 && (length === width || length === width - 1 || below.length < 3),
    fitting: width > 1 ? below.filter(({ cells }) => cells.length === width).length : 0,
    width,
  }
}

/** The separator with which header and rows have the same number of cells; a comma where none separates anything. */
function choose(records: (delimiter: string) => Sniffed[]): Shape {
  const shapes = DELIMITERS.map((delimiter) => shapeOf(delimiter, records(delimiter)))
  const [comma, ...others] = shapes as [Shape, ...Shape[]]
  const best = others.reduce((first, next) => (isBetter(next, first) ? next : first), comma)
  if (best.width > 1) return best
  const spaced = spacesOfR(records)
  return spaced ?? comma
}

function isBetter(next: Shape, first: Shape): boolean {
  if (next.width < 2) return false
  // A vertical bar is a separator only where nothing else is and every row has as many.
  if (next.delimiter === '|')
    return first.width < 2 && next.headerFits && next.fitting === next.rows.length - next.header
  if (next.headerFits !== first.headerFits) return next.headerFits
  if (next.fitting !== first.fitting) return next.fitting > first.fitting
  return next.width > first.width
}

/** Printed tables, as R and Python show them: as many words on every line, the last of them a number. */
function refuseAlignedText(rows: readonly Sniffed[]): void {
  const lines = rows.map(({ cells }) => (cells[0] ?? '').split(/\s+/))
  const [names = [], ...below] = lines
  if (names.length < 2 || below.length < 2) return
  const sameWidth = below.every(({ length }) => length === below[0]?.length)
  const width = below[0]?.length ?? 0
  if (!sameWidth || width < 3 || width - names.length < 0 || width - names.length > 1) return
  if (!below.every((words) => /^[+-]?[\d.,]+$|^(?:NA|NaN)$/.test(words.at(-1) ?? ''))) return
  throw new TableProblem(
    `the columns seem to be separated by spaces ("${names.slice(0, 4).join(' ').slice(0, 60)}"); save the table as CSV, with a comma, semicolon or tab between the columns`,
  )
}

/** R's write.table separates by spaces unless told otherwise, and puts every name into quotation marks. */
function spacesOfR(records: (delimiter: string) => Sniffed[]): Shape | null {
  const shape = shapeOf(' ', records(' '))
  const head = shape.rows[shape.header]
  const quoted = head !== undefined && head.cells.length > 1 && head.quoted.size === head.cells.length
  return quoted && shape.headerFits && shape.fitting >= shape.rows.length - shape.header - 1 ? shape : null
}
