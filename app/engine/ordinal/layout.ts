import type { MixedProblem } from '../model/design'
import { groupRows, planElimination } from '../mixed/block-elimination'

/**
 * Where the entries of H = I + S Z'WZ S stand, S the standard deviation of each effect's term. The effects nested in the
 * primary term ("nested") fall apart into one dense block per level of it and are eliminated; those that cross it ("crossed") are
 * one dense matrix. Only W and S change between factorisations, so the places are found once.
 */
export interface Layout {
  mixed: MixedProblem
  nestedTerms: number[]
  crossedTerms: number[]
  blocks: number
  rowStart: Int32Array
  rows: Int32Array
  /** Nested effects of block b: columnStart[b] .. columnStart[b + 1]. */
  columnStart: Int32Array
  /** Crossed effects that meet block b: touched[touchedStart[b] .. touchedStart[b + 1]). */
  touchedStart: Int32Array
  touched: Int32Array
  zzStart: Float64Array
  crossStart: Float64Array
  /** Nested effects, then crossed ones: an effect's place in any vector over all effects. */
  nested: number
  crossed: number
  size: number
  termOf: Int32Array
  /** Per term: the place of each level. */
  place: Int32Array[]
}

/** Lays out the effects of `mixed`. Every level of a term must be used by some row. */
export function layOut(mixed: MixedProblem): Layout {
  const { random, n } = mixed
  const plan = planElimination(mixed)
  const grouped = plan.primary >= 0
  const blocks = grouped ? random[plan.primary].levels : 0
  const { start: rowStart, rows } = grouped
    ? groupRows(random[plan.primary].index, blocks)
    : { start: new Int32Array(1), rows: new Int32Array(0) }
  const nested = plan.nested.reduce((s, t) => s + random[t].levels, 0)
  const size = nested + plan.crossedRandom
  const place = random.map((t) => new Int32Array(t.levels).fill(-1))
  const termOf = new Int32Array(size)
  const columnStart = new Int32Array(blocks + 1)
  let at = 0
  for (let b = 0; b < blocks; b++) {
    for (const t of plan.nested) {
      for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
        const l = random[t].index[rows[k]]
        if (place[t][l] >= 0) continue
        termOf[at] = t
        place[t][l] = at++
      }
    }
    columnStart[b + 1] = at
  }
  for (const t of plan.crossed) {
    for (let l = 0; l < random[t].levels; l++, at++) {
      termOf[at] = t
      place[t][l] = at
    }
  }
  const touchedStart = new Int32Array(blocks + 1)
  const touched: number[] = []
  const zzStart = new Float64Array(blocks + 1)
  const crossStart = new Float64Array(blocks + 1)
  const stamp = new Int32Array(plan.crossedRandom).fill(-1)
  for (let b = 0; b < blocks; b++) {
    const from = touched.length
    for (let k = rowStart[b]; k < rowStart[b + 1]; k++) {
      for (const t of plan.crossed) {
        const c = place[t][random[t].index[rows[k]]] - nested
        if (stamp[c] === b) continue
        stamp[c] = b
        touched.push(c)
      }
    }
    const m = columnStart[b + 1] - columnStart[b]
    touchedStart[b + 1] = touched.length
    zzStart[b + 1] = zzStart[b] + m * m
    crossStart[b + 1] = crossStart[b] + m * (touched.length - from)
  }
  if (n > 0 && at !== size) throw new Error('a level of a random term is used by no row')
  return {
    mixed,
    nestedTerms: plan.nested,
    crossedTerms: plan.crossed,
    blocks,
    rowStart,
    rows,
    columnStart,
    touchedStart,
    touched: Int32Array.from(touched),
    zzStart,
    crossStart,
    nested,
    crossed: plan.crossedRandom,
    size,
    termOf,
    place,
  }
}

/** S Z'f over all effects. */
export function crossRows({ mixed, place, size }: Layout, sd: ArrayLike<number>, f: Float64Array): Float64Array {
  const out = new Float64Array(size)
  mixed.random.forEach(({ index, slope }, t) => {
    const to = place[t]
    for (let i = 0; i < f.length; i++) out[to[index[i]]] += slope === null ? sd[t] * f[i] : sd[t] * slope[i] * f[i]
  })
  return out
}

/** Adds Z S x of one term to `rows`. */
export function addTerm({ mixed, place }: Layout, t: number, sd: number, x: Float64Array, rows: Float64Array): void {
  const { index, slope } = mixed.random[t]
  const from = place[t]
  for (let i = 0; i < rows.length; i++) rows[i] += (slope === null ? sd : sd * slope[i]) * x[from[index[i]]]
}
