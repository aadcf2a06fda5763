import { Rng } from '../probability/rng'

/** A hiring season to be made up: how many, and how much each thing varies (standard deviations in levels). */
export interface Scenario {
  candidates: number
  interviewers: number
  /** Interviews of each candidate, by different interviewers. */
  interviews: number
  criteria: number
  /** Share of ratings missing at random. */
  missing: number
  seed: number
  /** Whether to round to the levels 1 to 4 or keep the exact value. */
  rounded: boolean
  sd: {
    candidate: number
    candidateByCriterion: number
    interviewer: number
    interviewerByCriterion: number
    interview: number
    noise: number
  }
}

export const TYPICAL_SD: Scenario['sd'] = {
  candidate: 0.5,
  candidateByCriterion: 0.25,
  interviewer: 0.3,
  interviewerByCriterion: 0.12,
  interview: 0.35,
  noise: 0.5,
}

/** Where a latent value becomes the next level. */
const CUTS = [1.7, 2.55, 3.5]
const MEAN = 2.75

export type EmitRating = (candidate: number, interviewer: number, criterion: number, score: number) => void

/**
 * Draws every rating of the candidates `from` on. The same season gives the same ratings; each candidate has a stream of its
 * own, so a season may be drawn in slices.
 */
export function simulateRatings(season: Scenario, emit: EmitRating, from = 0): void {
  const { criteria, interviewers, interviews, sd } = season
  const people = new Rng(season.seed, 1)
  const leniency = Float64Array.from({ length: interviewers }, () => sd.interviewer * people.normal())
  const own = Float64Array.from({ length: interviewers * criteria }, () => sd.interviewerByCriterion * people.normal())
  const ease = Float64Array.from({ length: criteria }, (_, k) => 0.15 - (0.3 * k) / Math.max(1, criteria - 1))
  const profile = new Float64Array(criteria)
  const panel = new Int32Array(Math.min(interviews, interviewers))
  const rng = new Rng(season.seed, 2)
  for (let c = from; c < from + season.candidates; c++) {
    rng.reset(season.seed, 3 + c)
    const theta = MEAN + sd.candidate * rng.normal()
    for (let k = 0; k < criteria; k++) profile[k] = sd.candidateByCriterion * rng.normal()
    for (let j = 0; j < panel.length; j++) {
      let who = rng.below(interviewers)
      while (panel.subarray(0, j).includes(who)) who = rng.below(interviewers)
      panel[j] = who
    }
    panel.sort()
    for (const who of panel) {
      const halo = sd.interview * rng.normal()
      for (let k = 0; k < criteria; k++) {
        const noise = sd.noise * rng.normal()
        if (season.missing > 0 && rng.uniform() < season.missing) continue
        const value = theta + ease[k] + profile[k] + leniency[who] + own[who * criteria + k] + halo + noise
        emit(c, who, k, season.rounded ? 1 + CUTS.filter((cut) => value > cut).length : value)
      }
    }
  }
}
