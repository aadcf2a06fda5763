/**
 * Solves a x = b for a small symmetric matrix that should be positive definite but may be nearly flat: a ridge is added,
 * relative to the diagonal, until it factors. `a` (row-major, m x m) and `b` are left alone.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const scale = Float64Array.from({ length: m }, (_, i) => 1 / Math.sqrt(Math.max(Math.abs(a[i * m + i]), 1e-300)))
  for (let ridge = 0; ; ridge = ridge === 0 ? 1e-12 : ridge * 10) {
    const l = new Float64Array(m * m)
    let good = true
    for (let i = 0; i < m && good; i++) {
      for (let j = 0; j <= i; j++) {
        let s = a[i * m + j] * scale[i] * scale[j] + (i === j ? ridge : 0)
        for (let k = 0; k < j; k++) s -= l[i * m + k] * l[j * m + k]
        if (i !== j) l[i * m + j] = s / l[j * m + j]
        else if (s > 1e-14) l[i * m + i] = Math.sqrt(s)
        else {
          good = false
          break
        }
      }
    }
    if (!good && ridge < 1e6) continue
    const x = b.map((v, i) => v * scale[i])
    for (let i = 0; i < m; i++) {
      for (let k = 0; k < i; k++) x[i] -= l[i * m + k] * x[k]
      x[i] /= l[i * m + i]
    }
    for (let i = m - 1; i >= 0; i--) {
      for (let k = i + 1; k < m; k++) x[i] -= l[k * m + i] * x[k]
      x[i] /= l[i * m + i]
    }
    return x.map((v, i) => v * scale[i])
  }
}

/** Solves a x = b by elimination with row exchanges; null when the matrix is singular to working precision. */
export function solveGeneral(a: Float64Array, b: Float64Array, m: number): Float64Array | null {
  const w = a.slice()
  const x = b.slice()
  const largest = w.reduce((s, v) => Math.max(s, Math.abs(v)), 0)
  for (let k = 0; k < m; k++) {
    let pivot = k
    for (let i = k + 1; i < m; i++) if (Math.abs(w[i * m + k]) > Math.abs(w[pivot * m + k])) pivot = i
    if (!(Math.abs(w[pivot * m + k]) > 1e-12 * largest)) return null
    if (pivot !== k) {
      for (let j = 0; j < m; j++) [w[k * m + j], w[pivot * m + j]] = [w[pivot * m + j], w[k * m + j]]
      ;[x[k], x[pivot]] = [x[pivot], x[k]]
    }
    for (let i = k + 1; i < m; i++) {
      const f = w[i * m + k] / w[k * m + k]
      for (let j = k; j < m; j++) w[i * m + j] -= f * w[k * m + j]
      x[i] -= f * x[k]
    }
  }
  for (let i = m - 1; i >= 0; i--) {
    for (let j = i + 1; j < m; j++) x[i] -= w[i * m + j] * x[j]
    x[i] /= w[i * m + i]
  }
  return x
}
