/** Where numbers are kept: plain memory, or memory that several threads see. */
export interface Memory {
  floats: (length: number) => Float64Array
  ints: (length: number) => Int32Array
}

/**
 * Who does the work of a task. A task is cut into chunks whose number depends on the data alone, each writes only what is its
 * own, and results are added up in the order of the chunks: so the answer is the same whatever the number of threads.
 */
export interface WorkerPool<Data, Task> {
  memory: Memory
  /** Hands the data of the coming tasks to everybody; its arrays lie in `memory`. */
  install: (data: Data) => void
  /** Does every chunk of a task and returns when all are done. Arrays of the task lie in `memory`. */
  run: (task: Task, chunks: number) => void
}

export const plainMemory: Memory = {
  floats: (length) => new Float64Array(length),
  ints: (length) => new Int32Array(length),
}

export const sharedMemory: Memory = {
  floats: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
  ints: (length) => new Int32Array(new SharedArrayBuffer(4 * length)),
}

/** What each worker of a pool can do. */
export interface TaskRunner<Data, Task> {
  install: (data: Data) => void
  perform: (task: Task, chunk: number) => void
}

/** A pool of one: works in the calling thread. */
export function singleThread<Data, Task>(hand: TaskRunner<Data, Task>): WorkerPool<Data, Task> {
  return {
    memory: plainMemory,
    install: (data) => hand.install(data),
    run: (task, chunks) => {
      for (let chunk = 0; chunk < chunks; chunk++) hand.perform(task, chunk)
    },
  }
}
