/** A function's value and gradient at one place; null where it is not defined. */
export type ValueAndGradient = (x: Float64Array) => { value: number; gradient: Float64Array } | null

export interface Minimum {
  x: Float64Array
  value: number
  gradient: Float64Array
  iterations: number
  converged: boolean
}

const LONGEST = 2
const ARMIJO = 1e-4

/**
 * Quasi-Newton descent (BFGS) from a place where `f` is defined.
 * @param curvature approximate second derivatives at the start (k x k inverse, row-major); the better, the fewer steps
 * @param settled decrement at which it stops: minus the gradient times the whole step, twice the predicted decrease of `f`
 * @param largest greatest change of one coordinate in one step
 * @see Nocedal & Wright (2006), Numerical Optimization, chapter 6
 */
export function minimiseBfgs(
  f: ValueAndGradient,
  start: Float64Array,
  inverse: Float64Array,
  options: { settled: number; limit: number; onStep?: (iteration: number, value: number) => void },
): Minimum {
  const k = start.length
  const h = inverse.slice()
  let x = start
  const first = f(x)
  if (first === null) throw new Error('the function is not defined at the start')
  let { value, gradient } = first
  let iterations = 0
  let fresh = true
  while (iterations < options.limit) {
    const step = new Float64Array(k)
    let directionalDerivative = 0
    let longest = 0
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) step[i] -= h[i * k + j] * gradient[j]
      directionalDerivative += step[i] * gradient[i]
      longest = Math.max(longest, Math.abs(step[i]))
    }
    if (-directionalDerivative < options.settled) return { x, value, gradient, iterations, converged: true }
    iterations++
    let fraction = Math.min(1, LONGEST / longest)
    let next: { at: Float64Array; value: number; gradient: Float64Array } | null = null
    for (let tries = 0; tries < 40; tries++) {
      const at = x.map((v, i) => v + fraction * step[i])
      const there = f(at)
      if (there !== null && there.value <= value + ARMIJO * fraction * directionalDerivative) {
        next = { at, ...there }
        break
      }
      const bend = there === null ? 0 : there.value - value - fraction * directionalDerivative
      const best = bend > 0 ? (-directionalDerivative * fraction * fraction) / (2 * bend) : 0
      fraction = Math.min(0.5 * fraction, Math.max(0.1 * fraction, best))
    }
    options.onStep?.(iterations, next?.value ?? value)
    if (next === null) {
      // Only rounding is left when even a fresh start along the gradient gains nothing.
      if (fresh) return { x, value, gradient, iterations, converged: -directionalDerivative < 1e-6 }
      h.set(inverse)
      fresh = true
      continue
    }
    update(h, k, next.at, x, next.gradient, gradient)
    fresh = false
    x = next.at
    value = next.value
    gradient = next.gradient
  }
  return { x, value, gradient, iterations, converged: false }
}

/** BFGS update of the inverse second derivatives; left as they are where the gradient did not rise along the step. */
function update(
  h: Float64Array,
  k: number,
  to: Float64Array,
  from: Float64Array,
  gradientTo: Float64Array,
  gradientFrom: Float64Array,
): void {
  const s = to.map((v, i) => v - from[i])
  const y = gradientTo.map((v, i) => v - gradientFrom[i])
  let sy = 0
  let ss = 0
  let yy = 0
  for (let i = 0; i < k; i++) {
    sy += s[i] * y[i]
    ss += s[i] * s[i]
    yy += y[i] * y[i]
  }
  if (!(sy > 1e-10 * Math.sqrt(ss * yy))) return
  const hy = new Float64Array(k)
  let yhy = 0
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) hy[i] += h[i * k + j] * y[j]
    yhy += hy[i] * y[i]
  }
  const c = (1 + yhy / sy) / sy
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) h[i * k + j] += c * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy
}
