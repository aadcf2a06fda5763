import type { Alpha } from './alpha-interval'
import type { AgreementDocument } from './document'
import type { Icc, IccGap } from './icc'
import { metricApplies, type Metric } from './krippendorff'
import type { NamedTable } from './table'

export type Warn = (code: string, message: string) => void

interface Measured {
  table: NamedTable
  metric: Metric
  ordered: boolean
  /** Number of units that all raters rated. */
  complete: number
  iccs: readonly Icc[]
  alpha: Alpha
  /** Number of resamples behind the interval of alpha. */
  samples: number
  kappa: AgreementDocument['kappa']
  /** Most pairs of raters whose kappa is computed, where there are more; else null. */
  mostPairs: number | null
}

/** One plain sentence for each measure, or bound of one, that is null, and for what a reader must know of the others. */
export function agreementWarnings(measured: Measured, warn: Warn): void {
  if (!measured.ordered)
    warn(
      'NO_ORDER',
      'The categories have no order that is known, so intraclass correlations, weighted kappa and every alpha but the nominal one are null.',
    )
  else aboutIcc(measured, warn)
  if (measured.ordered || measured.metric === 'nominal') aboutAlpha(measured, warn)
  aboutKappa(measured, warn)
  if (measured.metric === 'nominal' && measured.ordered)
    warn(
      'NOMINAL_ORDER',
      'Intraclass correlations and weighted kappa take the categories as numbers; read them only if they are.',
    )
}

function aboutIcc({ table, complete, iccs }: Measured, warn: Warn): void {
  const { raters, units } = table
  if (raters < 2) return warn('ONE_RATER', 'Agreement needs at least two raters; there is one, so everything is null.')
  if (complete < 2)
    return warn(
      'ICC_INCOMPLETE',
      `Intraclass correlations need two units that all raters rated; there are ${complete}.`,
    )
  if (iccs.every(({ p, estimate }) => p === null && estimate === null))
    return warn('ICC_FLAT', 'All ratings of complete units are equal, so intraclass correlations are not defined.')
  if (complete < units)
    warn('ICC_PARTIAL', `Intraclass correlations use the ${complete} of ${units} units that all raters rated.`)
  const unknown = iccs.filter(({ estimate }) => estimate === null).map(({ type }) => type)
  if (unknown.length > 0)
    warn(
      'ICC_VARIANCE',
      `${list(unknown)} ${unknown.length === 1 ? 'is' : 'are'} null: the estimated total variance is not positive, because units or raters differ less than the error within them says.`,
    )
  const reasons: Record<IccGap, string> = {
    NO_F: 'F is infinite or 0 (perfect agreement, or no difference between units), so they do not exist',
    POLE: `the bound of ICC2 lies at or below -1/(k-1) = ${Number((-1 / (raters - 1)).toFixed(4))}, where that of the mean of k = ${raters} raters has no finite value; more units would give one`,
    DEGREES_OF_FREEDOM: 'the approximate degrees of freedom of this interval are too few',
  }
  for (const [gap, reason] of Object.entries(reasons)) {
    const bounds = iccs.filter((row) => row.gap === gap).map(nameOfBound)
    if (bounds.length > 0) warn('ICC_INTERVAL', `Null: ${list(bounds)}; ${reason}.`)
  }
}

function nameOfBound({ type, lower, upper }: Icc): string {
  if (lower === null && upper === null) return `both bounds of ${type}`
  return `the ${lower === null ? 'lower' : 'upper'} bound of ${type}`
}

function aboutAlpha({ table, metric, alpha, samples }: Measured, warn: Warn): void {
  if (!metricApplies(table, metric))
    return warn('RATIO_SIGN', 'The ratio metric needs values of 0 or more, so Krippendorff’s alpha is null.')
  if (alpha.value === null)
    return warn(
      'ALPHA_UNDEFINED',
      'Krippendorff’s alpha is not defined: no unit was rated twice, or all values are equal.',
    )
  const share = `${Math.round(100 * alpha.flat)} %`
  switch (alpha.gap) {
    case null:
      warn(
        'ALPHA_INTERVAL',
        `The interval of Krippendorff’s alpha is a 95 % bootstrap interval, from ${samples} resamples of units.`,
      )
      if (alpha.flat > 0.005)
        warn('ALPHA_FLAT_RESAMPLES', `${share} of the resamples hold one single value, where alpha is not defined.`)
      return
    case 'UPPER_FLAT':
      return warn(
        'ALPHA_UPPER_BOUND',
        `The upper bound of Krippendorff’s alpha is null: ${share} of ${samples} resamples of units hold one single value, where alpha is not defined, and the bound lies among them. The lower bound counts them as agreement.`,
      )
    case 'FLAT':
      return warn(
        'ALPHA_NO_INTERVAL',
        `The interval of Krippendorff’s alpha is null: ${share} of ${samples} resamples of units hold one single value, where alpha is not defined; one unit alone holds the variation.`,
      )
    case 'NO_SPREAD':
      return warn(
        'ALPHA_NO_INTERVAL',
        `The interval of Krippendorff’s alpha is null: alpha is the same in every resample of units in which it is defined, so the data do not show how far it could be off.`,
      )
    case 'ONE_UNIT':
      return warn(
        'ALPHA_NO_INTERVAL',
        'The interval of Krippendorff’s alpha is null: only one unit was rated twice, so there is nothing to resample.',
      )
  }
}

function aboutKappa({ table, kappa, mostPairs }: Measured, warn: Warn): void {
  if (mostPairs !== null)
    warn('KAPPA_LEFT_OUT', `Kappa is left out: ${table.raters} raters make more than ${mostPairs} pairs.`)
  const unknown = kappa.filter(({ plain }) => plain === null).length
  if (unknown > 0)
    warn(
      'KAPPA_UNDEFINED',
      `Kappa is null for ${unknown} of ${kappa.length} pairs of raters: they share no unit or used one single level.`,
    )
}

const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`
