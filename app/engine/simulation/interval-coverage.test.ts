import { describe, expect, test } from 'vitest'
import { solveMixed } from '../mixed/fit-job'
import { coverageTrial, WITHOUT_HALO } from './interval-coverage'

const SEEDS = 20

const means = (formula: string | null) => {
  const all = Array.from({ length: SEEDS }, (_, s) => {
    const { job, evaluate } = coverageTrial(s + 1, formula)
    return evaluate(solveMixed(job))
  })
  return { z2: all.reduce((t, x) => t + x.z2, 0) / SEEDS, cover: all.reduce((t, x) => t + x.cover, 0) / SEEDS }
}

describe('interval coverage over 20 simulated datasets', () => {
  test('intervals of the hiring model cover at their nominal rate', { timeout: 300_000 }, () => {
    const { z2, cover } = means(null)
    expect(z2).toBeGreaterThan(0.85)
    expect(z2).toBeLessThan(1.17)
    expect(cover).toBeGreaterThan(0.87)
    expect(cover).toBeLessThan(0.93)
  })
  test('intervals of a model without halo cover too rarely, so this test can fail', { timeout: 300_000 }, () => {
    const { z2, cover } = means(WITHOUT_HALO)
    expect(z2).toBeGreaterThan(1.17)
    expect(cover).toBeLessThan(0.87)
  })
})
