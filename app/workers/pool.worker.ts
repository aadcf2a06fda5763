import { receiveMessageOnPort, workerData } from 'node:worker_threads'
import { RowKernels, type CrossedData, type RowTask } from '~/engine'
import { parent } from './parent'
import { CALLS, FAILED, FINISHED, takeChunks, type Call } from './pool-messages'

const counts = workerData as Int32Array
const runner = new RowKernels()

for (let calls = 0; ; calls++) {
  Atomics.wait(counts, CALLS, calls)
  try {
    const { message } = receiveMessageOnPort(parent()) as { message: Call<CrossedData, RowTask> }
    if ('data' in message) runner.install(message.data)
    else takeChunks(counts, runner, message.task, message.chunks)
  } catch {
    Atomics.store(counts, FAILED, 1)
  }
  Atomics.add(counts, FINISHED, 1)
  Atomics.notify(counts, FINISHED)
}
