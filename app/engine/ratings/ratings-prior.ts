import type { Design } from '../model/design'
import type { Prior } from '../mixed/prior'
import { PRIOR_NU, priorMeans, priorScales } from '../hiring/hiring-prior'
import { meaningOf, type RoleColumns } from './roles'

export type RatingsPriorResult =
  { ok: true; value: Prior } | { ok: false; error: { code: 'PRIOR_UNKNOWN_TERM'; message: string } }

/**
 * The hiring prior for a model given by columns: the same shares as in the product, and normal priors on the criteria's means
 * expressed in the coefficients of treatment coding (the intercept is the first criterion's mean, the others are differences).
 */
export function ratingsPrior(design: Design, roles: RoleColumns, scale: readonly [number, number]): RatingsPriorResult {
  const meanings = design.levels.map((l, t) =>
    design.problem.random[t].slope === null ? meaningOf(l.factors, roles) : null,
  )
  const unknown = meanings.indexOf(null)
  if (unknown >= 0) {
    const name = design.problem.random[unknown].name
    const message = `the hiring prior says nothing about the term (${name}); leave that term out or use --prior none`
    return { ok: false, error: { code: 'PRIOR_UNKNOWN_TERM', message } }
  }
  const known = meanings.flatMap((m) => (m === null ? [] : [m]))
  const scales = priorScales(known, scale[1] - scale[0])
  const means = priorMeans(scale)
  const d = means.criterionVariance
  const { p } = design.problem.fixed
  const mean = new Float64Array(p)
  const covariance = new Float64Array(p * p)
  const intercept = design.columns.findIndex((c) => c.parts.length === 0)
  const isCriterion = design.columns.map(
    (c) => c.parts.length === 1 && c.parts[0].level !== null && c.parts[0].variable === roles.criterion,
  )
  for (let i = 0; i < p; i++) {
    if (i === intercept) {
      mean[i] = means.mean
      covariance[i * p + i] = means.commonVariance + d
    } else if (!isCriterion[i]) covariance[i * p + i] = means.otherVariance
    else {
      if (intercept < 0) mean[i] = means.mean
      else covariance[i * p + intercept] = covariance[intercept * p + i] = -d
      for (let j = 0; j < p; j++) {
        if (!isCriterion[j]) continue
        covariance[i * p + j] = (intercept < 0 ? means.commonVariance : d) + (i === j ? d : 0)
      }
    }
  }
  return {
    ok: true,
    value: {
      nu: PRIOR_NU,
      scale: Float64Array.from([...known.map((m) => scales[m]), scales.residual]),
      mean,
      covariance,
    },
  }
}
