import { CsvError, parse } from 'csv-parse/sync'
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Metric } from '../agreement/krippendorff'
import type { NamedTable } from '../agreement/table'
import { BadInput } from './bad-input'
import { isBlank } from './columns'

export type LongColumns = { unit: string; rater: string; value: string }
type Row = { line: number; cells: string[] }
export type TableFile = {
  table: NamedTable
  given: number
  sha256: string
  warnings: { code: string; message: string }[]
}

const UNIT_NAMES = ['unit', 'units', 'target', 'subject', 'item', 'id', 'candidate', 'case']
const LARGEST = 64 * 1024 * 1024
/** Most cells of units by raters, and the largest value whose square is still a number. */
const MOST_CELLS = 20_000_000
const LARGEST_VALUE = 1e100

/** Reads a wide table (a column a rater) or a long one (unit, rater, value). Every complaint names file and line. */
export function readTableFile(file: string, long: LongColumns | null, metric: Metric): TableFile {
  const name = path.basename(file)
  const bytes = readBytes(file, name)
  const [head, ...rows] = readRows(textOf(bytes, name), name)
  if (!head) throw new BadInput(`${name} is empty: the first line should name the columns.`)
  if (rows.length === 0) throw new BadInput(`${name} has a header and no rows below it.`)
  const columns = head.cells.map((cell) => cell.trim())
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) < at)
  if (twice !== undefined) throw new BadInput(`${name}, line 1: the column "${twice}" appears twice.`)
  const ragged = rows.find(({ cells }) => cells.length !== columns.length)
  if (ragged)
    throw new BadInput(
      `${name}, line ${ragged.line}: ${ragged.cells.length} cells where the header names ${columns.length}.`,
    )
  const code = coder(name, metric, long ? [columns.indexOf(long.value)] : null, rows)
  const warnings: TableFile['warnings'] = []
  const table = long ? fromLong(name, columns, rows, long, code) : fromWide(columns, rows, code, warnings)
  const given = table.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  if (given === 0) throw new BadInput(`${name} holds no values.`)
  return { table, given, sha256: createHash('sha256').update(bytes).digest('hex'), warnings }
}

function readBytes(file: string, name: string): Buffer {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > LARGEST)
      throw new BadInput(`${name} is larger than 64 MB; agreement is for tables people rated.`)
    return bytes
  } catch (error) {
    if (error instanceof BadInput) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BadInput(`There is no file ${file}.`)
    throw new BadInput(`${file} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code}).`)
  }
}

/** @throws BadInput for what is no text in UTF-8, with the first such line where it is nearly that. */
function textOf(bytes: Buffer, name: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw new BadInput(`${name} is written in UTF-16; save it as CSV in UTF-8.`)
  if (bytes.includes(0)) throw new BadInput(`${name} is not a text file; save the table as CSV in UTF-8.`)
  if (!isUtf8(bytes)) {
    let line = 1
    for (let from = 0; from < bytes.length; line++) {
      const at = bytes.indexOf(10, from)
      const end = at < 0 ? bytes.length : at + 1
      if (!isUtf8(bytes.subarray(from, end))) break
      from = end
    }
    throw new BadInput(`${name}, line ${line}: not UTF-8; save the table as CSV in UTF-8.`)
  }
  return bytes.toString('utf8')
}

function readRows(text: string, name: string): Row[] {
  const head = text.slice(0, 4_000).split(/\r?\n/, 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].reduce((best, mark) =>
    head.split(mark).length > head.split(best).length ? mark : best,
  )
  try {
    const records = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true })
    return (records as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }))
  } catch (error) {
    if (error instanceof CsvError) throw new BadInput(`${name}${csvSentence(error)}`)
    throw error
  }
}

