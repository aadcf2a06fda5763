import { agreementWarnings, type Warn } from './agreement-warnings'
import { alphaWithInterval } from './alpha-interval'
import { icc, withoutEstimates } from './icc'
import { exactAgreement, pairKappa } from './kappa'
import type { Metric } from './krippendorff'
import { completeUnits, type NamedTable } from './table'
import type { AgreementDocument } from './document'

/**
 * Confidence of the intervals: 95 %, as psych::ICC and the literature on agreement report them, so that values can be compared.
 * The product's own intervals (scores, severities) are 90 % everywhere.
 */
const CONFIDENCE = 0.95
/** Resamples of small tables, whose interval costs little, and of those with more units. */
const SAMPLES = { few: 10_000, many: 2_000, above: 500 }
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
  const warn: Warn = (code, message) => warnings.push({ code, message })
  const ordered = table.ordered ?? true
  const iccs = ordered ? icc(table, CONFIDENCE) : withoutEstimates()
  // With the ratio metric each resample compares all levels with all others.
  const samples = table.units > SAMPLES.above || metric === 'ratio' ? SAMPLES.many : SAMPLES.few
  const alpha =
    ordered || metric === 'nominal'
      ? alphaWithInterval(table, metric, { confidence: CONFIDENCE, samples, draw })
      : { value: null, lower: null, upper: null, gap: null, flat: 0 }
  const kappa = kappas(table, ordered)
  const mostPairs = kappa === null ? MOST_PAIRS : null
  const complete = completeUnits(table).units
  agreementWarnings({ table, metric, ordered, complete, iccs, alpha, samples, kappa: kappa ?? [], mostPairs }, warn)
  return {
    metric,
    icc: iccs.map(({ gap: _, ...row }) => row),
    krippendorffAlpha: { value: alpha.value, lower: alpha.lower, upper: alpha.upper },
    kappa: kappa ?? [],
    exact: exactAgreement(table),
    warnings,
  }
}

function kappas(table: NamedTable, ordered: boolean): AgreementDocument['kappa'] | null {
  const { raters, values, names } = table
  if ((raters * (raters - 1)) / 2 > MOST_PAIRS) return null
  const columns = names.map((_, rater) => values.filter((_, at) => at % raters === rater))
  const unweighted = ordered ? {} : { linear: null, quadratic: null }
  return names.flatMap((a, i) =>
    names.slice(i + 1).map((b, j) => ({ a, b, ...pairKappa(columns[i], columns[i + 1 + j]), ...unweighted })),
  )
}
