import type { FittedTerms, PreparedRatings } from './types'
import type { Warning } from './document'
import { meaningOf, type TermMeaning } from './roles'

/** Share of the residual's variance below which a variance is taken to be 0 (the fits stop at 1e-9 of it). */
const ZERO = 1e-8

/** Whether a term's variance is estimated at 0, the edge of what a variance can be. */
export const isAtBoundary = (answer: Pick<FittedTerms, 'variances'>, term: number): boolean =>
  answer.variances[term] <= ZERO * answer.variances[answer.variances.length - 1]

const FOLLOWS: Record<TermMeaning, string> = {
  candidate:
    'these ratings do not tell candidates apart. Scores differ at most by criterion, and their intervals tell how surely the mean is known, not how candidates differ',
  interviewer:
    'these ratings show no differences in severity. Severities are given as 0 without an sd, and scores are not corrected for severity',
  interview:
    'these ratings show no halo. Scores and intervals take the ratings of one interview as if they were independent',
  'candidate:criterion':
    'these ratings show no strengths and weaknesses by criterion. A candidate differs from others by the same amount on all criteria',
  'interviewer:criterion': 'these ratings show no severity by criterion. Severities are the same on all criteria',
}

/** One sentence for each variance estimated at 0: which term, and what follows for scores and severities. */
export function boundaryWarnings(
  { design, request }: PreparedRatings,
  answer: Pick<FittedTerms, 'variances'>,
): Warning[] {
  return design.problem.random.flatMap(({ name, slope }, t) => {
    if (!isAtBoundary(answer, t)) return []
    const meaning = slope === null ? meaningOf(design.levels[t].factors, request.roles) : null
    const follows =
      meaning === null
        ? `these ratings show no differences between its levels beyond the residual. Its effects are given as 0 without an sd`
        : FOLLOWS[meaning]
    return [
      {
        code: 'BOUNDARY',
        message: `The variance of (${slope === null ? '1 | ' : ''}${name}) is estimated as 0, the least it can be: ${follows}. This does not prove that there are no differences.`,
      },
    ]
  })
}

/** A standard error of this many times all variances together says that nothing holds the variance where it is. */
const FLAT = 100

/** Whether the likelihood does not change along a direction that moves this variance (a term's, or at the end the residual's). */
export function isFlat(
  { variances, standardErrors }: Pick<FittedTerms, 'variances' | 'standardErrors'>,
  random: readonly { slope: Float64Array | null }[],
  g: number,
): boolean {
  // A slope's variance is in other units than the rest.
  const own = random[g]?.slope ?? null
  const scale = variances.reduce((sum, v, t) => ((random[t]?.slope ?? null) === null ? sum + v : sum), 0)
  return own === null && standardErrors[g] > FLAT * scale
}

/** One sentence on terms whose variances the data do not settle, although none of them can be told to be another by definition. */
export function flatWarnings(
  { design }: PreparedRatings,
  answer: Pick<FittedTerms, 'variances' | 'standardErrors'>,
): Warning[] {
  const { random } = design.problem
  const flat = random.flatMap(({ name }, t) => (isFlat(answer, random, t) ? [`(1 | ${name})`] : []))
  if (flat.length === 0) return []
  return [
    {
      code: 'NOT_IDENTIFIED',
      message: `The ratings do not settle the variances of ${flat.join(', ')}: others together fit as well. What rests on them, effects, scores and intervals, is one of several answers; leave one of these terms out.`,
    },
  ]
}
