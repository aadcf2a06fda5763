import { alphaWithInterval } from '../agreement/alpha-interval'
import type { Metric } from '../agreement/krippendorff'
import { normalCdf, normalDensity } from '../probability/normal'
import { Rng } from '../probability/rng'

/** A simulated study: each unit has a normal latent value, each rating adds normal noise and is cut into the levels 1 to 4. */
export interface AlphaScenario {
  units: number
  raters: number
  metric: Metric
  /** Standard deviation of the noise; that of the units is 1. */
  noise: number
}

/** Good agreement as in studies of interviews; the last two have weaker agreement. */
export const ALPHA_SCENARIOS: readonly AlphaScenario[] = [
  { units: 12, raters: 2, metric: 'ordinal', noise: 0.5 },
  { units: 20, raters: 2, metric: 'ordinal', noise: 0.5 },
  { units: 20, raters: 3, metric: 'ordinal', noise: 0.5 },
  { units: 40, raters: 2, metric: 'ordinal', noise: 0.5 },
  { units: 40, raters: 3, metric: 'interval', noise: 0.7 },
  { units: 20, raters: 3, metric: 'ordinal', noise: 0.7 },
]

const CUTS = [-0.84, 0, 0.84]
const SAMPLES = 1_000
const STEPS = 2_000

/** Probability of each level given the latent value of the unit. */
const levelProbabilities = (latent: number, cuts: readonly number[], noise: number): number[] => {
  const below = [0, ...cuts.map((cut) => normalCdf((cut - latent) / noise)), 1]
  return below.slice(1).map((upTo, level) => upTo - below[level])
}

const cutsOf = ({ noise }: AlphaScenario) => CUTS.map((cut) => cut * Math.hypot(1, noise))

/** Alpha in the population of a scenario: its definition with probabilities in place of shares, integrated over the latent value. */
export function populationAlpha(scenario: AlphaScenario): number {
  const cuts = cutsOf(scenario)
  const size = cuts.length + 1
  const margin = Array.from({ length: size }, () => 0)
  const joint = margin.map(() => margin.map(() => 0))
  for (let step = 0; step < STEPS; step++) {
    const latent = -8 + (16 * (step + 0.5)) / STEPS
    const weight = (normalDensity(latent) * 16) / STEPS
    const given = levelProbabilities(latent, cuts, scenario.noise)
    given.forEach((p, a) => {
      margin[a] += weight * p
      given.forEach((r, b) => (joint[a][b] += weight * p * r))
    })
  }
  let below = 0
  const midRanks = margin.map((p) => (below += p) - p / 2)
  const distance = (a: number, b: number) => {
    if (scenario.metric === 'nominal') return a === b ? 0 : 1
    return scenario.metric === 'ordinal' ? (midRanks[a] - midRanks[b]) ** 2 : (a - b) ** 2
  }
  const mean = (weight: (a: number, b: number) => number) =>
    margin.reduce((sum, _, a) => margin.reduce((s, __, b) => s + weight(a, b) * distance(a, b), sum), 0)
  return 1 - mean((a, b) => joint[a][b]) / mean((a, b) => margin[a] * margin[b])
}

/** Whether the 95 % interval of alpha holds the population's alpha in the simulated study of this seed; null without an interval. */
export function alphaCovered(scenario: AlphaScenario, truth: number, seed: number): boolean | null {
  const rng = new Rng(seed, 12)
  const { units, raters, metric, noise } = scenario
  const cuts = cutsOf(scenario)
  const values = new Float64Array(units * raters)
  for (let unit = 0; unit < units; unit++) {
    const latent = rng.normal()
    for (let rater = 0; rater < raters; rater++) {
      const rating = latent + noise * rng.normal()
      values[unit * raters + rater] = 1 + cuts.filter((cut) => cut < rating).length
    }
  }
  const { lower, upper } = alphaWithInterval({ units, raters, values }, metric, {
    confidence: 0.95,
    samples: SAMPLES,
    draw: () => rng.uniform(),
  })
  return lower === null || upper === null ? null : lower <= truth && truth <= upper
}
