import { forwardSolve } from '../linear-algebra/dense'
import type { MixedFit } from './mixed-fit'

/** A weighted sum of fixed effects (orthogonal coordinates, see `toOrthogonal`) and random effects. */
export interface LinearCombination {
  fixed: Float64Array | null
  effects: { term: number; level: number; weight: number }[]
}

/** A linear combination taken through the factors once, so that covariances with others are inner products. */
export interface ProjectedCombination {
  mean: number
  /** Crossed columns touched, and the coefficients on them. */
  at: Int32Array
  h: Float64Array
  nested: { block: number; a: Float64Array }[]
}

/** Posterior mean and standard deviation of each level of a term, the uncertainty of the fixed effects included (lme4's condVar leaves it out). */
export interface TermEffects {
  mean: Float64Array
  sd: Float64Array
}

export interface Posterior {
  effects(term: number): TermEffects
  /** Fixed effects as named in the design, with standard errors. */
  fixed(): { estimate: Float64Array; se: Float64Array }
  project(combination: LinearCombination): ProjectedCombination
  covariance(a: ProjectedCombination, b: ProjectedCombination): number
}

/** x_raw' beta_raw = result' beta_orthogonal. */
export function toOrthogonal(x: Float64Array, r: Float64Array, p: number): Float64Array {
  // Solves R' z = x.
  const z = x.slice()
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) z[i] -= r[k * p + i] * z[k]
    z[i] /= r[i * p + i]
  }
  return z
}

/**
 * Posterior of a fitted model given its variances: C = s2 times the inverse of the mixed-model equations, a flat prior on the
 * fixed effects (or the given one). Means are best linear unbiased predictions (BLUP), variances their prediction error
 * variances (PEV). Variance components count as known: there is no adjustment for small samples such as that of Kenward &
 * Roger (1997), Biometrics 53:983-997.
 * @see Henderson (1975), Biometrics 31:423-447; Robinson (1991), Statist. Sci. 6:15-32
 */
export function posteriorOf(fit: MixedFit): Posterior {
  const { problem, reduced, derivatives: d } = fit
  const { blocks } = reduced
  const { p, r } = problem.fixed
  const s2 = fit.variances[fit.variances.length - 1]
  const inverse = d.inverse
  const size = blocks.crossed
  const isNested = problem.random.map((_, t) => blocks.nestedTerms.includes(t))
  const means = problem.random.map((term, t) => {
    const out = new Float64Array(term.levels)
    for (let l = 0; l < term.levels; l++) {
      const c = blocks.column[t][l]
      out[l] = isNested[t] ? reduced.root[t] * d.nested[c] : reduced.root[t] * reduced.crossedSolution[c]
    }
    return out
  })
  const blockOfColumn = new Int32Array(blocks.zy.length)
  for (let b = 0; b < blocks.blocks; b++) blockOfColumn.fill(b, blocks.columnStart[b], blocks.columnStart[b + 1])
  const work = new Float64Array(size)

  const project = (combination: LinearCombination): ProjectedCombination => {
    let mean = 0
    const touched = new Set<number>()
    if (combination.fixed !== null) {
      for (let k = 0; k < p; k++) {
        mean += combination.fixed[k] * fit.betaOrthogonal[k]
        work[blocks.crossedRandom + k] += combination.fixed[k]
        touched.add(blocks.crossedRandom + k)
      }
    }
    const perBlock = new Map<number, Float64Array>()
    for (const { term, level, weight } of combination.effects) {
      const c = blocks.column[term][level]
      mean += weight * means[term][level]
      if (isNested[term]) {
        const b = blockOfColumn[c]
        const c0 = blocks.columnStart[b]
        let a = perBlock.get(b)
        if (!a) perBlock.set(b, (a = new Float64Array(blocks.columnStart[b + 1] - c0)))
        a[c - c0] += weight * reduced.root[term]
      } else {
        work[c] += weight * reduced.root[term]
        touched.add(c)
      }
    }
    const nested: ProjectedCombination['nested'] = []
    for (const [block, a] of perBlock) {
      const m = a.length
      forwardSolve(reduced.factor, m, a, blocks.zzStart[block], 0)
      nested.push({ block, a })
      const t0 = blocks.touchedStart[block]
      const t = blocks.touchedStart[block + 1] - t0
      for (let k = 0; k < t; k++) {
        const c = blocks.touched[t0 + k]
        let s = 0
        for (let i = 0; i < m; i++) s += reduced.half[blocks.crossStart[block] + i * t + k] * a[i]
        work[c] -= s * d.scale[c]
        touched.add(c)
      }
    }
    const at = Int32Array.from(touched)
    const h = Float64Array.from(at, (c) => work[c])
    for (const c of at) work[c] = 0
    return { mean, at, h, nested }
  }

  const covariance = (a: ProjectedCombination, b: ProjectedCombination): number => {
    let s = 0
    for (const x of a.nested) {
      for (const z of b.nested) {
        if (x.block !== z.block) continue
        for (let i = 0; i < x.a.length; i++) s += x.a[i] * z.a[i]
      }
    }
    for (let i = 0; i < a.at.length; i++) {
      const row = a.at[i] * size
      let q = 0
      for (let j = 0; j < b.at.length; j++) q += inverse[row + b.at[j]] * b.h[j]
      s += a.h[i] * q
    }
    return s2 * s
  }

  return {
    project,
    covariance,
    effects: (term) => {
      const { levels } = problem.random[term]
      const variance = fit.variances[term]
      const sd = new Float64Array(levels)
      for (let l = 0; l < levels; l++) {
        const c = blocks.column[term][l]
        const overVariance = isNested[term] ? d.nestedDiagonal[c] : d.inverse[c * size + c]
        sd[l] = Math.sqrt(Math.max(0, variance * overVariance))
      }
      return { mean: means[term], sd }
    },
    fixed: () => {
      // beta_raw = R^-1 beta_orthogonal; row k of R^-1 gives its variance.
      const estimate = new Float64Array(p)
      const se = new Float64Array(p)
      for (let k = 0; k < p; k++) {
        const unitVector = new Float64Array(p)
        unitVector[k] = 1
        const x = toOrthogonal(unitVector, r, p)
        let v = 0
        for (let i = 0; i < p; i++) {
          estimate[k] += x[i] * fit.betaOrthogonal[i]
          for (let j = 0; j < p; j++)
            v += x[i] * x[j] * inverse[(blocks.crossedRandom + i) * size + blocks.crossedRandom + j]
        }
        se[k] = Math.sqrt(Math.max(0, s2 * v))
      }
      return { estimate, se }
    },
  }
}
