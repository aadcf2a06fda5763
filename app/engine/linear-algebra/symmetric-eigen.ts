const SWEEPS = 60

/**
 * Eigenvalues of a small symmetric matrix (row-major, k x k, left alone), in no particular order, with their unit vectors:
 * row i of `vectors` belongs to `values[i]`. Jacobi's rotations: exact to rounding relative to the largest eigenvalue.
 * @see Golub & Van Loan (2013), Matrix Computations, 8.5
 */
export function symmetricEigen(matrix: Float64Array, k: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice()
  const vectors = new Float64Array(k * k)
  for (let i = 0; i < k; i++) vectors[i * k + i] = 1
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    let all = 0
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        all += a[i * k + j] ** 2
        if (i !== j) off += a[i * k + j] ** 2
      }
    if (off <= 1e-32 * all) break
    for (let p = 0; p < k; p++) for (let q = p + 1; q < k; q++) rotate(a, vectors, k, p, q)
  }
  return { values: Float64Array.from({ length: k }, (_, i) => a[i * k + i]), vectors }
}

/** Turns rows and columns p and q so that their common entry becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, k: number, p: number, q: number): void {
  const apq = a[p * k + q]
  if (apq === 0) return
  const theta = (a[q * k + q] - a[p * k + p]) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  for (let i = 0; i < k; i++) {
    const x = a[i * k + p]
    const y = a[i * k + q]
    a[i * k + p] = c * x - s * y
    a[i * k + q] = s * x + c * y
  }
  for (let i = 0; i < k; i++) {
    const x = a[p * k + i]
    const y = a[q * k + i]
    a[p * k + i] = c * x - s * y
    a[q * k + i] = s * x + c * y
    const u = vectors[p * k + i]
    const v = vectors[q * k + i]
    vectors[p * k + i] = c * u - s * v
    vectors[q * k + i] = s * u + c * v
  }
}
