import { setTimeout as wait } from 'node:timers/promises'

/**
 * For each millisecond that a step took, this many are left to everybody else. A page needs some twenty turns of the event
 * loop; were the next step to begin at the next turn, each of them would wait for one.
 */
const LEFT_TO_OTHERS = 2
const LONGEST_PAUSE_MS = 500

/**
 * Paces background work: call the result between two short steps. It waits in proportion to what the step before took,
 * and throws the reason of `signal` once that is aborted.
 */
export function pace(signal?: AbortSignal): () => Promise<void> {
  let begun = performance.now()
  return async () => {
    signal?.throwIfAborted()
    const pause = Math.min(LONGEST_PAUSE_MS, LEFT_TO_OTHERS * (performance.now() - begun))
    // A server that stops does not wait for the end of a pause.
    await wait(pause, undefined, { signal }).catch(() => signal?.throwIfAborted())
    begun = performance.now()
  }
}
