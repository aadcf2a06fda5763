import { inverseFromCholesky } from '../linear-algebra/dense'
import type { Factored } from './curvature'

/** What is needed of H^-1: its diagonal, and z' S H^-1 S z of every row (the variance of its random part). */
export interface InverseParts {
  diagonal: Float64Array
  rowVariance: Float64Array
}

/** Inverts the crossed matrix, then block by block the part of H^-1 that rows of the block touch. */
export function inverseParts(f: Factored): InverseParts {
  const { layout, sd } = f
  const { mixed, nested, crossed, columnStart, touchedStart, touched, zzStart, crossStart, place } = layout
  const { random, n } = mixed
  const q = inverseFromCholesky(f.crossedFactor, crossed)
  const diagonal = new Float64Array(layout.size)
  const rowVariance = new Float64Array(n)
  for (let i = 0; i < crossed; i++) diagonal[nested + i] = q[i * crossed + i]
  const local = new Int32Array(crossed)
  const terms = [...layout.nestedTerms, ...layout.crossedTerms]
  const ni = layout.nestedTerms.length
  const at = new Int32Array(terms.length)
  const value = new Float64Array(terms.length)
  for (let b = 0; b < layout.blocks; b++) {
    const c0 = columnStart[b]
    const m = columnStart[b + 1] - c0
    const z0 = zzStart[b]
    const t0 = touchedStart[b]
    const t = touchedStart[b + 1] - t0
    // Rows of the block see m nested and t crossed effects: `part` is their (m + t) square of H^-1.
    const width = m + t
    const part = new Float64Array(width * width)
    const cross = f.half.slice(crossStart[b], crossStart[b] + m * t)
    for (let i = m - 1; i >= 0; i--) {
      const d = 1 / f.factor[z0 + i * m + i]
      for (let k = 0; k < t; k++) {
        let x = cross[i * t + k]
        for (let j = i + 1; j < m; j++) x -= f.factor[z0 + j * m + i] * cross[j * t + k]
        cross[i * t + k] = x * d
      }
    }
    for (let k = 0; k < t; k++) {
      local[touched[t0 + k]] = k
      for (let l = 0; l < t; l++) part[(m + k) * width + m + l] = q[touched[t0 + k] * crossed + touched[t0 + l]]
    }
    for (let i = 0; i < m; i++) {
      for (let k = 0; k < t; k++) {
        let s = 0
        for (let l = 0; l < t; l++) s -= cross[i * t + l] * part[(m + l) * width + m + k]
        part[i * width + m + k] = part[(m + k) * width + i] = s
      }
    }
    const own = inverseFromCholesky(f.factor.subarray(z0, z0 + m * m), m)
    for (let i = 0; i < m; i++) {
      for (let j = 0; j <= i; j++) {
        let s = own[i * m + j]
        for (let k = 0; k < t; k++) s -= part[i * width + m + k] * cross[j * t + k]
        part[i * width + j] = part[j * width + i] = s
      }
      diagonal[c0 + i] = part[i * width + i]
    }
    for (let k = layout.rowStart[b]; k < layout.rowStart[b + 1]; k++) {
      const row = layout.rows[k]
      let v = 0
      for (let a = 0; a < terms.length; a++) {
        const g = terms[a]
        const { index, slope } = random[g]
        const p = place[g][index[row]]
        at[a] = a < ni ? p - c0 : m + local[p - nested]
        value[a] = slope === null ? sd[g] : sd[g] * slope[row]
        for (let d = 0; d < a; d++) v += 2 * value[a] * value[d] * part[at[a] * width + at[d]]
        v += value[a] * value[a] * part[at[a] * width + at[a]]
      }
      rowVariance[row] = v
    }
  }
  return { diagonal, rowVariance }
}
