import { stringify } from 'csv-stringify/sync'
import { evaluate, parseFormula, type Formula, type Functions } from './formula'
import type { Generator } from './generator-schema'
import { normal, poisson } from './noise'

export type GeneratedExhibits = { ok: true; csv: Record<string, string> } | { ok: false; message: string }

type Group = { no: number; value: string; numbers: Record<string, number> }
type RowContext = { h: number; groups: Record<string, Group>; numbers: ReadonlyMap<string, number> }

class GeneratorError extends Error {}

/** Rows of one exhibit. The largest of the kits that come with the product has 1,344. */
const MOST_ROWS = 100_000
/** Formulas worked out for one prompt: series that use each other twice double with each step. */
const MOST_EVALUATIONS = 5_000_000

/** Makes the CSV text of every exhibit. The same generator gives the same bytes; nothing else goes in. */
export function generateExhibits(generator: Generator): GeneratedExhibits {
  try {
    const world = evaluatorFor(generator)
    const csv = Object.fromEntries(
      Object.entries(generator.exhibits).map(([id, exhibit]) => {
        const rows = 'rows' in exhibit ? exhibit.rows : computedRows(generator, exhibit, world, id)
        return [id, rows]
      }),
    )
    return { ok: true, csv: Object.fromEntries(Object.entries(csv).map(([id, rows]) => [id, stringify(rows)])) }
  } catch (error) {
    if (error instanceof GeneratorError) return { ok: false, message: error.message }
    // Of a formula in brackets in brackets, and of a time that no calendar holds.
    if (error instanceof RangeError)
      return { ok: false, message: 'A formula is nested too deeply, or a time is out of range.' }
    throw error
  }
}

type Computed = Exclude<Generator['exhibits'][string], { rows: unknown }>
type Evaluator = (formula: Formula, moment: RowContext, where: string) => number

function computedRows(generator: Generator, exhibit: Computed, world: Evaluator, id: string): (string | number)[][] {
  const columns = Object.entries(exhibit.columns).map(([key, column]) => ({
    key,
    cell: cellOf(generator, column, world, `${id}.${key}`),
  }))
  const ways = (exhibit.by ?? []).reduce((so, key) => so * groupsOf(generator, key).length, 1)
  if (ways * exhibit.count > MOST_ROWS)
    throw new GeneratorError(
      `${id}: this makes more than ${MOST_ROWS.toLocaleString('en-GB')} rows; take fewer steps or groups.`,
    )
  const combinations = (exhibit.by ?? []).reduce<Record<string, Group>[]>(
    (so, key) => so.flatMap((one) => groupsOf(generator, key).map((group) => ({ ...one, [key]: group }))),
    [{}],
  )
  const steps = Array.from({ length: exhibit.count }, (_, step) => (exhibit.start ?? 0) + step * exhibit.every)
  const placed = combinations.map((groups) => ({ groups, numbers: numbersOf(groups) }))
  const rows = steps.flatMap((h) => placed.map((place) => columns.map(({ cell }) => cell({ h, ...place }))))
  return [columns.map(({ key }) => key), ...rows]
}

function cellOf(
  generator: Generator,
  column: string | [string, number, string?],
  world: Evaluator,
  where: string,
): (moment: RowContext) => string {
  if (typeof column === 'string') {
    if (column === 'time') return ({ h }) => `${isoTime(generator.from, h).slice(0, 16)}Z`
    if (column === 'date') return ({ h }) => isoTime(generator.from, h).slice(0, 10)
    return ({ groups }) => {
      const group = groups[column]
      if (!group) throw new GeneratorError(`${where}: "${column}" is not time, date or a group under "by".`)
      return group.value
    }
  }
  const [source, decimals, known] = column
  const formula = parseOrThrow(source, where)
  const condition = known === undefined ? null : parseOrThrow(known, where)
  return (moment) => {
    if (condition && world(condition, moment, where) <= 0) return ''
    return world(formula, moment, where)
      .toFixed(decimals)
      .replace(/^-(0(?:\.0+)?)$/, '$1')
  }
}

