import { solveMixed, type MixedAnswer, type MixedJob } from '../mixed/fit-job'
import { solveIterative, type IterativeAnswer, type IterativeJob } from '../mixed/iterative/fit-job'

/** The numeric work of a gaussian fit as plain data, so that it can be sent to a worker thread. */
export type FitTask = { path: 'exact'; job: MixedJob } | { path: 'iterative'; job: IterativeJob; threads: number }

export type FitAnswer = { path: 'exact'; answer: MixedAnswer } | { path: 'iterative'; answer: IterativeAnswer }

/** Called after every step; `part`: a step of the partial fit that gives the starting point. */
export type OnStep = (step: number, part: boolean) => void

/** Does the work elsewhere, usually in a thread. Rejects with `NotEstimable` as the engine itself does. */
export type RunFit = (task: FitTask, onStep: OnStep) => Promise<FitAnswer>

/** Does the work in the calling thread. */
export function runFitInThisThread(task: FitTask, onStep: OnStep): FitAnswer {
  return task.path === 'exact'
    ? { path: 'exact', answer: solveMixed(task.job, (step) => onStep(step, false)) }
    : { path: 'iterative', answer: solveIterative(task.job, (what, step) => onStep(step, what === 'part')) }
}
