import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type FactorColumn, factorOf, isNumeric, type Table } from '~/engine'

const committed = path.join(import.meta.dirname, 'calibration/')
/** Other projects' data under their own licences: read where a developer has them, never copied here. */
const beside = path.join(import.meta.dirname, '../../../shared/data/open/')

/** Full path of a reference file, or null where this machine does not have it. */
export function referencePath(name: string): string | null {
  for (const folder of [committed, beside]) if (existsSync(folder + name)) return folder + name
  return null
}

/** Lines of a plain comma-separated file, cells without their quotes. */
export function readRows(file: string): { head: string[]; rows: string[][] } {
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')))
  const [head = [], ...rows] = lines
  return { head, rows }
}

/** Rows as objects by column name. */
export function readRecords(file: string): Record<string, string>[] {
  const { head, rows } = readRows(file)
  return rows.map((row) => Object.fromEntries(head.map((h, j) => [h, row[j] ?? ''])))
}

/** A table with every column as levels and, where all cells are numbers, as numbers. */
export function readTable(file: string): Table {
  const { head, rows } = readRows(file)
  const factors = new Map<string, FactorColumn>()
  const numbers = new Map<string, Float64Array>()
  head.forEach((name, j) => {
    const cells = rows.map((row) => row[j] ?? '')
    factors.set(name, factorOf(cells))
    if (cells.every(isNumeric)) numbers.set(name, Float64Array.from(cells, Number))
  })
  return { rows: rows.length, factors, numbers }
}

export function readReference<T>(name: string): T {
  const file = referencePath(name)
  if (file === null) throw new Error(`no reference file ${name}`)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
