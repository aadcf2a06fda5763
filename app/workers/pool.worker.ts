import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { Kernels, type OuterData, type Task } from '~/engine'
import { CALLS, FAILED, FINISHED, takeChunks, type Call } from './pool-messages'

const counts = workerData as Int32Array
const hand = new Kernels()

for (let calls = 0; ; calls++) {
  Atomics.wait(counts, CALLS, calls)
  try {
    const { message } = receiveMessageOnPort(parentPort!) as { message: Call<OuterData, Task> }
    if ('data' in message) hand.install(message.data)
    else takeChunks(counts, hand, message.task, message.chunks)
  } catch {
    Atomics.store(counts, FAILED, 1)
  }
  Atomics.add(counts, FINISHED, 1)
  Atomics.notify(counts, FINISHED)
}
