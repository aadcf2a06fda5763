import type { MixedProblem } from '../model/design'
import { planElimination } from '../mixed/block-elimination'

/**
 * A cumulative link mixed model: P(category <= k) = F(threshold_k - eta), eta = X beta + sum of random effects.
 * The thresholds take the place of the intercept, which must be the first column of the fixed design; the other columns of
 * its orthogonal table then have mean 0.
 * @see McCullagh (1980), J. R. Statist. Soc. B 42:109-142
 */
export interface OrdinalProblem {
  mixed: MixedProblem
  /** Category of each row, from 0. */
  category: Int32Array
  /** The value each category stands for, rising. Every one is used by some row. */
  values: Float64Array
}

/** Thrown when an ordinal model cannot be estimated from the data; the message says why. */
export class OrdinalNotEstimable extends Error {
  readonly code: 'NO_VARIATION' | 'TOO_MANY_CATEGORIES' | 'NO_INTERCEPT' | 'TOO_LARGE' | 'SEPARATED'
  constructor(code: OrdinalNotEstimable['code'], message: string) {
    super(message)
    this.name = 'OrdinalNotEstimable'
    this.code = code
  }
}

/** More different values than this are measurements rather than levels. */
export const MOST_CATEGORIES = 20
/** Effects that cross the largest term, beyond which one factorisation takes longer than anybody waits. */
const MOST_OUTER = 2000

/**
 * Reads the distinct values of y, in order, as the categories.
 * @throws OrdinalNotEstimable when there are fewer than two values or more than `MOST_CATEGORIES`, when the fixed part has no
 * intercept for the thresholds to replace, or when too many effects cross each other.
 */
export function ordinalProblem(mixed: MixedProblem): OrdinalProblem {
  const values = Float64Array.from(new Set(mixed.y)).sort()
  if (values.length < 2)
    throw new OrdinalNotEstimable(
      'NO_VARIATION',
      'all values are equal, so there is no threshold between two levels and nothing to estimate',
    )
  if (values.length > MOST_CATEGORIES)
    throw new OrdinalNotEstimable(
      'TOO_MANY_CATEGORIES',
      `there are ${values.length} different values; an ordinal model takes at most ${MOST_CATEGORIES} levels, so use the gaussian family`,
    )
  if (mixed.fixed.names[0] !== '(Intercept)')
    throw new OrdinalNotEstimable('NO_INTERCEPT', 'the fixed part has no intercept for the thresholds to replace')
  const { crossedRandom } = planElimination(mixed)
  if (crossedRandom > MOST_OUTER)
    throw new OrdinalNotEstimable(
      'TOO_LARGE',
      `${crossedRandom} effects cross each other; the ordinal family takes at most ${MOST_OUTER}, so use the gaussian family`,
    )
  const place = new Map(Array.from(values, (v, k) => [v, k]))
  return { mixed, category: Int32Array.from(mixed.y, (v) => place.get(v)!), values }
}
