import { Worker } from 'node:worker_threads'
import { type WorkerPool, type TaskRunner, sharedMemory } from '~/engine'
import { CALLS, FAILED, FINISHED, NEXT_CHUNK, takeChunks, type Call } from './pool-messages'

/**
 * A pool of `threads`, the calling thread among them, which waits for the others without letting its own events run: call it
 * from a thread that has nothing else to do. Whoever is free takes the next chunk; results do not depend on who took it.
 * @param script the script of the other threads, which know the same work as `hand`
 */
export function openWorkerPool<Data, Task>(
  runner: TaskRunner<Data, Task>,
  threads: number,
  script: URL,
): WorkerPool<Data, Task> & { close: () => void } {
  const counts = new Int32Array(new SharedArrayBuffer(16))
  const helpers = Array.from({ length: threads - 1 }, () => new Worker(script, { workerData: counts }))
  const call = (message: Call<Data, Task>, meanwhile: () => void) => {
    Atomics.store(counts, NEXT_CHUNK, 0)
    Atomics.store(counts, FINISHED, 0)
    for (const helper of helpers) helper.postMessage(message)
    Atomics.add(counts, CALLS, 1)
    Atomics.notify(counts, CALLS)
    meanwhile()
    for (let done = 0; (done = Atomics.load(counts, FINISHED)) < helpers.length;) Atomics.wait(counts, FINISHED, done)
    if (Atomics.load(counts, FAILED) > 0) throw new Error('a thread of the fit failed')
  }
  return {
    memory: sharedMemory,
    install: (data) => call({ data }, () => runner.install(data)),
    run: (task, chunks) => call({ task, chunks }, () => takeChunks(counts, runner, task, chunks)),
    close: () => helpers.forEach((helper) => void helper.terminate()),
  }
}
