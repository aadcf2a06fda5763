/** Who waits: people known by a device, a session or a link go before strangers, and no one takes every place in the queue. */
export type Caller = { known: boolean; from: string }

/** Thrown instead of joining a queue that is full. */
export class QueueFull extends Error {
  constructor() {
    super('the queue is full')
  }
}

type Limits = { atOnce: number; waiting: number; waitingFromOne: number }
type Waiting = Caller & { start: () => void }

/**
 * A queue for work that takes a core for a while. At most `atOnce` run; of the known and of the strangers at most
 * `waiting` each wait, and at most `waitingFromOne` of them from one place. Without a caller (a command) there is no limit.
 */
export function boundedQueue({ atOnce, waiting: most, waitingFromOne }: Limits) {
  let running = 0
  let waiting: Waiting[] = []

  function wait(caller: Caller | null): Promise<void> {
    const { known, from } = caller ?? { known: true, from: '' }
    const alike = waiting.filter((other) => other.known === known)
    if (caller && (alike.length >= most || alike.filter((other) => other.from === from).length >= waitingFromOne))
      throw new QueueFull()
    return new Promise((start) => waiting.push({ known, from, start }))
  }

  function next() {
    const first = waiting.find(({ known }) => known) ?? waiting[0]
    waiting = waiting.filter((other) => other !== first)
    if (first) first.start()
    else running--
  }

  return async function inTurn<T>(caller: Caller | null, work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await wait(caller)
    else running++
    try {
      return await work()
    } finally {
      next()
    }
  }
}
