import type { HiringPromptDifficulty } from '~/engine'
import { interval90 } from '~/engine/interval'

/** Share of false ones among the flagged that is put up with (Benjamini-Hochberg), as on the calibration page. */
const FALSE_DISCOVERY_RATE = 0.05

/** One prompt in one period, or in all. In levels; positive: rated higher than expected, so easier. */
export type DifficultyLine = {
  ratings: number
  scorecards: number
  /** Mean conditional residual. */
  residual: number
  residualSe: number
  /** Difference from what the model expects, not shrunk, with its 90 % interval. */
  effect: number
  lower: number
  upper: number
  /** After correction for all tests of the table. */
  significant: boolean
}

export type DifficultyView = {
  /** When the run was finished. */
  at: string
  prompts: {
    id: string
    name: string
    all: DifficultyLine
    /** Quarters with enough ratings, in order: "4th quarter of 2026". */
    periods: (DifficultyLine & { period: string })[]
  }[]
  /** How many tests each of the two corrections covers, over all kits of the organisation. */
  tests: { all: number; periods: number }
  /** What a prompt needs to be listed, and a quarter of it. */
  needs: { scorecards: number; inPeriod: number; interviewers: number }
}

type KitNames = { id: string; prompts: readonly { id: string; name: string }[] }

/** What a run says of the prompts of one kit, in the kit's order; those without enough ratings are left out. */
export function difficultyView(
  kit: KitNames,
  found: readonly HiringPromptDifficulty[],
): Pick<DifficultyView, 'prompts' | 'tests'> {
  const whole = found.filter(({ period }) => period === null)
  return {
    prompts: kit.prompts.flatMap(({ id, name }) => {
      const mine = found.filter(({ prompt }) => prompt === `${kit.id}/${id}`)
      const all = mine.find(({ period }) => period === null)
      if (!all) return []
      const periods = mine.flatMap(({ period, ...line }) =>
        period === null ? [] : [{ period: quarterName(period), ...lineOf(line) }],
      )
      return [{ id, name, all: lineOf(all), periods }]
    }),
    tests: { all: whole.length, periods: found.length - whole.length },
  }
}

function lineOf(one: Omit<HiringPromptDifficulty, 'prompt' | 'period'>): DifficultyLine {
  const { ratings, scorecards, residual, residualSe, effect, effectSe, q } = one
  return {
    ratings,
    scorecards,
    residual,
    residualSe,
    effect,
    ...interval90(effect, effectSe),
    significant: q <= FALSE_DISCOVERY_RATE,
  }
}

const ORDINALS = ['1st', '2nd', '3rd', '4th']

/** "2026-Q4" is "4th quarter of 2026". */
function quarterName(period: string): string {
  const [year = '', number = ''] = period.split('-Q')
  return `${ORDINALS[Number(number) - 1] ?? number} quarter of ${year}`
}
