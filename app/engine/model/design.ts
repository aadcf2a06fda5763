import { columnsOf, type Formula, type Variable } from './formula'
import { crossCodes, type Table } from './table'

/** A grouping of rows whose effects are drawn from one normal distribution. */
export interface RandomTerm {
  name: string
  levels: number
  /** Level of each row. */
  index: Int32Array
  /** Multiplier of each row, or null for an intercept. */
  slope: Float64Array | null
}

/** How the levels of a random term are made of the levels of its factors. */
export interface TermLevels {
  factors: string[]
  /** Per factor, the factor's level of each level of the term. */
  parts: Int32Array[]
}

/**
 * Fixed effects. Rows with the same values share a pattern; `table` holds one orthogonalised row of length `p` per pattern:
 * x_raw = x_orthogonal R, so beta_raw = R^-1 beta_orthogonal and ln|X'MX| gains 2 sum ln R_ii.
 */
export interface FixedDesign {
  names: string[]
  p: number
  pattern: Int32Array
  table: Float64Array
  /** Upper triangular, row-major p x p. */
  r: Float64Array
}

export interface MixedProblem {
  n: number
  y: Float64Array
  fixed: FixedDesign
  random: RandomTerm[]
}

/** One column of the model matrix as a product of codings, so that it can be evaluated at other values. */
export interface CodedColumn {
  name: string
  /** Per variable: the level it picks out, or null for a numeric column. */
  parts: { variable: string; level: number | null }[]
}

export interface Design {
  problem: MixedProblem
  levels: TermLevels[]
  columns: CodedColumn[]
  /** Columns of the model matrix that are combinations of earlier ones and were left out. */
  aliased: CodedColumn[]
}

/**
 * Model matrix (treatment coding, the first level is the base; R's rule for interactions without their main effects) and
 * random terms of `formula` over `table`. A variable of the fixed part is a factor when written factor(), when `table`
 * holds no numbers for it, or when named in `alwaysFactors`. The caller has made sure that every column is there.
 */
export function buildDesign(formula: Formula, table: Table, alwaysFactors: ReadonlySet<string>): Design {
  const y = numbers(table, formula.response)
  const random: RandomTerm[] = []
  const levels: TermLevels[] = []
  for (const term of formula.random) {
    const { index, count, parts } = crossFactors(table, term.factors)
    const slope = term.slope === null ? null : numbers(table, term.slope)
    random.push({ name: term.name, levels: count, index, slope })
    levels.push({ factors: term.factors, parts })
  }
  const isFactor = (v: Variable) => v.factor || alwaysFactors.has(v.name) || !table.numbers.has(v.name)
  const coded = codedColumns(formula, table, isFactor)
  const { fixed, aliased } = fixedDesign(coded, table)
  const gone = new Set(aliased)
  return {
    problem: { n: table.rows, y, fixed, random },
    levels,
    columns: coded.filter((_, j) => !gone.has(j)),
    aliased: aliased.map((j) => coded[j]),
  }
}

function numbers(table: Table, name: string): Float64Array {
  const values = table.numbers.get(name)
  if (!values)
    throw new Error(`the table holds no numbers for ${name} (needed of ${[...table.numbers.keys()].join(', ')})`)
  return values
}

function factor(table: Table, name: string) {
  const found = table.factors.get(name)
  if (!found) throw new Error(`the table holds no levels for ${name}`)
  return found
}

/** Levels of a crossing of factors and how they are made up. */
export function crossFactors(
  table: Table,
  names: readonly string[],
): { index: Int32Array; count: number; parts: Int32Array[] } {
  const head = factor(table, names[0])
  let index: Int32Array = head.codes
  let count = head.levels.length
  let parts: Int32Array[] = [Int32Array.from(head.levels, (_, i) => i)]
  for (const name of names.slice(1)) {
    const next = factor(table, name)
    const c = crossCodes(index, count, next.codes, next.levels.length)
    parts = [...parts.map((part) => Int32Array.from(c.first, (i) => part[i])), c.second]
    index = c.index
    count = c.levels
  }
  return { index, count, parts }
}

/** Names of the levels of a term, `a:b` for a crossing. */
export function levelNames(table: Table, levels: TermLevels): string[] {
  const names = levels.factors.map((f) => factor(table, f).levels)
  const count = levels.parts[0].length
  return Array.from({ length: count }, (_, i) => names.map((n, k) => n[levels.parts[k][i]]).join(':'))
}

function codedColumns(formula: Formula, table: Table, isFactor: (v: Variable) => boolean): CodedColumn[] {
  const key = (vs: readonly Variable[]) =>
    vs
      .map((v) => v.name)
      .sort()
      .join('\u0000')
  const present = new Set(formula.fixed.map((t) => key(t.variables)))
  if (formula.intercept) present.add('')
  const out: CodedColumn[] = []
  if (formula.intercept) out.push({ name: '(Intercept)', parts: [] })
  for (const term of formula.fixed) {
    let columns: CodedColumn[] = [{ name: '', parts: [] }]
    for (const v of term.variables) {
      const choices: { name: string; level: number | null }[] = []
      if (!isFactor(v)) choices.push({ name: v.name, level: null })
      else {
        const { levels } = factor(table, v.name)
        const contrasts = present.has(key(term.variables.filter((o) => o !== v)))
        for (let l = contrasts ? 1 : 0; l < levels.length; l++)
          choices.push({ name: `${v.name}[${levels[l]}]`, level: l })
      }
      // The first factor varies fastest, as in R.
      columns = choices.flatMap((c) =>
        columns.map((before) => ({
          name: before.name === '' ? c.name : `${before.name}:${c.name}`,
          parts: [...before.parts, { variable: v.name, level: c.level }],
        })),
      )
    }
    out.push(...columns)
  }
  return out
}

