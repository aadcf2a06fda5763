import { describe, expect, test } from 'vitest'
import { normalCdf, Z90 } from '~/stats/normal'
import { solveMixed } from '~/stats/mixed/job'
import { Rng } from '~/stats/rng'
import { factorOf, type Table } from '~/stats/table'
import { exactly, finishRatings, prepareRatings, withQuestions } from './ratings/calibrate-ratings'
import { parseFormula } from '~/stats/formula'

const CANDIDATES = 150
const INTERVIEWERS = 25
const PANEL = 5
const EASE = [0.15, 0.05, -0.05, -0.15]
const CUTS = [1.7, 2.55, 3.5]
const SD = { theta: 0.5, phi: 0.25, b: 0.3, psi: 0.12, eta: 0.35, eps: 0.5 }
const SEEDS = 20

/** One season with levels 1 to 4, and each candidate's expected rating by an average interviewer. */
function season(seed: number): { table: Table; truth: number[] } {
  const rng = new Rng(seed, 77)
  const b = Array.from({ length: INTERVIEWERS }, () => SD.b * rng.normal())
  const psi = Array.from({ length: INTERVIEWERS }, () => EASE.map(() => SD.psi * rng.normal()))
  const spread = Math.sqrt(SD.b ** 2 + SD.psi ** 2 + SD.eta ** 2 + SD.eps ** 2)
  const rows: { c: string; j: string; k: string; y: number }[] = []
  const truth: number[] = []
  for (let c = 0; c < CANDIDATES; c++) {
    const theta = SD.theta * rng.normal()
    const level = EASE.map((d) => 2.75 + d + theta + SD.phi * rng.normal())
    truth.push(
      1 + level.reduce((s, x) => s + CUTS.reduce((t, cut) => t + normalCdf((x - cut) / spread), 0), 0) / EASE.length,
    )
    const panel = Array.from({ length: INTERVIEWERS }, (_, j) => ({ j, at: rng.uniform() }))
      .sort((x, y) => x.at - y.at)
      .slice(0, PANEL)
    for (const { j } of panel) {
      const eta = SD.eta * rng.normal()
      level.forEach((x, k) => {
        const latent = x + b[j] + psi[j][k] + eta + SD.eps * rng.normal()
        rows.push({ c: String(c), j: String(j), k: `K${k}`, y: 1 + CUTS.filter((cut) => cut < latent).length })
      })
    }
  }
  const factors = new Map([
    ['candidate', factorOf(rows.map((r) => r.c))],
    ['interviewer', factorOf(rows.map((r) => r.j))],
    ['criterion', factorOf(rows.map((r) => r.k))],
  ])
  return {
    table: { rows: rows.length, factors, numbers: new Map([['score', Float64Array.from(rows, (r) => r.y)]]) },
    truth,
  }
}

/** Mean squared standardised error of the scores, and how many of the 90 % intervals hold the truth. */
function judged(seed: number, formula: string | null): { z2: number; cover: number } {
  const { table, truth } = season(seed)
  const parsed = formula === null ? null : parseFormula(formula)
  if (parsed && !parsed.ok) throw new Error(parsed.error.message)
  const prepared = prepareRatings(table, {
    score: 'score',
    roles: { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' },
    formula: parsed?.value ?? null,
    estimator: 'reml',
    prior: 'none',
    scale: [1, 4],
    weights: null,
    bar: null,
    costs: { fp: 1, fn: 1 },
    seed,
    allEffects: false,
  })
  if (!prepared.ok) throw new Error(prepared.error.message)
  const { candidates } = finishRatings(
    prepared.value,
    exactly(solveMixed({ ...withQuestions(prepared.value), rowShares: false })),
  )
  const z = candidates!.map((c) => (c.score - truth[Number(c.candidate)]) / c.sd)
  return {
    z2: z.reduce((s, x) => s + x * x, 0) / z.length,
    cover: z.filter((x) => Math.abs(x) <= Z90).length / z.length,
  }
}

const means = (formula: string | null) => {
  const all = Array.from({ length: SEEDS }, (_, s) => judged(s + 1, formula))
  return { z2: all.reduce((t, x) => t + x.z2, 0) / SEEDS, cover: all.reduce((t, x) => t + x.cover, 0) / SEEDS }
}

const WITHOUT_HALO =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

describe('stated uncertainty against made-up truth, 20 seasons', () => {
  test('the hiring model is honest', { timeout: 300_000 }, () => {
    const { z2, cover } = means(null)
    expect(z2).toBeGreaterThan(0.85)
    expect(z2).toBeLessThan(1.17)
    expect(cover).toBeGreaterThan(0.87)
    expect(cover).toBeLessThan(0.93)
  })
  test('the model without halo claims too much, so this test can fail', { timeout: 300_000 }, () => {
    const { z2, cover } = means(WITHOUT_HALO)
    expect(z2).toBeGreaterThan(1.17)
    expect(cover).toBeLessThan(0.87)
  })
})
