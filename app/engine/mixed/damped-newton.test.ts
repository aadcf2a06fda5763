import { describe, expect, test } from 'vitest'
import { dampedNewton } from './damped-newton'

/** Newton's method for x - log x, whose minimum is 1, scaled so that a whole step is `stretch` times Newton's. */
function search(start: number, stretch = 1, more: { maxIterations?: number; onStep?: () => void } = {}) {
  const tried: number[] = []
  const at = (x: number) => {
    tried.push(x)
    return { x, objective: x > 0 ? x - Math.log(x) : Infinity }
  }
  const found = dampedNewton({
    start: at(start),
    settled: 1e-20,
    derivativesAt: ({ x }) => ({ gradient: 1 - 1 / x, curvature: 1 / x ** 2 }),
    direction: ({ x }, { gradient, curvature }) => {
      const step = (-stretch * gradient) / curvature
      return { decrement: Math.abs(step * gradient), longest: 1, along: (fraction) => at(x + fraction * step) }
    },
    ...more,
  })
  return { ...found, tried }
}

describe('damped Newton', () => {
  test('finds the minimum', () => {
    const { point, derivatives, converged } = search(0.1)
    expect(converged).toBe(true)
    expect(point.x).toBeCloseTo(1, 9)
    expect(derivatives.gradient).toBeCloseTo(0, 9)
  })

  test('halves a step until the objective does not get worse', () => {
    const { point, tried, converged } = search(3)
    for (const [i, x] of [3, -3, 0, 1.5].entries()) expect(tried[i]).toBeCloseTo(x, 12)
    expect(converged).toBe(true)
    expect(point.x).toBeCloseTo(1, 9)
  })

  test('says that it has not converged where no step along the direction helps, or the steps run out', () => {
    expect(search(3, -1)).toMatchObject({ point: { x: 3 }, iterations: 1, converged: false })
    expect(search(0.1, 1, { maxIterations: 2 })).toMatchObject({ iterations: 2, converged: false })
  })

  test('can be stopped after any step', () => {
    const stop = () => {
      throw new Error('stopped')
    }
    expect(() => search(0.1, 1, { onStep: stop })).toThrow('stopped')
  })
})
