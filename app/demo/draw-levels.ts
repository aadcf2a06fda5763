import type { LevelNumber } from '~/domain/scorecard/levels'
import { draws, type Draws } from './seeded-random'

/**
 * The model behind the example's ratings, in levels: what a rating leans to is
 *   mean + criterion + ability + profile - severity - the interviewer's own view of the criterion + halo + noise,
 * and the level is one more than the number of cuts below it. Standard deviations: profile .25, view .12, halo .35,
 * noise .5; ability is given by the stage an application has reached and severity by the cast.
 */
const MEAN = 2.75
const SD = { criterion: 0.12, profile: 0.25, view: 0.12, halo: 0.35, noise: 0.5 }
const CUTS = [1.7, 2.55, 3.5]

/** Levels by criterion; null where it was not assessed. */
export type Levels = Record<string, LevelNumber | null>

const NOT_ASSESSED = 0.04

const fixed = (seed: number, name: string, sd: number): number => sd * draws(seed, name).normal()

type Asked = {
  seed: number
  kit: string
  interview: string
  candidate: string
  ability: number
  interviewer: { name: string; severity: number }
  criteria: readonly string[]
}

/** What one interviewer rates in one interview. At least one criterion is always assessed. */
export function drawLevels(asked: Asked): Levels {
  const { seed, kit, interview, candidate, ability, interviewer, criteria } = asked
  const own = draws(seed, `card ${candidate} ${interviewer.name} ${kit} ${interview}`)
  const halo = SD.halo * own.normal()
  const levels: Levels = {}
  for (const [at, criterion] of criteria.entries()) {
    const latent =
      MEAN +
      fixed(seed, `criterion ${kit} ${criterion}`, SD.criterion) +
      ability +
      fixed(seed, `profile ${candidate} ${criterion}`, SD.profile) -
      interviewer.severity -
      fixed(seed, `view ${interviewer.name} ${kit} ${criterion}`, SD.view) +
      halo +
      SD.noise * own.normal()
    levels[criterion] = at > 0 && own.unit() < NOT_ASSESSED ? null : levelOf(latent)
  }
  return levels
}

const levelOf = (latent: number): LevelNumber => (1 + CUTS.filter((cut) => cut < latent).length) as LevelNumber

/** How well candidates of a stage do: those who were hired did well, the rest are as people are. */
export const abilityOf = (random: Draws, { mean, sd }: { mean: number; sd: number }): number =>
  mean + sd * random.normal()
