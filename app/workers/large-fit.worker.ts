import { parentPort, workerData } from 'node:worker_threads'
import { Kernels, NotEstimable, solveIterative, solveMixed } from '~/engine'
import { openCrew } from './worker-pool'
import type { LargeAnswer, LargeFitMessage, LargeFitOrder } from './large-fit'

const say = (message: LargeFitMessage) => parentPort!.postMessage(message)

function answerTo({ fit, helpers }: LargeFitOrder): LargeAnswer {
  if (fit.path === 'exact') return { path: 'exact', answer: solveMixed(fit.job, (step) => say({ step, part: false })) }
  const crew = openCrew(new Kernels(), fit.threads, new URL(helpers))
  const answer = solveIterative(fit.job, (what, step) => say({ step, part: what === 'part' }), crew)
  crew.close()
  return { path: 'iterative', answer }
}

try {
  say({ answer: answerTo(workerData as LargeFitOrder) })
} catch (error) {
  say({ error, notEstimable: error instanceof NotEstimable ? error.message : null })
}
