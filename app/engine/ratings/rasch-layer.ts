import { fitRasch, raschAgreement, raschSummary } from '../rasch/rasch'
import { crossFactors } from '../model/design'
import { factorNamed } from '../model/table'
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
  if (!fit.converged)
    warnings.push({
      code: 'RASCH_NOT_CONVERGED',
      message: 'The Rasch analysis did not converge; treat it as provisional.',
    })
  const measures: Rasch['measures'] = names.flatMap((facet, a) =>
    fit.elements[a].flatMap(({ measure, se, infit, infitZ, outfit, outfitZ, count }, l) =>
      count === 0 ? [] : [{ facet, level: columns[a].levels[l], measure, se, infit, infitZ, outfit, outfitZ }],
    ),
  )
  fit.thresholds.forEach(({ measure, se }, c) =>
    measures.push({
      facet: 'threshold',
      level: `${values[c]}->${values[c + 1]}`,
      measure,
      se,
      infit: null,
      infitZ: null,
      outfit: null,
      outfitZ: null,
    }),
  )
  const summaries = names.map((_, a) => raschSummary(fit.elements[a]))
  const rater = roles.interviewer === undefined ? null : factorNamed(table, roles.interviewer).codes
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
      rater === null ? { observed: null, expected: null } : raschAgreement(data, fit.probabilities, target, rater),
  }
}
