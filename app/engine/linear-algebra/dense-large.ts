import { openVectorProducts, type MatrixProducts } from './matrix-products'

const PANEL = 64
/** Products of rows are cut into pieces that stay near the processor. */
const PIECE = 256

/** Row length of a matrix in `Products`: a multiple of 4, the rest filled as an identity. */
const padded = (n: number) => 4 * Math.ceil(n / 4)

/**
 * Cholesky factor as `cholesky` of dense.ts gives it, by panels and products of rows.
 * Returns the first pivot that is not positive, or -1.
 */
export function largeCholesky(a: Float64Array, n: number, offset: number, open = openVectorProducts): number {
  const w = padded(n)
  const products = open(w * w)
  const m = products.memory
  for (let i = 0; i < w; i++) {
    const row = i * w
    if (i < n) m.set(a.subarray(offset + i * n, offset + i * n + i + 1), row)
    else {
      m.fill(0, row, row + i)
      m[row + i] = 1
    }
    m.fill(0, row + i + 1, row + w)
  }
  for (let k0 = 0; k0 < w; k0 += PANEL) {
    const k1 = Math.min(w, k0 + PANEL)
    const failed = factorPanel(m, w, k0, k1)
    if (failed >= 0) return failed
    for (let i = k1; i < w; i += 4) products.subtract(i * w + k1, i * w + k0, k1 * w + k0, w, 4, i + 4 - k1, k1 - k0)
  }
  for (let i = 0; i < n; i++) a.set(m.subarray(i * w, i * w + i + 1), offset + i * n)
  return -1
}

function factorPanel(m: Float64Array, w: number, k0: number, k1: number): number {
  for (let i = k0; i < w; i++) {
    const ri = i * w
    const last = Math.min(i, k1 - 1)
    for (let j = k0; j <= last; j++) {
      const rj = j * w
      let s = m[ri + j]
      for (let k = k0; k < j; k++) s -= m[ri + k] * m[rj + k]
      if (i === j) {
        if (!(s > 0)) return i
        m[ri + j] = Math.sqrt(s)
      } else m[ri + j] = s / m[rj + j]
    }
  }
  return -1
}

/** Full symmetric inverse of the matrix whose Cholesky factor is `l`, as `inverseFromCholesky` of dense.ts gives it. */
export function largeInverse(l: Float64Array, n: number, open = openVectorProducts): Float64Array {
  const w = padded(n)
  const products = open(3 * w * w)
  const m = products.memory
  const u = w * w
  const out = 2 * w * w
  m.fill(0, 0, 3 * w * w)
  for (let i = 0; i < n; i++) m.set(l.subarray(i * n, i * n + i + 1), i * w)
  for (let i = n; i < w; i++) m[i * w + i] = 1
  transposedInverse(products, w, u)
  for (let k0 = 0; k0 < w; k0 += PIECE) {
    const k1 = Math.min(w, k0 + PIECE)
    // Row i of u is zero before column i.
    for (let i = 0; i < k1; i += 4) {
      const from = Math.max(i, k0)
      products.subtract(out + i * w, u + i * w + from, u + from, w, 4, i + 4, k1 - from)
    }
  }
  const inverse = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) inverse[i * n + j] = inverse[j * n + i] = 0 - m[out + i * w + j]
  return inverse
}

/** u = (L^-1)': row i of u is column i of L^-1, zero before its diagonal. */
function transposedInverse(products: MatrixProducts, w: number, u: number): void {
  const m = products.memory
  for (let k0 = 0; k0 < w; k0 += PANEL) {
    const k1 = Math.min(w, k0 + PANEL)
    for (let i = 0; i < k0; i += 4) products.subtract(u + i * w + k0, u + i * w + i, k0 * w + i, w, 4, k1 - k0, k0 - i)
    for (let i = 0; i < k1; i++) {
      const row = u + i * w
      for (let j = Math.max(i, k0); j < k1; j++) {
        let s = i === j ? 1 : m[row + j]
        for (let k = Math.max(i, k0); k < j; k++) s -= m[row + k] * m[j * w + k]
        m[row + j] = s / m[j * w + j]
      }
    }
  }
}