function fixedDesign(columns: readonly CodedColumn[], table: Table): { fixed: FixedDesign; aliased: number[] } {
  const factors = new Set<string>()
  const slopes = new Set<string>()
  for (const c of columns) for (const part of c.parts) (part.level === null ? slopes : factors).add(part.variable)
  let pattern: Int32Array = new Int32Array(table.rows)
  let count = table.rows > 0 ? 1 : 0
  for (const name of factors) {
    const f = factor(table, name)
    const c = crossCodes(pattern, count, f.codes, f.levels.length)
    pattern = c.index
    count = c.levels
  }
  for (const name of slopes) {
    const f = distinctCodes(numbers(table, name))
    const c = crossCodes(pattern, count, f.codes, f.count)
    pattern = c.index
    count = c.levels
  }
  const weight = new Float64Array(count)
  const example = new Int32Array(count)
  for (let i = 0; i < table.rows; i++) {
    weight[pattern[i]]++
    example[pattern[i]] = i
  }
  const raw = new Float64Array(count * columns.length)
  for (let g = 0; g < count; g++) {
    for (let j = 0; j < columns.length; j++) {
      let x = 1
      for (const part of columns[j].parts) {
        x *=
          part.level === null
            ? numbers(table, part.variable)[example[g]]
            : factor(table, part.variable).codes[example[g]] === part.level
              ? 1
              : 0
      }
      raw[g * columns.length + j] = x
    }
  }
  return orthogonalise(raw, weight, columns, pattern, table.rows)
}

function distinctCodes(values: Float64Array): { codes: Int32Array; count: number } {
  const seen = new Map<number, number>()
  const codes = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let code = seen.get(values[i])
    if (code === undefined) {
      code = seen.size
      seen.set(values[i], code)
    }
    codes[i] = code
  }
  return { codes, count: seen.size }
}

/** A column counts as a combination of earlier ones when what they leave of it is below this share of its length (R's qr). */
const ALIAS = 1e-7

/** Modified Gram-Schmidt, twice, over patterns weighted by their rows; columns come out with mean square 1. */
function orthogonalise(
  raw: Float64Array,
  weight: Float64Array,
  columns: readonly CodedColumn[],
  pattern: Int32Array,
  n: number,
): { fixed: FixedDesign; aliased: number[] } {
  const all = columns.length
  const count = weight.length
  const kept: Float64Array[] = []
  const names: string[] = []
  const coefficients: number[][] = []
  const aliased: number[] = []
  for (let j = 0; j < all; j++) {
    const x = new Float64Array(count)
    for (let g = 0; g < count; g++) x[g] = raw[g * all + j]
    const length = Math.sqrt(inner(x, x, weight) / n)
    const c: number[] = new Array<number>(kept.length).fill(0)
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < kept.length; k++) {
        const s = inner(x, kept[k], weight) / n
        c[k] += s
        for (let g = 0; g < count; g++) x[g] -= s * kept[k][g]
      }
    }
    const left = Math.sqrt(inner(x, x, weight) / n)
    if (!(left > ALIAS * length)) {
      aliased.push(j)
      continue
    }
    for (let g = 0; g < count; g++) x[g] /= left
    kept.push(x)
    names.push(columns[j].name)
    coefficients.push([...c, left])
  }
  const p = kept.length
  const table = new Float64Array(count * p)
  const r = new Float64Array(p * p)
  for (let j = 0; j < p; j++) {
    for (let g = 0; g < count; g++) table[g * p + j] = kept[j][g]
    for (let k = 0; k <= j; k++) r[k * p + j] = coefficients[j][k]
  }
  return { fixed: { names, p, pattern, table, r }, aliased }
}

function inner(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  let s = 0
  for (let g = 0; g < a.length; g++) s += weight[g] * a[g] * b[g]
  return s
}

/** Columns of the file that a formula needs as levels and as numbers. Those of neither kind depend on what they hold. */
export function columnKinds(formula: Formula): { asFactor: Set<string>; asNumber: Set<string>; either: Set<string> } {
  const asFactor = new Set<string>()
  const asNumber = new Set<string>([formula.response])
  const either = new Set<string>()
  for (const term of formula.random) {
    for (const f of term.factors) asFactor.add(f)
    if (term.slope !== null) asNumber.add(term.slope)
  }
  for (const term of formula.fixed) for (const v of term.variables) (v.factor ? asFactor : either).add(v.name)
  for (const name of columnsOf(formula)) if (asNumber.has(name)) either.delete(name)
  return { asFactor, asNumber, either }
}
