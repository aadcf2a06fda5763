import type { Blocks } from './block-elimination'
import { innerSolution, inverseDiagonal, outerInverse, outerScale, whiten, type Reduced } from './factored-equations'

/** Effects, residuals and the slopes of the log likelihood at given variances. */
export interface Derivatives {
  /** Scaled effects of the inner columns. */
  inner: Float64Array
  /** Diagonal of the inverse of the scaled equations over the inner columns. */
  innerDiagonal: Float64Array
  scale: Float64Array
  /** Inverse of the outer matrix: all of it (REML, prior) or its random part (ML). */
  inverse: Float64Array
  inverseSize: number
  /** d log likelihood / d variance: terms in order, then the residual. */
  score: Float64Array
  /** Average information, (terms + 1) square. */
  information: Float64Array
  residuals: Float64Array
}

/**
 * Score and average information of the variances at residual variance `s2`.
 * A term whose ratio is 0 must come in with a tiny positive one, or its trace is 0/0.
 * @param fixedPrecision see `reduce`; its trace enters the residual's score
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51:1440-1450
 */
export function derivatives(r: Reduced, s2: number, ml: boolean, fixedPrecision: Float64Array | null): Derivatives {
  const { blocks } = r
  const { problem } = blocks
  const terms = problem.random.length
  const scale = outerScale(r)
  const inner = innerSolution(r, scale)
  const residuals = residualsOf(blocks, r, inner, scale)
  const size = ml ? blocks.outerRandom : blocks.outer
  const inverse = outerInverse(r, size)
  const diagonal = inverseDiagonal(r, inverse, size, scale)

  const p = problem.fixed.p
  const resolved = new Float64Array(terms)
  for (let i = 0; i < diagonal.inner.length; i++) resolved[blocks.termOfColumn[i]] += 1 - diagonal.inner[i]
  for (let i = 0; i < blocks.outerRandom; i++) resolved[blocks.termOfOuter[i]] += 1 - diagonal.outer[i]

  const working: Float64Array[] = []
  const score = new Float64Array(terms + 1)
  let degrees = problem.n - (ml ? 0 : p)
  for (let g = 0; g < terms; g++) {
    const { index, slope, levels } = problem.random[g]
    const pull = new Float64Array(levels)
    for (let i = 0; i < problem.n; i++) pull[index[i]] += slope === null ? residuals[i] : residuals[i] * slope[i]
    let square = 0
    for (let l = 0; l < levels; l++) {
      pull[l] /= s2
      square += pull[l] * pull[l]
    }
    const lambda = r.root[g] ** 2
    score[g] = 0.5 * (square - resolved[g] / (s2 * lambda))
    degrees -= resolved[g]
    const f = new Float64Array(problem.n)
    for (let i = 0; i < problem.n; i++) f[i] = slope === null ? pull[index[i]] : pull[index[i]] * slope[i]
    working.push(f)
  }
  if (fixedPrecision !== null && !ml) {
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++)
        degrees += fixedPrecision[i * p + j] * inverse[(blocks.outerRandom + j) * size + blocks.outerRandom + i]
  }
  let ee = 0
  const fe = new Float64Array(problem.n)
  for (let i = 0; i < problem.n; i++) {
    ee += residuals[i] ** 2
    fe[i] = residuals[i] / s2
  }
  working.push(fe)
  score[terms] = 0.5 * (ee / s2 ** 2 - degrees / s2)
  return {
    inner,
    innerDiagonal: diagonal.inner,
    scale,
    inverse,
    inverseSize: size,
    score,
    information: averageInformation(r, working, s2, scale),
    residuals,
  }
}

function averageInformation(
  r: Reduced,
  working: readonly Float64Array[],
  s2: number,
  scale: Float64Array,
): Float64Array {
  const k = working.length
  const projected = working.map((f) => {
    const c = crossWithDesign(r.blocks, f)
    whiten(r, c.inner, c.outer, scale)
    return c
  })
  const out = new Float64Array(k * k)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const s =
        dot(working[a], working[b]) -
        dot(projected[a].inner, projected[b].inner) -
        dot(projected[a].outer, projected[b].outer)
      out[a * k + b] = out[b * k + a] = (0.5 * s) / s2
    }
  }
  return out
}

/** Z'f over inner and outer columns and X'f, unscaled. */
export function crossWithDesign(blocks: Blocks, f: Float64Array): { inner: Float64Array; outer: Float64Array } {
  const { problem } = blocks
  const inner = new Float64Array(blocks.zy.length)
  const outer = new Float64Array(blocks.outer)
  for (const [terms, into] of [
    [blocks.innerTerms, inner],
    [blocks.outerTerms, outer],
  ] as const) {
    for (const t of terms) {
      const { index, slope } = problem.random[t]
      const column = blocks.column[t]
      for (let i = 0; i < problem.n; i++) into[column[index[i]]] += slope === null ? f[i] : f[i] * slope[i]
    }
  }
  const { p, pattern, table } = problem.fixed
  for (let i = 0; i < problem.n; i++) {
    const at = pattern[i] * p
    for (let k = 0; k < p; k++) outer[blocks.outerRandom + k] += table[at + k] * f[i]
  }
  return { inner, outer }
}

function residualsOf(blocks: Blocks, r: Reduced, inner: Float64Array, scale: Float64Array): Float64Array {
  const { problem } = blocks
  const e = blocks.y.slice()
  problem.random.forEach((term, t) => {
    const isInner = blocks.innerTerms.includes(t)
    const column = blocks.column[t]
    const effect = new Float64Array(term.levels)
    for (let l = 0; l < term.levels; l++) {
      const c = column[l]
      effect[l] = isInner ? r.root[t] * inner[c] : scale[c] * r.outerSolution[c]
    }
    for (let i = 0; i < problem.n; i++)
      e[i] -= term.slope === null ? effect[term.index[i]] : effect[term.index[i]] * term.slope[i]
  })
  const { p, pattern, table } = problem.fixed
  for (let i = 0; i < problem.n; i++) {
    const at = pattern[i] * p
    let s = 0
    for (let k = 0; k < p; k++) s += table[at + k] * r.outerSolution[blocks.outerRandom + k]
    e[i] -= s
  }
  return e
}

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}
