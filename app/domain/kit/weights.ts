import type { Kit, MaturityLevel, NeedProfile } from './schema'

export type CriterionWeight = { criterion: string; weight: number; base: number; change: -1 | 0 | 1; reason: string }

/**
 * Weight of every criterion for a job: the need profile's weight, plus 1 where the maturity level
 * puts more emphasis on it, minus 1 (never below 1) where less. The reason says both steps.
 * Weights are relative: a score is their weighted mean.
 */
export function criterionWeights(
  kit: Pick<Kit, 'criteria' | 'need_profiles' | 'maturity'>,
  job: { needProfile: NeedProfile; maturity: MaturityLevel },
): CriterionWeight[] {
  const emphasis = kit.maturity[job.maturity]
  return kit.criteria.map((criterion) => {
    const base = criterion.weight[job.needProfile]
    const adjustment = emphasis.more.includes(criterion.id) ? 1 : emphasis.less.includes(criterion.id) ? -1 : 0
    const weight = Math.max(1, base + adjustment)
    const change = (weight - base) as -1 | 0 | 1
    const profile = `Weight ${base} for a ${job.needProfile} need: ${kit.need_profiles[job.needProfile]}`
    const reason =
      change === 0
        ? profile
        : `${profile} One ${change > 0 ? 'more' : 'less'} at maturity ${job.maturity}: ${emphasis.reason}`
    return { criterion: criterion.id, weight, base, change, reason }
  })
}
