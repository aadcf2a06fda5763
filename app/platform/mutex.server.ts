import { DatabaseUnavailable } from './unavailable.server'

export type Mutex = {
  /**
   * Waits until it is this caller's turn and returns what ends it. Throws DatabaseUnavailable after the longest wait.
   */
  acquire: () => Promise<() => void>
}

/**
 * A mutex: callers run one after another, first come first served, with a bounded wait. The embedded database does one
 * thing at a time, and its own queue would let a request wait without end, then run statements for somebody who has
 * long been answered.
 */
export function createMutex(longestWaitMs: number): Mutex {
  const waiting: { go: () => void; timer: NodeJS.Timeout }[] = []
  let taken = false

  const next = () => {
    const first = waiting.shift()
    if (!first) {
      taken = false
      return
    }
    clearTimeout(first.timer)
    first.go()
  }

  const turn = () => {
    let over = false
    return () => {
      if (over) return
      over = true
      next()
    }
  }

  return {
    acquire() {
      if (!taken) {
        taken = true
        return Promise.resolve(turn())
      }
      return new Promise((resolve, reject) => {
        const entry = {
          go: () => resolve(turn()),
          timer: setTimeout(() => {
            waiting.splice(waiting.indexOf(entry), 1)
            reject(new DatabaseUnavailable('busy', 'not-committed'))
          }, longestWaitMs),
        }
        waiting.push(entry)
      })
    },
  }
}