/** Everything a formula may use, at one moment and for one combination of groups. */
function evaluatorFor(generator: Generator): Evaluator {
  const series = new Map(
    Object.entries(generator.series ?? {}).map(([key, source]) => [key, parseOrThrow(source, `series.${key}`)]),
  )
  const params = new Map(Object.entries(generator.params ?? {}))
  const weekdayOfStart = (new Date(generator.from.replace('Z', ':00Z')).getUTCDay() + 6) % 7
  const hourOfStart = Number(generator.from.slice(11, 13))
  let moment: RowContext = { h: 0, groups: {}, numbers: new Map() }
  let depth = 0
  let evaluations = 0

  const seriesValue = (key: string, h: number): number | undefined => {
    const formula = series.get(key)
    if (!formula) return undefined
    if (++evaluations > MOST_EVALUATIONS)
      throw new GeneratorError(`series.${key}: the series use each other too often to be worked out.`)
    if (depth > 20) throw new GeneratorError(`series.${key}: the series lead back to themselves.`)
    const outer = moment
    moment = { ...outer, h }
    depth += 1
    const result = evaluate(formula, valueOf, functions)
    depth -= 1
    moment = outer
    if (!result.ok) throw new GeneratorError(`series.${key}: ${result.message}`)
    return result.value
  }
  const valueOf = (key: string): number | undefined => {
    const clock = moment.h + hourOfStart
    if (key === 'h') return moment.h
    if (key === 'day') return Math.floor(clock / 24)
    if (key === 'hour') return modulo(clock, 24)
    if (key === 'weekday') return modulo(weekdayOfStart + Math.floor(clock / 24), 7)
    if (key === 'pi') return Math.PI
    return moment.numbers.get(key) ?? params.get(key) ?? seriesValue(key, moment.h)
  }
  const functions: Functions = {
    ...plainFunctions,
    noise: normal(generator.seed),
    poisson: poisson(generator.seed),
    ...Object.fromEntries(
      [...series.keys()].map((key) => [`at_${key}`, (hour: number) => seriesValue(key, hour) ?? Number.NaN]),
    ),
  }
  return (formula, at, where) => {
    moment = at
    const result = evaluate(formula, valueOf, functions)
    if (!result.ok) throw new GeneratorError(`${where}: ${result.message}`)
    return result.value
  }
}

const plainFunctions: Functions = {
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  exp: Math.exp,
  ln: Math.log,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  step: (x) => (x >= 0 ? 1 : 0),
  pick: (n, ...values) => values[n] ?? Number.NaN,
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

/** The numbers that a combination of groups brings, `<group>_no` included. */
function numbersOf(groups: Record<string, Group>): Map<string, number> {
  return new Map(
    Object.entries(groups).flatMap(([key, group]): [string, number][] => [
      [`${key}_no`, group.no],
      ...Object.entries(group.numbers),
    ]),
  )
}

function parseOrThrow(source: string, where: string): Formula {
  const formula = parseFormula(source)
  if (!formula.ok) throw new GeneratorError(`${where}: ${formula.message}`)
  return bindAt(formula.value, where)
}

/** `at(series, hour)` names a series, not a number: it becomes a function of its own. */
function bindAt(formula: Formula, where: string): Formula {
  switch (formula.kind) {
    case 'number':
    case 'name':
      return formula
    case 'negate':
      return { ...formula, of: bindAt(formula.of, where) }
    case 'operation':
      return { ...formula, left: bindAt(formula.left, where), right: bindAt(formula.right, where) }
    case 'call': {
      const given = formula.arguments.map((part) => bindAt(part, where))
      if (formula.name !== 'at') return { ...formula, arguments: given }
      const [first, hour] = given
      if (first?.kind !== 'name' || !hour) throw new GeneratorError(`${where}: expected at(series, hour).`)
      return { kind: 'call', name: `at_${first.name}`, arguments: [hour] }
    }
  }
}

function groupsOf(generator: Generator, key: string): Group[] {
  const values = generator.groups?.[key]
  if (!values) throw new GeneratorError(`There is no group "${key}".`)
  return Object.entries(values).map(([value, numbers], index) => ({ no: index + 1, value, numbers }))
}

function isoTime(from: string, hours: number): string {
  return new Date(Date.parse(from.replace('Z', ':00Z')) + hours * 3_600_000).toISOString()
}
