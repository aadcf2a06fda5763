import type { TaskRunner } from '~/engine'

/** Places in the memory that a pool counts in. */
export const CALLS = 0
export const NEXT_CHUNK = 1
export const FINISHED = 2
export const FAILED = 3

/** What a member is called for: new data, or the chunks of a task. */
export type Call<Data, Task> = { data: Data } | { task: Task; chunks: number }

/** Does chunks until none is left. */
export function takeChunks<Data, Task>(
  counts: Int32Array,
  runner: TaskRunner<Data, Task>,
  task: Task,
  chunks: number,
): void {
  for (let chunk = Atomics.add(counts, NEXT_CHUNK, 1); chunk < chunks; chunk = Atomics.add(counts, NEXT_CHUNK, 1))
    runner.perform(task, chunk)
}
