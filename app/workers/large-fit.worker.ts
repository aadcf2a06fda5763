import { workerData } from 'node:worker_threads'
import { NotEstimable, RowKernels, runFitInThisThread, solveIterative, type FitAnswer } from '~/engine'
import { parent } from './parent'
import { openWorkerPool } from './worker-pool'
import type { LargeFitMessage, LargeFitOrder } from './large-fit-messages'

const post = (message: LargeFitMessage) => parent().postMessage(message)

function answerTo({ task, helpers }: LargeFitOrder): FitAnswer {
  const onStep = (step: number, part: boolean) => post({ step, part })
  if (task.path === 'exact') return runFitInThisThread(task, onStep)
  const pool = openWorkerPool(new RowKernels(), task.threads, new URL(helpers))
  const answer = solveIterative(task.job, (what, step) => onStep(step, what === 'part'), pool)
  pool.close()
  return { path: 'iterative', answer }
}

try {
  post({ answer: answerTo(workerData as LargeFitOrder) })
} catch (error) {
  post({ error, notEstimable: error instanceof NotEstimable ? { code: error.code, message: error.message } : null })
}