function csvSentence(error: CsvError): string {
  const at = `, line ${String(error.lines)}`
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return ': a quotation mark is opened and never closed.'
  if (error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE')
    return `${at}: a quotation mark inside a cell; put the whole cell in quotation marks and double those inside.`
  return `${at}: the line cannot be read as a table; save the file again as CSV in UTF-8.`
}

type Code = (cell: string, line: number, column: number) => number

/** Numbers as they are; with the nominal metric words are categories, numbered in code-point order. */
function coder(name: string, metric: Metric, only: number[] | null, rows: Row[]): Code {
  const words = new Set<string>()
  if (metric === 'nominal')
    for (const { cells } of rows)
      cells.forEach((cell, column) => {
        if ((!only || only.includes(column)) && !isBlank(cell.trim()) && !isNumber(cell)) words.add(cell.trim())
      })
  const order = new Map([...words].sort().map((word, index) => [word, index]))
  return (raw, line, column) => {
    const cell = raw.trim()
    if (isBlank(cell)) return Number.NaN
    if (isNumber(cell) && Math.abs(Number(cell)) > LARGEST_VALUE)
      throw new BadInput(
        `${name}, line ${line}, column ${column + 1}: ${cell.slice(0, 40)} is too large to compute with.`,
      )
    if (isNumber(cell) && order.size === 0) return Number(cell)
    const category = order.get(cell)
    if (category !== undefined) return category
    if (order.size > 0) return order.size + Number(cell)
    throw new BadInput(
      `${name}, line ${line}, column ${column + 1}: "${cell.slice(0, 40)}" is not a number. Leave a missing value blank, or give --metric nominal for categories.`,
    )
  }
}

const isNumber = (cell: string) => cell.trim() !== '' && Number.isFinite(Number(cell.trim()))

function fromWide(columns: string[], rows: Row[], code: Code, warnings: TableFile['warnings']): NamedTable {
  const first = columns[0]
  const labelled = columns.length > 1 && UNIT_NAMES.includes(first.toLowerCase())
  if (labelled)
    warnings.push({
      code: 'UNIT_COLUMN',
      message: `The column "${first}" names the units and is no rater; rename it if it is one.`,
    })
  // A separator at the end of every line makes a column without a name or a value.
  const own = columns.flatMap((column, at) =>
    (labelled && at === 0) || (column === '' && rows.every(({ cells }) => isBlank(cells[at].trim()))) ? [] : [at],
  )
  const names = own.map((at) => columns[at])
  const values = new Float64Array(rows.length * names.length)
  rows.forEach(({ line, cells }, unit) =>
    own.forEach((at, rater) => (values[unit * names.length + rater] = code(cells[at], line, at))),
  )
  return { units: rows.length, raters: names.length, names, values }
}

function fromLong(name: string, columns: string[], rows: Row[], long: LongColumns, code: Code): NamedTable {
  const at = (wanted: string) => {
    const index = columns.indexOf(wanted)
    if (index < 0)
      throw new BadInput(`${name} has no column "${wanted}"; it has ${columns.map((c) => `"${c}"`).join(', ')}.`)
    return index
  }
  const [unitAt, raterAt, valueAt] = [at(long.unit), at(long.rater), at(long.value)]
  const units = new Map<string, number>()
  const raters = new Map<string, number>()
  const numberOf = (map: Map<string, number>, key: string) => {
    const number = map.get(key) ?? map.size
    map.set(key, number)
    return number
  }
  const cells = rows.map((row) => {
    const unit = row.cells[unitAt].trim()
    const rater = row.cells[raterAt].trim()
    if (unit === '' || rater === '') throw new BadInput(`${name}, line ${row.line}: the unit or the rater is blank.`)
    return {
      line: row.line,
      unit: numberOf(units, unit),
      rater: numberOf(raters, rater),
      value: code(row.cells[valueAt], row.line, valueAt),
    }
  })
  if (units.size * raters.size > MOST_CELLS)
    throw new BadInput(
      `${name} has ${units.size} units and ${raters.size} raters, too many to compare all with all; are --long's columns in the order unit, rater, value?`,
    )
  const values = new Float64Array(units.size * raters.size).fill(Number.NaN)
  const met = new Map<number, number>()
  for (const { line, unit, rater, value } of cells) {
    const place = unit * raters.size + rater
    const before = met.get(place)
    if (before !== undefined)
      throw new BadInput(`${name}, line ${line}: this rater rated this unit on line ${before} already.`)
    met.set(place, line)
    values[place] = value
  }
  return { units: units.size, raters: raters.size, names: [...raters.keys()], values }
}
