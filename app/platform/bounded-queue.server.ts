/**
 * Who waits: people known by a device, a session or a link go before strangers, and no one takes every place in the queue.
 */
export type Caller = {
  known: boolean
  from: string
  /** The account that it is about. */
  account?: string
}

/** Thrown instead of joining a queue that is full. */
export class QueueFull extends Error {
  constructor() {
    super('the queue is full')
  }
}

/**
 * So many known people in a row, then a stranger goes, if one waits. A right password costs nothing, so one person who
 * signs in again and again would otherwise keep everybody waiting who is on a new device.
 */
const KNOWN_IN_A_ROW = 3

type Limits = {
  atOnce: number
  waiting: number
  waitingFromOne: number
  /** Nobody signs in several times at once: with more, one person with a right password would fill the queue. */
  waitingForOneAccount?: number
}
type Waiting = Caller & { start: () => void }

/**
 * A queue for work that takes a core for a while. At most `atOnce` run; of the known and of the strangers at most
 * `waiting` each wait, at most `waitingFromOne` of them from one place and `waitingForOneAccount` about one account. Without
 * a caller (a command) there is no limit.
 */
export function boundedQueue({ atOnce, waiting: most, waitingFromOne, waitingForOneAccount = most }: Limits) {
  let running = 0
  let waiting: Waiting[] = []
  let knownInARow = 0

  function wait(caller: Caller | null): Promise<void> {
    const { known, from, account } = caller ?? { known: true, from: '' }
    const alike = waiting.filter((other) => other.known === known)
    const fromHere = alike.filter((other) => other.from === from).length
    const forAccount = account === undefined ? 0 : alike.filter((other) => other.account === account).length
    const full = alike.length >= most || fromHere >= waitingFromOne || forAccount >= waitingForOneAccount
    if (caller && full) throw new QueueFull()
    return new Promise((start) => waiting.push({ known, from, account, start }))
  }

  function next() {
    const known = waiting.find((other) => other.known)
    const stranger = waiting.find((other) => !other.known)
    const first = stranger && (!known || knownInARow >= KNOWN_IN_A_ROW) ? stranger : known
    waiting = waiting.filter((other) => other !== first)
    knownInARow = first?.known ? knownInARow + 1 : 0
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
