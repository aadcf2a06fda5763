import { Worker } from 'node:worker_threads'
import type { IterativeAnswer, IterativeJob, MixedAnswer, MixedJob } from '~/engine'
import crewWorker from './pool.worker.ts?thread'
import largeFitWorker from './large-fit.worker.ts?thread'

/** A fit too long for the calling thread. */
export type LargeFit = { path: 'exact'; job: MixedJob } | { path: 'iterative'; job: IterativeJob; threads: number }

export type LargeAnswer = { path: 'exact'; answer: MixedAnswer } | { path: 'iterative'; answer: IterativeAnswer }

/** What the thread is given; it cannot find the script of its helpers by itself where nothing has been built. */
export interface LargeFitOrder {
  fit: LargeFit
  helpers: string
}

/** What the thread says on its way. */
export type LargeFitMessage =
  { step: number; part: boolean } | { answer: LargeAnswer } | { error: unknown; notEstimable: string | null }

/** The data cannot carry the model; the message says why. */
export class FitRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FitRefused'
  }
}

/**
 * Fits in a thread of its own (and, iteratively, with helpers), so that the caller stays awake. Rejects with `FitRefused`, with
 * the thread's own error, or with the reason of `signal` when that is aborted: the threads are then stopped.
 */
export function fitLarge(
  fit: LargeFit,
  { signal, onStep }: { signal?: AbortSignal; onStep?: (step: number, part: boolean) => void },
): Promise<LargeAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const order: LargeFitOrder = { fit, helpers: crewWorker.href }
    const worker = new Worker(largeFitWorker, { workerData: order })
    let over = false
    // The thread is gone before the caller hears of it.
    const finish = (settle: () => void) => {
      if (over) return
      over = true
      signal?.removeEventListener('abort', stop)
      void worker.terminate().then(settle)
    }
    const stop = () => finish(() => reject(signal!.reason))
    signal?.addEventListener('abort', stop)
    worker.on('message', (message: LargeFitMessage) => {
      if ('step' in message) onStep?.(message.step, message.part)
      else if ('answer' in message) finish(() => resolve(message.answer))
      else finish(() => reject(message.notEstimable === null ? message.error : new FitRefused(message.notEstimable)))
    })
    worker.once('error', (error) => finish(() => reject(error)))
    worker.once('exit', (code) => finish(() => reject(new Error(`the fitting thread ended with code ${code}`))))
  })
}
