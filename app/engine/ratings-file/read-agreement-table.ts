import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import {
  columnAt,
  LIMITS,
  readTable,
  TableProblem,
  type TableDocument,
  type TableOptions,
  type TableRow as Row,
} from '~/tables'
import type { Metric } from '../agreement/krippendorff'
import type { NamedTable } from '../agreement/table'
import { BadInput } from './bad-input'
import { isBlank } from './columns'

export type LongColumns = { unit: string; rater: string; value: string }
export type TableFile = {
  table: NamedTable
  given: number
  sha256: string
  warnings: { code: string; message: string }[]
}

const UNIT_NAMES = ['unit', 'units', 'target', 'subject', 'item', 'id', 'candidate', 'case']
const LARGEST = LIMITS.maxBytes
/** Most cells of units by raters, and the largest value whose square is still a number. */
const MOST_CELLS = 20_000_000
const LARGEST_VALUE = 1e100

/**
 * Reads a wide table (a column a rater) or a long one (unit, rater, value) from CSV, TSV, XLSX or ODS.
 * @throws BadInput with the file's name and the line
 */
export async function readTableFile(
  file: string,
  long: LongColumns | null,
  metric: Metric,
  options: Pick<TableOptions, 'sheet'> = {},
): Promise<TableFile> {
  const name = path.basename(file)
  const { header: columns, headerLine, rows, rowNames, notes, sha256 } = await readDocument(file, name, options)
  if (rows.length === 0) throw new BadInput(`${name} has a header and no rows below it.`)
  const asked = long ? [long.unit, long.rater, long.value] : columns.filter((column) => column !== '')
  for (const column of asked) inFile(name, () => columnAt({ header: columns, headerLine }, column))
  const code = coder(name, metric, long ? [columns.indexOf(long.value)] : null, rows)
  const warnings: TableFile['warnings'] = [...notes]
  const table = long ? fromLong(name, columns, rows, long, code) : fromWide({ columns, rowNames }, rows, code, warnings)
  const given = table.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  if (given === 0) throw new BadInput(`${name} holds no values.`)
  return { table, given, sha256, warnings }
}

async function readDocument(file: string, name: string, options: TableOptions): Promise<TableDocument> {
  const bytes = await readBytes(file, name)
  try {
    return await readTable({ name, bytes }, options)
  } catch (error) {
    throw asBadInput(error, name)
  }
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > LARGEST) throw new BadInput(`${name} is larger than 64 MB; agreement is for tables people rated.`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof BadInput) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new BadInput(`There is no file ${file}.`)
    throw new BadInput(`${file} cannot be read (${code === 'EISDIR' ? 'it is a folder' : code}).`)
  }
}

const asBadInput = (error: unknown, name: string) =>
  error instanceof TableProblem
    ? new BadInput(`${name}: ${error.message}${error.message.endsWith('?') ? '' : '.'}`)
    : error

function inFile<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw asBadInput(error, name)
  }
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

function fromWide(
  { columns, rowNames }: { columns: string[]; rowNames: boolean },
  rows: Row[],
  code: Code,
  warnings: TableFile['warnings'],
): NamedTable {
  const first = columns[0]
  const named = columns.length > 1 && UNIT_NAMES.includes(first.toLowerCase())
  const labelled = named || rowNames
  if (named)
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
