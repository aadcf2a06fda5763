/** What a term of the hiring model stands for, whatever its columns are called. */
export type HiringTermRole = 'candidate' | 'interview' | 'candidate:criterion' | 'interviewer' | 'interviewer:criterion'

/** Degrees of freedom of every variance's prior. */
export const PRIOR_NU = 2

/** Shares of the total variance that a rating is expected to have, before any data. */
const SHARES: Readonly<Record<HiringTermRole | 'residual', number>> = {
  candidate: 0.3,
  interview: 0.15,
  'candidate:criterion': 0.1,
  interviewer: 0.1,
  'interviewer:criterion': 0.03,
  residual: 0.32,
}

/** Where the share of a term goes that is not in the model. */
const FALLBACK: Readonly<Record<HiringTermRole, HiringTermRole | 'residual'>> = {
  'candidate:criterion': 'candidate',
  'interviewer:criterion': 'interviewer',
  interview: 'residual',
  candidate: 'residual',
  interviewer: 'residual',
}

/**
 * Prior scale of each variance: share times R^2/12, R the width of the scale; the share of a term left out goes to the
 * term that then carries its variation.
 */
export function priorScales(
  present: readonly HiringTermRole[],
  width: number,
): Record<HiringTermRole | 'residual', number> {
  const out = { ...SHARES }
  for (const role of Object.keys(FALLBACK) as HiringTermRole[]) {
    if (present.includes(role)) continue
    out[FALLBACK[role]] += out[role]
    out[role] = 0
  }
  for (const role of Object.keys(out) as (keyof typeof out)[]) out[role] *= width ** 2 / 12
  return out
}

/** Prior of the criteria's means: one common part and one per criterion; and of every other fixed column. */
export function priorMeans(scale: readonly [number, number]) {
  const width = scale[1] - scale[0]
  return {
    mean: scale[0] + (1.6 * width) / 3,
    commonVariance: (width / 6) ** 2,
    criterionVariance: (width / 12) ** 2,
    otherVariance: (width / 6) ** 2,
  }
}
