import { availableParallelism } from 'node:os'
import {
  candidateBlockForms,
  exactly,
  type FittedRatings,
  groupOf,
  type IterativeAnswer,
  type IterativeJob,
  iterativeRefusal,
  NotEstimable,
  type Plan,
  planElimination,
  type PreparedRatings,
  solveIterative,
  solveMixed,
  unpackForms,
  type Warning,
  withQuestions,
} from '~/engine'
import { fitLarge, FitRefused, type LargeAnswer, type LargeFit } from '~/workers/large-fit'
import { BadInput } from '~/engine/ratings-file'
import type { CalibrateOptions } from './options'
import type { Progress } from './progress'

/** Largest outer matrix and file that are fitted exactly unless told otherwise. */
const EXACT_COLUMNS = 3000
const EXACT_ROWS = 2_000_000
const MANY_LEVELS = 100_000
const MANY_ROWS = 2_000_000
/** A fit smaller than this in rows and in work of elimination is done before a thread has started. */
const SMALL_ROWS = 20_000
const SMALL_WORK = 3e7

/** Fits by the path that was asked for, or by size. @throws BadInput when that path cannot do it. */
export async function solve(
  prepared: PreparedRatings,
  options: CalibrateOptions,
  file: string,
  progress: Progress,
): Promise<FittedRatings> {
  const { problem } = prepared.job
  const plan = planElimination(problem)
  const fit: LargeFit =
    choosePath(prepared, plan, options) === 'exact'
      ? { path: 'exact', job: withQuestions(prepared) }
      : { path: 'iterative', job: iterativeJob(prepared, plan, options), threads: threadsOf(options) }
  const onStep = (step: number, part: boolean) => progress.say(`fitting${part ? ' a part' : ''}, step ${step}`)
  const small = problem.n < SMALL_ROWS && plan.work < SMALL_WORK
  try {
    const done = small ? fitHere(fit, onStep) : await fitLarge(fit, { onStep })
    return done.path === 'exact' ? exactly(done.answer) : iteratively(done.answer, prepared)
  } catch (error) {
    if (error instanceof NotEstimable || error instanceof FitRefused) throw new BadInput(`${file}: ${error.message}`)
    throw error
  }
}

function fitHere(fit: LargeFit, onStep: (step: number, part: boolean) => void): LargeAnswer {
  return fit.path === 'exact'
    ? { path: 'exact', answer: solveMixed(fit.job, (step) => onStep(step, false)) }
    : { path: 'iterative', answer: solveIterative(fit.job, (what, step) => onStep(step, what === 'part')) }
}

const threadsOf = ({ threads }: CalibrateOptions) => threads ?? Math.min(availableParallelism(), 8)

function choosePath({ job }: PreparedRatings, plan: Plan, options: CalibrateOptions): 'exact' | 'iterative' {
  if (options.path === 'exact') return 'exact'
  const large = plan.outerRandom > EXACT_COLUMNS || job.problem.n > EXACT_ROWS
  if (options.path === 'auto' && !large) return 'exact'
  const why = iterativeRefusal(job.problem, plan)
  if (why === null) return 'iterative'
  if (options.path === 'iterative') throw new BadInput(`--path iterative cannot be used: ${why}; use --path exact`)
  return 'exact'
}

function iterativeJob(prepared: PreparedRatings, plan: Plan, options: CalibrateOptions): IterativeJob {
  const { problem, prior } = prepared.job
  const asked = candidateBlockForms(prepared, plan.primary)
  const weights = prepared.composite?.weighted.map(([, w]) => w) ?? []
  const checks = problem.n > MANY_ROWS ? 4 : 8
  return {
    problem,
    seed: options.seed,
    estimator: options.estimator,
    prior,
    effects: problem.random.flatMap(({ levels }, t) => (levels > MANY_LEVELS && !options.allEffects ? [] : [t])),
    forms: asked && { primary: plan.primary, asked, weights, checks },
  }
}

function iteratively(answer: IterativeAnswer, prepared: PreparedRatings): FittedRatings {
  const { forms } = answer
  const answers = forms && unpackForms(forms.count, forms.packed)
  prepared.warnings.push(iterativeWarning(forms?.distance ?? null))
  return {
    ...answer,
    path: 'iterative',
    criterion: null,
    residuals: new Float64Array(0),
    rowShares: null,
    effects: (t) => answer.effects[t],
    group: (_, { candidate }) => answers && groupOf(answers, candidate),
  }
}

function iterativeWarning(distance: number | null): Warning {
  const checked =
    distance === null ? '' : ` (by at most ${(100 * distance).toPrecision(1)} % of a candidate's, where it was checked)`
  const message = `Variances rest on drawn traces (samplingError is their largest relative error) and standard deviations leave out the dependence between interviewers${checked}; the criterion and the noise of interviewers are not computed.`
  return { code: 'ITERATIVE', message }
}
