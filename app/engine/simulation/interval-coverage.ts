import { Z90 } from '../interval'
import { normalCdf } from '../probability/normal'
import type { MixedAnswer, MixedJob } from '../mixed/fit-job'
import { parseFormula } from '../model/parse-formula'
import { Rng } from '../probability/rng'
import { factorOf, type Table } from '../model/table'
import { fittedByExactPath, prepareRatings, jobWithCandidateQueries } from '../ratings/prepare-ratings'
import { finishRatings } from '../ratings/finish-ratings'

const CANDIDATES = 150
const INTERVIEWERS = 25
const PANEL = 5
const EASE = [0.15, 0.05, -0.05, -0.15]
const CUTS = [1.7, 2.55, 3.5]
const SD = {
  candidate: 0.5,
  candidateByCriterion: 0.25,
  interviewer: 0.3,
  interviewerByCriterion: 0.12,
  halo: 0.35,
  noise: 0.5,
}

/** One simulated dataset with levels 1 to 4, and each candidate's expected rating by an average interviewer. */
function simulatedDataset(seed: number): { table: Table; truth: number[] } {
  const rng = new Rng(seed, 77)
  const leniency = Array.from({ length: INTERVIEWERS }, () => SD.interviewer * rng.normal())
  const ownLeniency = Array.from({ length: INTERVIEWERS }, () =>
    EASE.map(() => SD.interviewerByCriterion * rng.normal()),
  )
  const spread = Math.sqrt(SD.interviewer ** 2 + SD.interviewerByCriterion ** 2 + SD.halo ** 2 + SD.noise ** 2)
  const rows: { c: string; j: string; k: string; y: number }[] = []
  const truth: number[] = []
  for (let c = 0; c < CANDIDATES; c++) {
    const ability = SD.candidate * rng.normal()
    const level = EASE.map((d) => 2.75 + d + ability + SD.candidateByCriterion * rng.normal())
    truth.push(
      1 + level.reduce((s, x) => s + CUTS.reduce((t, cut) => t + normalCdf((x - cut) / spread), 0), 0) / EASE.length,
    )
    const panel = Array.from({ length: INTERVIEWERS }, (_, j) => ({ j, at: rng.uniform() }))
      .sort((x, y) => x.at - y.at)
      .slice(0, PANEL)
    for (const { j } of panel) {
      const halo = SD.halo * rng.normal()
      level.forEach((x, k) => {
        const latent = x + leniency[j] + ownLeniency[j][k] + halo + SD.noise * rng.normal()
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

/** The model that leaves out what the ratings of one interview share, for a check that the test can fail. */
export const WITHOUT_HALO =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

export interface Coverage {
  /** Mean squared standardised error of the scores: 1 for honest standard deviations. */
  z2: number
  /** Share of the 90 % intervals that hold the truth. */
  cover: number
}

/**
 * A simulated dataset whose truth is known, ready to be fitted with the default formula (null) or another: `job` is the work, here
 * or in a thread, and `evaluate` compares its answer with the truth.
 */
export function coverageTrial(
  seed: number,
  formula: string | null,
): { job: MixedJob; evaluate: (answer: MixedAnswer) => Coverage } {
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
    job: { ...jobWithCandidateQueries(prepared.value), rowShares: false },
    evaluate(answer) {
      const { candidates } = finishRatings(prepared.value, fittedByExactPath(answer))
      if (candidates === null) throw new Error('The simulated data set has no candidates.')
      const standardised = candidates.map((c) => (c.score - truth[Number(c.candidate)]) / c.sd)
      return {
        z2: standardised.reduce((s, x) => s + x * x, 0) / standardised.length,
        cover: standardised.filter((x) => Math.abs(x) <= Z90).length / standardised.length,
      }
    },
  }
}
