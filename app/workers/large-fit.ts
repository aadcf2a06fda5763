import { Worker } from 'node:worker_threads'
import { NotEstimable, type FitAnswer, type FitTask, type OnStep } from '~/engine'
import type { LargeFitMessage, LargeFitOrder, Refusal } from './large-fit-messages'
import poolWorker from './pool.worker.ts?thread'
import largeFitWorker from './large-fit.worker.ts?thread'

/** An error loses its class on the way between threads; this one gets it back. */
const refusal = ({ code, message }: Refusal) => new NotEstimable(code, message)

/**
 * Fits in a thread of its own (and, iteratively, with helpers), so that the caller stays awake. Rejects with `NotEstimable`, with
 * the thread's own error, or with the reason of `signal` when that is aborted: the threads are then stopped.
 */
export function fitLarge(
  task: FitTask,
  { signal, onStep }: { signal?: AbortSignal; onStep?: OnStep },
): Promise<FitAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const order: LargeFitOrder = { task, helpers: poolWorker.href }
    const worker = new Worker(largeFitWorker, { workerData: order })
    let over = false
    // The thread is gone before the caller hears of it.
    const finish = (settle: () => void) => {
      if (over) return
      over = true
      signal?.removeEventListener('abort', stop)
      void worker.terminate().then(settle)
    }
    const stop = () => finish(() => reject(signal?.reason))
    signal?.addEventListener('abort', stop)
    worker.on('message', (message: LargeFitMessage) => {
      if ('step' in message) onStep?.(message.step, message.part)
      else if ('answer' in message) finish(() => resolve(message.answer))
      else finish(() => reject(message.notEstimable === null ? message.error : refusal(message.notEstimable)))
    })
    worker.once('error', (error) => finish(() => reject(error)))
    worker.once('exit', (code) => finish(() => reject(new Error(`the fitting thread ended with code ${code}`))))
  })
}
