import { largeCholesky, largeInverse } from './dense-large'

/**
 * Dense symmetric matrices in row-major Float64Arrays, lower triangle in use.
 * The kernels run over contiguous rows in tiles, which is what lets plain JavaScript reach the speed of a compiled loop.
 */

const PANEL = 64
/** From here on vector code pays for the copying. */
const LARGE = 96

/** Thrown when a matrix that must be positive definite is not (a bug or a degenerate model, never ordinary input). */
export class NotPositiveDefinite extends Error {
  readonly pivot: number
  constructor(pivot: number) {
    super(`matrix is not positive definite at pivot ${pivot}`)
    this.name = 'NotPositiveDefinite'
    this.pivot = pivot
  }
}

/**
 * Cholesky factor L of the n x n matrix at `offset` (a = L L'), in place in the lower triangle; the upper one is left as it was.
 * @throws NotPositiveDefinite when a pivot is not positive.
 */
export function cholesky(a: Float64Array, n: number, offset = 0): void {
  if (n >= LARGE) {
    const pivot = largeCholesky(a, n, offset)
    if (pivot >= 0) throw new NotPositiveDefinite(pivot)
    return
  }
  for (let k0 = 0; k0 < n; k0 += PANEL) {
    const k1 = Math.min(n, k0 + PANEL)
    factorPanel(a, n, offset, k0, k1)
    if (k1 < n) subtractOuterProduct(a, n, offset, k0, k1)
  }
}

function factorPanel(a: Float64Array, n: number, offset: number, k0: number, k1: number): void {
  for (let i = k0; i < n; i++) {
    const ri = offset + i * n
    const last = Math.min(i, k1 - 1)
    for (let j = k0; j <= last; j++) {
      const rj = offset + j * n
      let s = a[ri + j]
      for (let k = k0; k < j; k++) s -= a[ri + k] * a[rj + k]
      if (i === j) {
        if (!(s > 0)) throw new NotPositiveDefinite(i)
        a[ri + j] = Math.sqrt(s)
      } else a[ri + j] = s / a[rj + j]
    }
  }
}

function subtractOuterProduct(a: Float64Array, n: number, offset: number, k0: number, k1: number): void {
  for (let i = k1; i < n; i += 4) {
    const rows = Math.min(4, n - i)
    for (let j = k1; j < i + rows; j += 2) {
      if (rows === 4 && j + 1 < n) subtractTile(a, offset + i * n, offset + j * n, n, k0, k1, j)
      else {
        for (let ii = i; ii < i + rows; ii++) {
          for (let jj = j; jj < Math.min(j + 2, ii + 1); jj++) {
            let s = 0
            const ra = offset + ii * n
            const rb = offset + jj * n
            for (let k = k0; k < k1; k++) s += a[ra + k] * a[rb + k]
            a[ra + jj] -= s
          }
        }
      }
    }
  }
}

/** a[i..i+3][j..j+1] -= rows i..i+3 times rows j..j+1 over columns k0..k1; may touch the unused upper triangle near the diagonal. */
function subtractTile(a: Float64Array, ri: number, rj: number, n: number, k0: number, k1: number, j: number): void {
  let s00 = 0
  let s01 = 0
  let s10 = 0
  let s11 = 0
  let s20 = 0
  let s21 = 0
  let s30 = 0
  let s31 = 0
  let p = ri + k0
  const end = ri + k1
  let q = rj + k0
  for (; p < end; p++, q++) {
    const b0 = a[q]
    const b1 = a[q + n]
    const x0 = a[p]
    const x1 = a[p + n]
    const x2 = a[p + 2 * n]
    const x3 = a[p + 3 * n]
    s00 += x0 * b0
    s01 += x0 * b1
    s10 += x1 * b0
    s11 += x1 * b1
    s20 += x2 * b0
    s21 += x2 * b1
    s30 += x3 * b0
    s31 += x3 * b1
  }
  const at = ri + j
  a[at] -= s00
  a[at + 1] -= s01
  a[at + n] -= s10
  a[at + n + 1] -= s11
  a[at + 2 * n] -= s20
  a[at + 2 * n + 1] -= s21
  a[at + 3 * n] -= s30
  a[at + 3 * n + 1] -= s31
}

/** Twice the sum of logs of the diagonal entries from..to of a Cholesky factor: the log determinant of that leading part. */
export function logDeterminant(l: Float64Array, n: number, offset = 0, from = 0, to = n): number {
  let s = 0
  for (let i = from; i < to; i++) s += Math.log(l[offset + i * n + i])
  return 2 * s
}

