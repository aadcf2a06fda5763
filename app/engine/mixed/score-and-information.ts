import type { EliminationBlocks } from './block-elimination'
import {
  nestedSolution,
  inverseDiagonal,
  crossedInverse,
  crossedScale,
  whiten,
  type FactoredEquations,
} from './factored-equations'

/** Effects, residuals, score and average information at one set of variances. */
export interface Derivatives {
  /** Scaled effects of the nested columns. */
  nested: Float64Array
  /** Diagonal of the inverse of the scaled equations over the nested columns. */
  nestedDiagonal: Float64Array
  scale: Float64Array
  /** Inverse of the crossed matrix: all of it (REML, prior) or its random part (ML). */
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
 * A term whose variance ratio lambda is 0 must be given a tiny positive one, or its trace divided by lambda is 0/0.
 * @param fixedPrecision see `factorEquations`; its trace enters the residual's score
 * @see Gilmour, Thompson & Cullis (1995), Biometrics 51:1440-1450
 */
export function derivatives(
  r: FactoredEquations,
  s2: number,
  ml: boolean,
  fixedPrecision: Float64Array | null,
): Derivatives {
  const { blocks } = r
  const { problem } = blocks
  const terms = problem.random.length
  const scale = crossedScale(r)
  const nested = nestedSolution(r, scale)
  const residuals = residualsOf(blocks, r, nested, scale)
  const size = ml ? blocks.crossedRandom : blocks.crossed
  const inverse = crossedInverse(r, size)
  const diagonal = inverseDiagonal(r, inverse, size, scale)

  const p = problem.fixed.p
  // Effective degrees of freedom of each term's effects: the trace of I less the inverse of the scaled equations.
  const effectiveDegrees = new Float64Array(terms)
  for (let i = 0; i < diagonal.nested.length; i++) effectiveDegrees[blocks.termOfColumn[i]] += 1 - diagonal.nested[i]
  for (let i = 0; i < blocks.crossedRandom; i++) effectiveDegrees[blocks.termOfCrossed[i]] += 1 - diagonal.crossed[i]

  // Working variates of the average information: dV/dv P y for each variance v.
  const working: Float64Array[] = []
  const score = new Float64Array(terms + 1)
  let degrees = problem.n - (ml ? 0 : p)
  for (let g = 0; g < terms; g++) {
    const { index, slope, levels } = problem.random[g]
    const levelSums = new Float64Array(levels)
    for (let i = 0; i < problem.n; i++) levelSums[index[i]] += slope === null ? residuals[i] : residuals[i] * slope[i]
    let square = 0
    for (let l = 0; l < levels; l++) {
      levelSums[l] /= s2
      square += levelSums[l] * levelSums[l]
    }
    const lambda = r.root[g] ** 2
    score[g] = 0.5 * (square - effectiveDegrees[g] / (s2 * lambda))
    degrees -= effectiveDegrees[g]
    const variate = new Float64Array(problem.n)
    for (let i = 0; i < problem.n; i++)
      variate[i] = slope === null ? levelSums[index[i]] : levelSums[index[i]] * slope[i]
    working.push(variate)
  }
  if (fixedPrecision !== null && !ml) {
    for (let i = 0; i < p; i++)
      for (let j = 0; j < p; j++)
        degrees += fixedPrecision[i * p + j] * inverse[(blocks.crossedRandom + j) * size + blocks.crossedRandom + i]
  }
  let residualSquares = 0
  const residualVariate = new Float64Array(problem.n)
  for (let i = 0; i < problem.n; i++) {
    residualSquares += residuals[i] ** 2
    residualVariate[i] = residuals[i] / s2
  }
  working.push(residualVariate)
  score[terms] = 0.5 * (residualSquares / s2 ** 2 - degrees / s2)
  return {
    nested,
    nestedDiagonal: diagonal.nested,
    scale,
    inverse,
    inverseSize: size,
    score,
    information: averageInformation(r, working, s2, scale),
    residuals,
  }
}

function averageInformation(
  r: FactoredEquations,
  working: readonly Float64Array[],
  s2: number,
  scale: Float64Array,
): Float64Array {
  const k = working.length
  const projected = working.map((variate) => {
    const c = crossWithDesign(r.blocks, variate)
    whiten(r, c.nested, c.crossed, scale)
    return c
  })
  const out = new Float64Array(k * k)
  for (let a = 0; a < k; a++) {
    for (let b = 0; b <= a; b++) {
      const s =
        dot(working[a], working[b]) -
        dot(projected[a].nested, projected[b].nested) -
        dot(projected[a].crossed, projected[b].crossed)
      out[a * k + b] = out[b * k + a] = (0.5 * s) / s2
    }
  }
  return out
}

/** Z'f over nested and crossed columns and X'f, unscaled, for a vector f over the rows. */
export function crossWithDesign(
  blocks: EliminationBlocks,
  f: Float64Array,
): { nested: Float64Array; crossed: Float64Array } {
  const { problem } = blocks
  const nested = new Float64Array(blocks.zy.length)
  const crossed = new Float64Array(blocks.crossed)
  for (const [terms, into] of [
    [blocks.nestedTerms, nested],
    [blocks.crossedTerms, crossed],
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
    for (let k = 0; k < p; k++) crossed[blocks.crossedRandom + k] += table[at + k] * f[i]
  }
  return { nested, crossed }
}

function residualsOf(
  blocks: EliminationBlocks,
  r: FactoredEquations,
  nested: Float64Array,
  scale: Float64Array,
): Float64Array {
  const { problem } = blocks
  const e = blocks.y.slice()
  problem.random.forEach((term, t) => {
    const isNested = blocks.nestedTerms.includes(t)
    const column = blocks.column[t]
    const effect = new Float64Array(term.levels)
    for (let l = 0; l < term.levels; l++) {
      const c = column[l]
      effect[l] = isNested ? r.root[t] * nested[c] : scale[c] * r.crossedSolution[c]
    }
    for (let i = 0; i < problem.n; i++)
      e[i] -= term.slope === null ? effect[term.index[i]] : effect[term.index[i]] * term.slope[i]
  })
  const { p, pattern, table } = problem.fixed
  for (let i = 0; i < problem.n; i++) {
    const at = pattern[i] * p
    let s = 0
    for (let k = 0; k < p; k++) s += table[at + k] * r.crossedSolution[blocks.crossedRandom + k]
    e[i] -= s
  }
  return e
}

function dot(a: Float64Array, b: Float64Array): number {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i] * b[i]
  return s
}
