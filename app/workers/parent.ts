import { parentPort, type MessagePort } from 'node:worker_threads'

/** Where this thread sends its answers. @throws in the main thread, which has nobody to answer. */
export function parent(): MessagePort {
  if (parentPort === null) throw new Error('This file runs in a worker thread only.')
  return parentPort
}
