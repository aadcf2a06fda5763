import { planElimination } from '~/stats/mixed/blocks'
import { NotEstimable } from '~/stats/mixed/fit'
import { fitIterative, iterativeRefusal } from '~/stats/mixed/iterative/fit-iterative'
import { NearPosterior } from '~/stats/mixed/iterative/near-posterior'
import { solveMixed } from '~/stats/mixed/job'
import { candidateBlockForms, groupOf } from '~/domain/calibration/ratings/block-forms'
import {
  exactly,
  withQuestions,
  type FittedRatings,
  type PreparedRatings,
} from '~/domain/calibration/ratings/calibrate-ratings'
import type { Warning } from '~/domain/calibration/ratings/document'
import { BadInput } from './bad-input'
import type { CalibrateOptions } from './options'
import type { Progress } from './progress'

/** Largest outer matrix and file that are fitted exactly unless told otherwise. */
const EXACT_COLUMNS = 3000
const EXACT_ROWS = 2_000_000
const MANY_LEVELS = 100_000
const MANY_ROWS = 2_000_000

/** Fits by the path that was asked for, or by size. @throws BadInput when that path cannot do it. */
export function solve(
  prepared: PreparedRatings,
  options: CalibrateOptions,
  file: string,
  progress: Progress,
): FittedRatings {
  try {
    if (choosePath(prepared, options) === 'iterative') return iterative(prepared, options, progress)
    return exactly(solveMixed(withQuestions(prepared), (step) => progress.say(`fitting, step ${step}`)))
  } catch (error) {
    if (error instanceof NotEstimable) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

function choosePath({ job }: PreparedRatings, options: CalibrateOptions): 'exact' | 'iterative' {
  if (options.path === 'exact') return 'exact'
  const { problem } = job
  const plan = planElimination(problem)
  const large = plan.outerRandom > EXACT_COLUMNS || problem.n > EXACT_ROWS
  if (options.path === 'auto' && !large) return 'exact'
  const why = iterativeRefusal(problem, plan)
  if (why === null) return 'iterative'
  if (options.path === 'iterative') throw new BadInput(`--path iterative cannot be used: ${why}; use --path exact`)
  return 'exact'
}

function iterative(prepared: PreparedRatings, options: CalibrateOptions, progress: Progress): FittedRatings {
  const { problem, prior } = prepared.job
  const fit = fitIterative(problem, {
    seed: options.seed,
    estimator: options.estimator,
    ...(prior && { prior }),
    onStep: (what, step) => progress.say(what === 'part' ? `fitting a part, step ${step}` : `fitting, step ${step}`),
  })
  const posterior = new NearPosterior(fit)
  const forms = candidateBlockForms(prepared, fit.panels.plan.primary)
  progress.say('candidates')
  const answers = forms && posterior.forms(forms)
  const weights = prepared.composite?.weighted.map(([, w]) => w) ?? []
  const distance = forms && posterior.distance(forms, weights, problem.n > MANY_ROWS ? 2 : 8)
  prepared.warnings.push(...iterativeWarnings(distance))
  return {
    path: 'iterative',
    variances: fit.variances,
    standardErrors: fit.standardErrors,
    criterion: null,
    samplingError: fit.samplingError,
    iterations: fit.iterations,
    converged: fit.converged,
    fixed: posterior.fixed(),
    residuals: new Float64Array(0),
    rowShares: null,
    effects: (t) => (problem.random[t].levels > MANY_LEVELS && !options.allEffects ? null : posterior.effects(t)),
    group: (_, { candidate }) => answers && groupOf(answers, candidate),
  }
}

function iterativeWarnings(distance: number | null): Warning[] {
  const checked =
    distance === null ? '' : ` (by at most ${(100 * distance).toPrecision(1)} % of a candidate's, where it was checked)`
  const message = `Variances rest on drawn traces (samplingError is their largest relative error) and standard deviations leave out the dependence between interviewers${checked}; the criterion and the noise of interviewers are not computed.`
  return [{ code: 'ITERATIVE', message }]
}