/** Solves L x = b in place; b starts at `at`. */
export function forwardSolve(l: Float64Array, n: number, b: Float64Array, offset = 0, at = 0): void {
  for (let i = 0; i < n; i++) {
    const r = offset + i * n
    let s = b[at + i]
    for (let k = 0; k < i; k++) s -= l[r + k] * b[at + k]
    b[at + i] = s / l[r + i]
  }
}

/** Solves L' x = b in place; b starts at `at`. */
export function backSolve(l: Float64Array, n: number, b: Float64Array, offset = 0, at = 0): void {
  for (let i = n - 1; i >= 0; i--) {
    const r = offset + i * n
    const x = b[at + i] / l[r + i]
    b[at + i] = x
    for (let k = 0; k < i; k++) b[at + k] -= l[r + k] * x
  }
}

/**
 * Full symmetric inverse (both triangles) of the matrix whose Cholesky factor is `l`.
 * L is inverted by panels, then inverse = L^-T L^-1, both as products of contiguous rows.
 */
export function inverseFromCholesky(l: Float64Array, n: number): Float64Array {
  if (n >= LARGE) return largeInverse(l, n)
  const u = transposedInverse(l, n)
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i += 4) {
    const rows = Math.min(4, n - i)
    for (let j = 0; j < i + rows; j += 2) {
      // Row r of u is zero before column r, so products start at the later of the two rows.
      if (rows === 4 && j + 1 < n) dotTile(u, out, i * n, j * n, n, i, n, i, j)
      else {
        for (let ii = i; ii < i + rows; ii++) {
          for (let jj = j; jj < Math.min(j + 2, ii + 1); jj++) {
            let s = 0
            for (let k = ii; k < n; k++) s += u[ii * n + k] * u[jj * n + k]
            out[ii * n + jj] = s
          }
        }
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i]
  return out
}

function dotTile(
  u: Float64Array,
  out: Float64Array,
  ri: number,
  rj: number,
  n: number,
  k0: number,
  k1: number,
  i: number,
  j: number,
): void {
  let s00 = 0
  let s01 = 0
  let s10 = 0
  let s11 = 0
  let s20 = 0
  let s21 = 0
  let s30 = 0
  let s31 = 0
  for (let p = ri + k0, q = rj + k0; p < ri + k1; p++, q++) {
    const b0 = u[q]
    const b1 = u[q + n]
    const x0 = u[p]
    const x1 = u[p + n]
    const x2 = u[p + 2 * n]
    const x3 = u[p + 3 * n]
    s00 += x0 * b0
    s01 += x0 * b1
    s10 += x1 * b0
    s11 += x1 * b1
    s20 += x2 * b0
    s21 += x2 * b1
    s30 += x3 * b0
    s31 += x3 * b1
  }
  const at = i * n + j
  out[at] = s00
  out[at + 1] = s01
  out[at + n] = s10
  out[at + n + 1] = s11
  out[at + 2 * n] = s20
  out[at + 2 * n + 1] = s21
  out[at + 3 * n] = s30
  out[at + 3 * n + 1] = s31
}

/** u = (L^-1)' with explicit zeros below the diagonal: row i of u is column i of L^-1. */
function transposedInverse(l: Float64Array, n: number): Float64Array {
  const u = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    // Column i of L^-1, four at a time would need the same tiles; the rows of u depend on L's rows only.
    u[i * n + i] = 1 / l[i * n + i]
  }
  for (let k0 = 0; k0 < n; k0 += PANEL) {
    const k1 = Math.min(n, k0 + PANEL)
    for (let i = 0; i < k1; i += 4) columnsOfInverse(l, u, n, i, Math.min(4, n - i), k0, k1)
  }
  return u
}

/** Extends rows i..i+rows-1 of u over columns k0..k1. */
function columnsOfInverse(
  l: Float64Array,
  u: Float64Array,
  n: number,
  i: number,
  rows: number,
  k0: number,
  k1: number,
): void {
  for (let j = Math.max(k0, i + 1); j < k1; j++) {
    const rj = j * n
    const d = -1 / l[rj + j]
    if (rows === 4 && j >= i + 4) {
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let k = i, p = i * n + i; k < j; k++, p++) {
        const x = l[rj + k]
        s0 += x * u[p]
        s1 += x * u[p + n]
        s2 += x * u[p + 2 * n]
        s3 += x * u[p + 3 * n]
      }
      u[i * n + j] = s0 * d
      u[(i + 1) * n + j] = s1 * d
      u[(i + 2) * n + j] = s2 * d
      u[(i + 3) * n + j] = s3 * d
    } else {
      for (let r = i; r < Math.min(i + rows, j); r++) {
        let s = 0
        for (let k = r; k < j; k++) s += l[rj + k] * u[r * n + k]
        u[r * n + j] = s * d
      }
    }
  }
}
