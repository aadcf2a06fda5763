import { Worker } from 'node:worker_threads'
import type { DiagnosticsInput, HiringDiagnostics, MixedAnswer, MixedJob, OrdinalAnswer, OrdinalJob } from '~/engine'
import diagnoseWorker from './diagnose.worker.ts?thread'
import fitWorker from './fit.worker.ts?thread'
import ordinalWorker from './ordinal.worker.ts?thread'

type Options = { signal?: AbortSignal }

/**
 * Solves a job in a thread of its own, so that pages keep being served meanwhile. Rejects with the thread's own error, or
 * with the reason of `signal` when that is aborted (the thread is then stopped).
 */
export const fitInThread = (job: MixedJob, options: Options = {}): Promise<MixedAnswer> =>
  inThread(fitWorker, job, options)

/** `solveOrdinal` likewise. */
export const fitOrdinalInThread = (job: OrdinalJob, options: Options = {}): Promise<OrdinalAnswer> =>
  inThread(ordinalWorker, job, options)

/** `hiringDiagnostics` likewise. */
export const diagnoseInThread = (input: DiagnosticsInput, options: Options = {}): Promise<HiringDiagnostics> =>
  inThread(diagnoseWorker, input, options)

function inThread<Answer>(thread: URL, workerData: unknown, { signal }: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const worker = new Worker(thread, { workerData })
    const stop = () => finish(() => reject(reasonOf(signal!)))
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', stop)
      settle()
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop)
    worker.once('message', (answer: Answer) => finish(() => resolve(answer)))
    worker.once('error', (error) => finish(() => reject(error)))
    worker.once('exit', (code) =>
      finish(() => reject(new Error(`the fitting thread ended with code ${code} and no answer`))),
    )
  })
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason))
}
