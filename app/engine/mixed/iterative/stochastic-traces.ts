import { backSolve } from '../../linear-algebra/dense'
import { Rng } from '../../probability/rng'
import { INTERLEAVED } from './crossed-workspace'
import type { CrossedSystem, RightHandSide } from './crossed-system'

/**
 * Hutchinson's estimator of traces of the inverse S^-1, with Rademacher vectors z (independent signs) over the crossed columns and
 * over the fixed effects, in the coordinates that make X'MX the identity. The part of the trace in the preconditioner's diagonal
 * blocks is computed exactly; only the remainder of x = S^-1 z is sampled, so a few vectors suffice. Every step uses the same vectors.
 * @see Hutchinson (1990), Commun. Stat. Simul. 19:433-450
 */
export class StochasticTraces {
  readonly solutions: Float64Array[] = []
  private readonly signs: Float64Array[] = []
  private readonly fixedSigns: Float64Array[] = []
  private readonly seed: number
  private readonly system: CrossedSystem
  private readonly withFixed: boolean

  /** @param withFixed whether the fixed effects are uncertain (REML) or taken as known (ML) */
  constructor(system: CrossedSystem, seed: number, withFixed: boolean) {
    this.system = system
    this.seed = seed
    this.withFixed = withFixed
  }

  get count(): number {
    return this.signs.length
  }

  extend(count: number): void {
    const { q, p } = this.system
    for (let s = this.count; s < count; s++) {
      const rng = new Rng(this.seed, 1_000_003 + s)
      const sign = () => (rng.bits() & 1 ? 1 : -1)
      this.signs.push(Float64Array.from({ length: q }, sign))
      this.fixedSigns.push(Float64Array.from({ length: p }, sign))
      this.solutions.push(new Float64Array(q))
    }
  }

  sides(): RightHandSide[] {
    const { p, xmx } = this.system
    return this.signs.map((z, s) => {
      const x = new Float64Array(p)
      for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) x[i] += xmx[i * p + j] * this.fixedSigns[s][j]
      return { z, x }
    })
  }

  projected(): boolean[] {
    return this.signs.map(() => this.withFixed)
  }

  /** Per crossed term: its columns' exact part, and what each draw adds. */
  crossed(): { exact: number[]; drawn: number[][] } {
    const { arrangement, data, q } = this.system
    const { crossedOffset } = arrangement
    const { groups, groupInverse } = data
    const exact: number[] = []
    const away = new Float64Array(q)
    const terms = crossedOffset.length - 1
    const drawn = this.signs.map((z, s) => {
      this.system.precondition(z, away)
      const x = this.solutions[s]
      return Array.from({ length: terms }, (_, k) => {
        let sum = 0
        for (let c = crossedOffset[k]; c < crossedOffset[k + 1]; c++) sum += z[c] * (x[c] - away[c])
        return sum
      })
    })
    for (let k = 0; k < terms; k++) {
      let sum = 0
      for (let c = crossedOffset[k]; c < crossedOffset[k + 1]; c++) {
        const g = groups.group[c]
        const m = groups.start[g + 1] - groups.start[g]
        sum += groupInverse[groups.blockStart[g] + groups.place[c] * (m + 1)]
      }
      exact.push(sum)
    }
    return { exact, drawn }
  }

  /**
   * Pairs of unscaled vectors whose nested effects, multiplied, give the drawn part of the nested traces, as the score's pass takes
   * them: interleaved, two pairs at a time.
   */
  pairs(fixed: readonly Float64Array[]): { pairs: number; vectors: Float64Array; betas: number[][] } {
    const { q, p, crossedSd, xmx, pool } = this.system
    const packs = Math.ceil(this.count / 2)
    const vectors = pool.memory.floats(packs * INTERLEAVED * q)
    const betas: number[][] = Array.from({ length: packs * INTERLEAVED }, () => new Array<number>(p).fill(0))
    const away = new Float64Array(q)
    this.signs.forEach((z, s) => {
      this.system.precondition(z, away)
      const x = this.solutions[s]
      const at = (s >> 1) * INTERLEAVED * q + 2 * (s & 1)
      for (let c = 0; c < q; c++) {
        vectors[at + c * INTERLEAVED] = crossedSd[c] * (x[c] - away[c])
        vectors[at + c * INTERLEAVED + 1] = crossedSd[c] * z[c]
      }
      if (!this.withFixed) return
      const b = this.fixedSigns[s].slice()
      backSolve(xmx, p, b)
      betas[2 * s] = [...fixed[s]]
      betas[2 * s + 1] = [...b]
    })
    return { pairs: this.count, vectors, betas }
  }
}
