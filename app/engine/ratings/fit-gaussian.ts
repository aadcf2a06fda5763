import { NotEstimable } from '../mixed/mixed-fit'
import { planElimination, type Plan } from '../mixed/block-elimination'
import { unpackCombinations } from '../mixed/iterative/approximate-posterior'
import { iterativeRefusal } from '../mixed/iterative/fit-iterative'
import type { IterativeAnswer, IterativeJob } from '../mixed/iterative/fit-job'
import { candidateCombinations, groupOf } from './candidate-combinations'
import type { Warning } from './document'
import { runFitInThisThread, type FitTask, type OnStep, type RunFit } from './fit-task'
import { fittedByExactPath, jobWithCandidateQueries } from './prepare-ratings'
import type { FittedRatings, PreparedRatings } from './types'

/** Largest crossed system and table that are fitted exactly unless told otherwise. */
const EXACT_COLUMNS = 3000
const EXACT_ROWS = 2_000_000
const MANY_LEVELS = 100_000
const MANY_ROWS = 2_000_000
/** A fit smaller than this in rows and in work of elimination is done before a thread has started. */
const SMALL_ROWS = 20_000
const SMALL_WORK = 3e7
/** Share of the scores' variance below which a residual that does not settle is on its way to 0. */
const NO_NOISE = 1e-6

export interface GaussianOptions {
  path: 'auto' | 'exact' | 'iterative'
  threads: number
  onStep: OnStep
  /** Does what is too long for the calling thread; without it everything is done there. */
  runElsewhere?: RunFit
}

/** The path that was asked for cannot fit this model; the message says why and which can. */
export class UnsuitablePath extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnsuitablePath'
  }
}

/**
 * Fits by the path that was asked for, or by size.
 * @throws NotEstimable when the model cannot be estimated from the data; UnsuitablePath when the path that was asked for cannot fit it
 */
export async function fitGaussian(prepared: PreparedRatings, options: GaussianOptions): Promise<FittedRatings> {
  const { problem } = prepared.job
  const plan = planElimination(problem)
  const task: FitTask =
    choosePath(prepared, plan, options.path) === 'exact'
      ? { path: 'exact', job: jobWithCandidateQueries(prepared) }
      : { path: 'iterative', job: iterativeJob(prepared, plan), threads: options.threads }
  const small = problem.n < SMALL_ROWS && plan.work < SMALL_WORK
  const run = small || !options.runElsewhere ? runFitInThisThread : options.runElsewhere
  const done = await run(task, options.onStep)
  const answer = done.path === 'exact' ? fittedByExactPath(done.answer) : fittedByIterativePath(done.answer, prepared)
  refuseWithoutNoise(prepared, answer)
  return answer
}

function choosePath({ job }: PreparedRatings, plan: Plan, asked: GaussianOptions['path']): 'exact' | 'iterative' {
  if (asked === 'exact') return 'exact'
  const large = plan.crossedRandom > EXACT_COLUMNS || job.problem.n > EXACT_ROWS
  if (asked === 'auto' && !large) return 'exact'
  const why = iterativeRefusal(job.problem, plan)
  if (why === null) return 'iterative'
  if (asked === 'iterative') throw new UnsuitablePath(`--path iterative cannot be used: ${why}; use --path exact`)
  return 'exact'
}

function iterativeJob(prepared: PreparedRatings, plan: Plan): IterativeJob {
  const { problem, prior } = prepared.job
  const { seed, estimator, allEffects } = prepared.request
  const blockCombinations = candidateCombinations(prepared, plan.primary)
  const weights = prepared.composite?.weighted.map(([, weight]) => weight) ?? []
  const checks = problem.n > MANY_ROWS ? 4 : 8
  return {
    problem,
    seed,
    estimator,
    prior,
    effects: problem.random.flatMap(({ levels }, t) => (levels > MANY_LEVELS && !allEffects ? [] : [t])),
    combinations: blockCombinations && { primary: plan.primary, blockCombinations, weights, checks },
  }
}

function fittedByIterativePath(answer: IterativeAnswer, prepared: PreparedRatings): FittedRatings {
  const { combinations } = answer
  const answers = combinations && unpackCombinations(combinations.count, combinations.packed)
  prepared.warnings.push(iterativeWarning(combinations?.sdError ?? null))
  return {
    ...answer,
    path: 'iterative',
    minusTwoLogLik: null,
    residuals: new Float64Array(0),
    rowShares: null,
    effects: (t) => answer.effects[t],
    group: (_, { candidate }) => answers && groupOf(answers, candidate),
  }
}

function iterativeWarning(sdError: number | null): Warning {
  const checked =
    sdError === null ? '' : ` (by at most ${(100 * sdError).toPrecision(1)} % of a candidate's, where it was checked)`
  const message = `Variances rest on stochastic traces (samplingError is their largest relative error) and standard deviations leave out the dependence between interviewers${checked}; the deviance (or REML criterion) and the noise of interviewers are not computed.`
  return { code: 'ITERATIVE', message }
}

function refuseWithoutNoise({ job: { problem } }: PreparedRatings, { converged, variances }: FittedRatings): void {
  if (converged) return
  const { y, random } = problem
  const mean = y.reduce((sum, x) => sum + x, 0) / y.length
  const spread = y.reduce((sum, x) => sum + (x - mean) ** 2, 0) / y.length
  if (variances[random.length] < NO_NOISE * spread)
    throw new NotEstimable(
      'NO_NOISE',
      'the terms of the model explain every score exactly, so no residual variance can be estimated; leave out a term, or check whether scores were copied',
    )
}
