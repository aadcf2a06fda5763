import { factorNamed, isNumeric, type FactorColumn, type PeriodColumn, type Table } from '../model/table'
import type { PreparedRatings } from './types'

/** Rows with everything the audit needs, with the time column added. */
export function auditTable({ table, request }: PreparedRatings): Table | null {
  const { interviewer, period, group } = request.roles
  const needed = [interviewer, period, group].flatMap((c) => (c === undefined ? [] : [factorNamed(table, c).codes]))
  const keep: number[] = []
  for (let i = 0; i < table.rows; i++) if (needed.every((codes) => codes[i] >= 0)) keep.push(i)
  if (keep.length === 0) return null
  const whole = keep.length === table.rows
  const kept = <F extends FactorColumn>(f: F): F =>
    whole ? f : { ...f, codes: Int32Array.from(keep, (i) => f.codes[i]) }
  const factors = new Map<string, FactorColumn>()
  for (const [name, f] of table.factors) factors.set(name, kept(f))
  // Here a period is what stands in time, whatever its spelling.
  const periods = new Map<string, PeriodColumn>()
  for (const [name, f] of table.periods ?? []) {
    const column = kept(f)
    factors.set(name, column)
    periods.set(name, column)
  }
  const numbers = new Map<string, Float64Array>()
  for (const [name, x] of table.numbers) numbers.set(name, whole ? x : Float64Array.from(keep, (i) => x[i]))
  return { rows: keep.length, factors, numbers, periods }
}

/** Time of each row's period: as read from the file, or its value where the table was made with numbers for periods. */
export function periodValues(table: Table, period: string): Float64Array {
  const { codes, levels } = factorNamed(table, period)
  const value =
    table.periods?.get(period)?.times ?? levels.map((level) => (isNumeric(level) ? Number(level) : Number.NaN))
  if (value.some(Number.isNaN)) throw new Error(`The periods in "${period}" have no order of time.`)
  return Float64Array.from(codes, (c) => value[c])
}
