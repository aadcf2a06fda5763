import { icc } from './icc'
import { exactAgreement, pairKappa } from './kappa'
import { alphaWithInterval, metricApplies, type Metric } from './krippendorff'
import { completeUnits, type RatingTable } from './table'
import type { AgreementDocument } from './document'

export type NamedTable = RatingTable & { names: readonly string[] }

/**
 * Confidence of the intervals: 95 %, as psych::ICC and the literature on agreement report them, so that values can be compared.
 * The product's own intervals (scores, severities) are 90 % everywhere.
 */
const CONFIDENCE = 0.95
const SAMPLES = 2_000
/** More pairs of raters than this are not printed: nobody reads them. */
const MOST_PAIRS = 5_000

/**
 * Every measure of agreement on one table, with a warning for each that is not estimable.
 *
 * @param draw numbers in [0, 1) for the resampled interval of alpha; the same generator gives the same document
 */
export function describeAgreement(
  table: NamedTable,
  metric: Metric,
  draw: () => number,
): Omit<AgreementDocument, 'schema' | 'input'> {
  const warnings: AgreementDocument['warnings'] = []
  const warn = (code: string, message: string) => warnings.push({ code, message })
  const complete = completeUnits(table).units
  const iccs = icc(table, CONFIDENCE)
  if (table.raters < 2) warn('ONE_RATER', 'Agreement needs at least two raters; there is one, so everything is null.')
  else if (complete < 2)
    warn('ICC_INCOMPLETE', `Intraclass correlations need two units that all raters rated; there are ${complete}.`)
  else if (iccs[0].estimate === null)
    warn('ICC_FLAT', 'All ratings of complete units are equal, so intraclass correlations are not defined.')
  else if (complete < table.units)
    warn('ICC_PARTIAL', `Intraclass correlations use the ${complete} of ${table.units} units that all raters rated.`)
  const alpha = alphaWithInterval(table, metric, { confidence: CONFIDENCE, samples: SAMPLES, draw })
  if (!metricApplies(table, metric))
    warn('RATIO_SIGN', 'The ratio metric needs values of 0 or more, so Krippendorff’s alpha is null.')
  else if (alpha.value === null)
    warn('ALPHA_UNDEFINED', 'Krippendorff’s alpha is not defined: no unit was rated twice, or all values are equal.')
  else
    warn(
      'ALPHA_INTERVAL',
      `The interval of Krippendorff’s alpha is a 95 % bootstrap interval, from ${SAMPLES} resamples of units.`,
    )
  const kappa = kappas(table)
  if (kappa === null)
    warn('KAPPA_LEFT_OUT', `Kappa is left out: ${table.raters} raters make more than ${MOST_PAIRS} pairs.`)
  const unknown = kappa?.filter(({ plain }) => plain === null).length ?? 0
  if (unknown > 0)
    warn('KAPPA_UNDEFINED', `${unknown} pairs of raters share no unit or used one single level: their kappa is null.`)
  if (metric === 'nominal')
    warn(
      'NOMINAL_ORDER',
      'Intraclass correlations and weighted kappa take the categories as numbers; read them only if they are.',
    )
  return { metric, icc: iccs, krippendorffAlpha: alpha, kappa: kappa ?? [], exact: exactAgreement(table), warnings }
}

function kappas(table: NamedTable): AgreementDocument['kappa'] | null {
  const { raters, values, names } = table
  if ((raters * (raters - 1)) / 2 > MOST_PAIRS) return null
  const columns = names.map((_, rater) => values.filter((_, at) => at % raters === rater))
  return names.flatMap((a, i) =>
    names.slice(i + 1).map((b, j) => ({ a, b, ...pairKappa(columns[i], columns[i + 1 + j]) })),
  )
}
