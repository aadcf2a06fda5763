import { Worker } from 'node:worker_threads'
import type {
  DiagnosticsInput,
  HiringDiagnostics,
  HiringFitInput,
  HiringFitResult,
  ordinalScores,
  MixedAnswer,
  MixedJob,
} from '~/engine'
import compareWorker from './compare.worker.ts?thread'
import diagnoseWorker from './diagnose.worker.ts?thread'
import fitWorker from './fit.worker.ts?thread'
import hiringWorker from './hiring.worker.ts?thread'

type Options = { signal?: AbortSignal }

/**
 * Solves a job in a thread of its own, so that pages keep being served meanwhile. Rejects with the thread's own error, or
 * with the reason of `signal` when that is aborted (the thread is then stopped).
 */
export const fitInThread = (job: MixedJob, options: Options = {}): Promise<MixedAnswer> =>
  inThread(fitWorker, job, options)

/** `hiringDiagnostics` likewise. */
export const diagnoseInThread = (input: DiagnosticsInput, options: Options = {}): Promise<HiringDiagnostics> =>
  inThread(diagnoseWorker, input, options)

/** `fitHiring` likewise. */
export const fitHiringInThread = (input: HiringFitInput, options: Options = {}): Promise<HiringFitResult> =>
  inThread(hiringWorker, input, options)

/** The scores of the hiring model with levels as ordered categories likewise; null where there is nothing to fit. */
export const compareHiringInThread = (
  input: HiringFitInput,
  options: Options = {},
): Promise<ReturnType<typeof ordinalScores> | null> => inThread(compareWorker, input, options)

function inThread<Answer>(thread: URL, workerData: unknown, { signal }: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(reasonOf(signal))
    const worker = new Worker(thread, { workerData })
    const stop = () => finish(() => reject(reasonOf(signal)))
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

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error(String(signal?.reason))
}
