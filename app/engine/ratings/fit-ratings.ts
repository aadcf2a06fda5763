import { NotEstimable } from '../mixed/mixed-fit'
import { numbersNamed, type Table } from '../model/table'
import { solveOrdinal } from '../ordinal/fit-job'
import type { Link } from '../ordinal/link'
import { OrdinalNotEstimable } from '../ordinal/problem'
import { diagnoseRatings } from './diagnostics'
import type { Warning } from './document'
import { duplicateRatings } from './duplicate-ratings'
import { finishRatings } from './finish-ratings'
import type { RunFit } from './fit-task'
import { fitGaussian, UnsuitablePath } from './fit-gaussian'
import { compareWithOrdinal } from './model-comparison'
import { asOrdinal, finishOrdinal, ordinalJob, ordinalTerms } from './ordinal-ratings'
import { prepareRatings } from './prepare-ratings'
import { raschLayer } from './rasch-layer'
import { reportPlots, type ReportPlots } from './report-plots'
import { sharedScorecards } from './shared-scorecards'
import type { FittedTerms, PreparedRatings, RatingsAnswer, RatingsError, RatingsRequest } from './types'

/** Request for a table of ratings: the model, what to report of it, and how to compute it. */
export interface FitRatingsRequest extends RatingsRequest {
  family: 'gaussian' | 'ordinal'
  /** Of the ordinal family, and of the comparison with it. */
  link: Link
  path: 'auto' | 'exact' | 'iterative'
  /** Threads of the iterative path; results do not depend on it. */
  threads: number
  /** Also fits the many-facet Rasch model. */
  rasch: boolean
  /** Also says whether an ordinal fit would decide otherwise at the bar. */
  sensitivity: boolean
}

export interface FitRatingsOptions {
  /** Called with what is being done, as the beginning of a sentence: "fitting, step 3". */
  onProgress?: (what: string) => void
  /** Does what is too long for the calling thread (see `~/workers`); without it the calling thread does everything. */
  runElsewhere?: RunFit
}

export interface RatingsFit {
  answer: RatingsAnswer
  /** The drawings of the report; `title` names the data. */
  plots: (title: string) => ReportPlots
}

export type FitRatingsError =
  RatingsError | { code: 'NOT_ESTIMABLE' | 'UNSUITABLE_PATH' | 'SCORE_TOO_LARGE'; message: string }

/** Beyond this a sum of squares is no number any more. */
const LARGEST_SCORE = 1e100

/**
 * Fits a table of ratings: the hiring model or any other by formula, gaussian or ordinal, with candidates' scores, interviewers'
 * severities, diagnostics and warnings. The same table, request and seed give bit-identical results whatever the number of threads.
 * Fails with a sentence where the request does not fit the table or the model cannot be estimated from the data.
 */
export async function fitRatings(
  table: Table,
  request: FitRatingsRequest,
  options: FitRatingsOptions = {},
): Promise<{ ok: true; value: RatingsFit } | { ok: false; error: FitRatingsError }> {
  const large = numbersNamed(table, request.score).find((score) => Math.abs(score) > LARGEST_SCORE)
  if (large !== undefined) {
    const message = `the column "${request.score}" holds ${large}; scores are computed with up to ${LARGEST_SCORE} in size`
    return { ok: false, error: { code: 'SCORE_TOO_LARGE', message } }
  }
  const prepared = prepareRatings(table, request.family === 'ordinal' ? asOrdinal(request) : request)
  if (!prepared.ok) return prepared
  const progress = options.onProgress ?? (() => {})
  const further: Warning[] = []
  try {
    const { answer, terms } =
      request.family === 'ordinal'
        ? ordinal(prepared.value, request.link, progress)
        : await gaussian(prepared.value, request, options, further)
    if (request.sensitivity)
      further.push(
        compareWithOrdinal(prepared.value, answer, request.link, (step) => progress(`fitting levels, step ${step}`)),
      )
    const rasch = request.rasch ? raschLayer(prepared.value, further) : null
    const warnings = [
      ...duplicates(table, request),
      ...sharedScorecards(table, request.roles),
      ...answer.warnings,
      ...further,
    ]
    return {
      ok: true,
      value: {
        answer: { ...answer, rasch, warnings },
        plots: (title) => reportPlots(title, prepared.value, terms),
      },
    }
  } catch (error) {
    if (error instanceof NotEstimable || error instanceof OrdinalNotEstimable)
      return { ok: false, error: { code: 'NOT_ESTIMABLE', message: error.message } }
    if (error instanceof UnsuitablePath)
      return { ok: false, error: { code: 'UNSUITABLE_PATH', message: error.message } }
    throw error
  }
}

type Progress = (what: string) => void

function ordinal(prepared: PreparedRatings, link: Link, progress: Progress) {
  const solved = solveOrdinal(ordinalJob(prepared, link), (step) => progress(`fitting, step ${step}`))
  return { answer: finishOrdinal(prepared, solved, link), terms: ordinalTerms(solved, link) }
}

async function gaussian(
  prepared: PreparedRatings,
  { path, threads }: FitRatingsRequest,
  { onProgress: progress = () => {}, runElsewhere }: FitRatingsOptions,
  warnings: Warning[],
): Promise<{ answer: RatingsAnswer; terms: FittedTerms }> {
  const onStep = (step: number, part: boolean) => progress(`fitting${part ? ' a part' : ''}, step ${step}`)
  const terms = await fitGaussian(prepared, { path, threads, onStep, ...(runElsewhere && { runElsewhere }) })
  if (terms.path === 'exact') {
    const diagnostics = diagnoseRatings(prepared, warnings, (step) =>
      progress(`testing drift and groups, step ${step}`),
    )
    return { answer: finishRatings(prepared, terms, diagnostics), terms }
  }
  const { interviewer, period, group } = prepared.request.roles
  if (interviewer !== undefined && (period !== undefined || group !== undefined))
    warnings.push({
      code: 'AUDIT_LEFT_OUT',
      message:
        'Drift and differential functioning are not tested on the iterative path; give a part of the ratings with --path exact to have them tested.',
    })
  return { answer: finishRatings(prepared, terms), terms }
}

function duplicates(table: Table, { roles }: FitRatingsRequest): Warning[] {
  const found = duplicateRatings(table, roles)
  if (found === null || found.count === 0) return []
  return [
    {
      code: 'DUPLICATE_RATINGS',
      message: `${found.count} ratings repeat the ${found.columns.join(', ')} of an earlier one (first: ${found.example.join(', ')}); each counts as a rating of its own.`,
    },
  ]
}
