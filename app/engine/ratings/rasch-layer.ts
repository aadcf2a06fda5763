import { connectedComponents } from '../diagnostics/connected-components'
import { EXTREME_ADJUSTMENT, fitRasch, type RaschFit } from '../rasch/rasch'
import { raschAgreement, raschSummary } from '../rasch/rasch-summary'
import { crossFactors } from '../model/design'
import { factorNamed, type FactorColumn } from '../model/table'
import type { PreparedRatings } from './types'
import type { CalibrationDocument, Warning } from './document'

const MOST_CATEGORIES = 20

type Rasch = NonNullable<CalibrationDocument['rasch']>

/**
 * Many-facet Rasch analysis of candidates, interviewers and criteria, for reports: fit statistics of raters and criteria. null
 * with a warning when the scores are not a few whole numbers or a facet is missing. Never a source of candidates' precision.
 */
export function raschLayer({ table, design, request }: PreparedRatings, warnings: Warning[]): Rasch | null {
  const leave = (why: string) => {
    warnings.push({ code: 'RASCH_LEFT_OUT', message: `There is no Rasch analysis: ${why}.` })
    return null
  }
  const { roles } = request
  const names = (['candidate', 'interviewer', 'criterion'] as const).filter((role) => roles[role] !== undefined)
  if (names[0] !== 'candidate' || names.length < 2)
    return leave('it needs a candidate column and an interviewer or criterion column')
  const columns = names.map((role) => factorNamed(table, roles[role]))
  if (columns.some((f) => f.codes.includes(-1))) return leave('some of its columns have blank cells')
  const { y } = design.problem
  if (y.some((x) => !Number.isInteger(x))) return leave('the scores are not whole numbers')
  const values = [...new Set(y)].sort((a, b) => a - b)
  if (values.length < 2) return leave('all scores are equal')
  if (values.length > MOST_CATEGORIES) return leave(`there are more than ${MOST_CATEGORIES} different scores`)
  if (values.length !== values[values.length - 1] - values[0] + 1)
    warnings.push({
      code: 'RASCH_CATEGORIES',
      message: `Scores between ${values[0]} and ${values[values.length - 1]} that nobody gave are left out of the Rasch categories.`,
    })
  const data = {
    category: Int32Array.from(y, (x) => values.indexOf(x)),
    categories: values.length,
    facets: columns.map((f) => ({ index: f.codes, levels: f.levels.length })),
  }
  const fit = fitRasch(data)
  if (fit === null)
    return leave(
      `nothing is left once every ${names.join(', ')} with only lowest or only highest ratings is set aside, so no measure is finite`,
    )
  const nameOf = ({ facet, level }: { facet: number; level: number }) =>
    `${names[facet]} ${columns[facet].levels[level]}`
  warnings.push(...extremeWarnings(fit, nameOf, values))
  const rater = roles.interviewer === undefined ? null : columns[names.indexOf('interviewer')]
  if (rater !== null && groupsOf(fit.extremes.rows, columns[0], rater) > 1)
    warnings.push({
      code: 'RASCH_NOT_CONNECTED',
      message: `Rasch analysis: candidates and interviewers fall into groups without a common candidate${fit.extremes.rows === null ? '' : ' once those with only highest or only lowest ratings are set aside'}; measures of different groups have different origins and cannot be compared.`,
    })
  if (!fit.converged)
    warnings.push({
      code: 'RASCH_NOT_CONVERGED',
      message: 'The Rasch analysis did not converge; treat it as provisional.',
    })
  const unplaced = new Set(fit.extremes.unplaced.map(nameOf))
  const measures: Rasch['measures'] = names.flatMap((facet, a) =>
    fit.elements[a].flatMap(({ measure, se, infit, infitZ, outfit, outfitZ, count }, l) =>
      count === 0 || unplaced.has(nameOf({ facet: a, level: l }))
        ? []
        : [{ facet, level: columns[a].levels[l], measure, se, infit, infitZ, outfit, outfitZ }],
    ),
  )
  fit.thresholds.forEach(({ measure, se }, c) =>
    measures.push({
      facet: 'threshold',
      level: `${values[fit.first + c]}->${values[fit.first + c + 1]}`,
      measure,
      se,
      infit: null,
      infitZ: null,
      outfit: null,
      outfitZ: null,
    }),
  )
  const summaries = names.map((_, a) => raschSummary(fit.elements[a]))
  const target = crossFactors(
    table,
    (['candidate', 'criterion'] as const).flatMap((role) => roles[role] ?? []),
  ).index
  return {
    logLik: fit.logLik,
    measures,
    separation: Object.fromEntries(names.map((facet, a) => [facet, summaries[a].separation])),
    reliability: Object.fromEntries(names.map((facet, a) => [facet, summaries[a].reliability])),
    agreement:
      rater === null
        ? { observed: null, expected: null }
        : raschAgreement(data, fit.probabilities, target, rater.codes),
  }
}

/** Groups of candidates and interviewers that the given rows connect; null: all rows. */
function groupsOf(rows: Int32Array | null, candidate: FactorColumn, interviewer: FactorColumn): number {
  const of = ({ codes }: FactorColumn) => (rows === null ? codes : Int32Array.from(rows, (i) => codes[i]))
  return connectedComponents(of(candidate), candidate.levels.length, of(interviewer), interviewer.levels.length).count
}

const LISTED = 20

/** What the analysis did with candidates, interviewers and criteria that have only lowest or only highest ratings. */
function extremeWarnings(
  { extremes: { extremes, unplaced }, first, thresholds }: RaschFit,
  nameOf: (element: { facet: number; level: number }) => string,
  values: readonly number[],
): Warning[] {
  const out: Warning[] = []
  const listed = (names: readonly string[]) =>
    `${names.slice(0, LISTED).join(', ')}${names.length > LISTED ? ` and ${names.length - LISTED} more` : ''}`
  if (extremes.length > 0)
    out.push({
      code: 'RASCH_EXTREME',
      message: `Rasch analysis: only highest or only lowest ratings have ${listed(extremes.map((e) => `${nameOf(e)} (${e.end})`))}. No finite measure fits them, so theirs is the one whose expected score lies ${EXTREME_ADJUSTMENT} points inside the end, without fit statistics; all other measures are estimated without them.`,
    })
  if (unplaced.length > 0)
    out.push({
      code: 'RASCH_NOT_PLACED',
      message: `Rasch analysis: no measure for ${listed(unplaced.map(nameOf))}, who occur only together with those that have only highest or only lowest ratings.`,
    })
  const gone = values.filter((_, c) => c < first || c > first + thresholds.length)
  if (gone.length > 0)
    out.push({
      code: 'RASCH_CATEGORIES',
      message: `Rasch analysis: the score ${gone.join(', ')} was given only to those set aside, so it has no threshold and counts as the nearest other score.`,
    })
  return out
}
