import { Worker } from 'node:worker_threads'
import type { MixedAnswer, MixedJob } from '~/stats/mixed/job'
import fitWorker from './fit.worker.ts?thread'

/**
 * Solves a job in a thread of its own, so that pages keep being served meanwhile. Rejects with the thread's own error, or
 * with the reason of `signal` when that is aborted (the thread is then stopped).
 */
export function fitInThread(job: MixedJob, options: { signal?: AbortSignal } = {}): Promise<MixedAnswer> {
  const { signal } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const worker = new Worker(fitWorker, { workerData: job })
    const stop = () => finish(() => reject(reasonOf(signal!)))
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', stop)
      settle()
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop)
    worker.once('message', (answer: MixedAnswer) => finish(() => resolve(answer)))
    worker.once('error', (error) => finish(() => reject(error)))
    worker.once('exit', (code) =>
      finish(() => reject(new Error(`the fitting thread ended with code ${code} and no answer`))),
    )
  })
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason))
}
