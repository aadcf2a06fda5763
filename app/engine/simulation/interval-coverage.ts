import { normalCdf, Z90 } from '../probability/normal'
import type { MixedAnswer, MixedJob } from '../mixed/fit-job'
import { parseFormula } from '../model/formula'
import { Rng } from '../probability/rng'
import { factorOf, type Table } from '../model/table'
import { exactly, prepareRatings, withQuestions } from '../ratings/prepare-ratings'
import { finishRatings } from '../ratings/finish-ratings'

const CANDIDATES = 150
const INTERVIEWERS = 25
const PANEL = 5
const EASE = [0.15, 0.05, -0.05, -0.15]
const CUTS = [1.7, 2.55, 3.5]
const SD = { theta: 0.5, phi: 0.25, b: 0.3, psi: 0.12, eta: 0.35, eps: 0.5 }

/** One season with levels 1 to 4, and each candidate's expected rating by an average interviewer. */
function simulatedDataset(seed: number): { table: Table; truth: number[] } {
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

/** The model that leaves out what the ratings of one interview share, for a gate that must be able to fail. */
export const WITHOUT_HALO =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

export interface Coverage {
  /** Mean squared standardised error of the scores: 1 for honest standard deviations. */
  z2: number
  /** Share of the 90 % intervals that hold the truth. */
  cover: number
}

/**
 * A made-up season whose truth is known, ready to be fitted with the default formula (null) or another: `job` is the work, here
 * or in a thread, and `judge` holds its answer against the truth.
 */
export function coverageTrial(
  seed: number,
  formula: string | null,
): { job: MixedJob; judge: (answer: MixedAnswer) => Coverage } {
  const { table, truth } = simulatedDataset(seed)
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
  return {
    job: { ...withQuestions(prepared.value), rowShares: false },
    judge(answer) {
      const { candidates } = finishRatings(prepared.value, exactly(answer))
      if (candidates === null) throw new Error('The simulated data set has no candidates.')
      const standardised = candidates.map((c) => (c.score - truth[Number(c.candidate)]) / c.sd)
      return {
        z2: standardised.reduce((s, x) => s + x * x, 0) / standardised.length,
        cover: standardised.filter((x) => Math.abs(x) <= Z90).length / standardised.length,
      }
    },
  }
}
