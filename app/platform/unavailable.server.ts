import { logger } from './logger.server'

/** Why the database does not serve: each has its own sentence for the log and for /readyz. */
export type UnavailableReason =
  | 'unreachable'
  | 'timeout'
  | 'busy'
  | 'starting'
  | 'stopping'
  | 'connections'
  | 'read-only'
  | 'disk-full'
  | 'disk-failed'

/**
 * Whether a write may have happened: a connection that ends after COMMIT was sent leaves that open, and only an
 * idempotency key or a look can tell. `not-committed` is said only where no COMMIT can have reached the database.
 */
export type Outcome = 'not-committed' | 'unknown'

const sentences: Record<UnavailableReason, string> = {
  unreachable: 'the database cannot be reached',
  timeout: 'the database did not answer in time',
  busy: 'the database is busy',
  starting: 'the database is starting',
  stopping: 'the database is stopping',
  connections: 'the database has no free connection',
  'read-only': 'the database takes no writes; it is a read-only copy or was set so',
  'disk-full': 'the disk of the database is full; free some space, nothing that was saved is lost',
  'disk-failed': 'the disk of the database failed to read or write',
}
export const sentenceOf = (reason: UnavailableReason) => sentences[reason]

/** The database is away, full or too slow, and the request cannot be answered: 503, and the same request later may work. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
  readonly reason: UnavailableReason
  readonly outcome: Outcome
  constructor(reason: UnavailableReason, outcome: Outcome, cause?: unknown) {
    super(sentences[reason], { cause })
    this.reason = reason
    this.outcome = outcome
  }
}

type Shape = readonly [reason: UnavailableReason, outcome: Outcome]

const codes: Record<string, Shape> = {
  // Node's own, before or during a connection.
  ECONNREFUSED: ['unreachable', 'not-committed'],
  ENOTFOUND: ['unreachable', 'not-committed'],
  EAI_AGAIN: ['unreachable', 'not-committed'],
  EHOSTUNREACH: ['unreachable', 'unknown'],
  ENETUNREACH: ['unreachable', 'unknown'],
  ECONNRESET: ['unreachable', 'unknown'],
  EPIPE: ['unreachable', 'unknown'],
  ETIMEDOUT: ['timeout', 'unknown'],
  // PostgreSQL's (appendix A of its manual).
  '25006': ['read-only', 'not-committed'],
  '25P03': ['timeout', 'not-committed'],
  '25P04': ['timeout', 'not-committed'],
  '28000': ['unreachable', 'not-committed'],
  '28P01': ['unreachable', 'not-committed'],
  '3D000': ['unreachable', 'not-committed'],
  '53100': ['disk-full', 'not-committed'],
  '53200': ['busy', 'not-committed'],
  '53300': ['connections', 'not-committed'],
  '55P03': ['busy', 'not-committed'],
  '57014': ['timeout', 'not-committed'],
  '57P01': ['stopping', 'unknown'],
  '57P02': ['stopping', 'unknown'],
  '57P03': ['starting', 'not-committed'],
  '57P04': ['unreachable', 'unknown'],
  '57P05': ['unreachable', 'unknown'],
  '58030': ['disk-failed', 'unknown'],
  // Prisma's.
  P1001: ['unreachable', 'not-committed'],
  P1002: ['timeout', 'not-committed'],
  P1008: ['timeout', 'unknown'],
  P1017: ['unreachable', 'unknown'],
  P2024: ['connections', 'not-committed'],
  P2037: ['connections', 'not-committed'],
}

const kinds: Record<string, Shape> = {
  DatabaseNotReachable: ['unreachable', 'not-committed'],
  ConnectionClosed: ['unreachable', 'unknown'],
  SocketTimeout: ['timeout', 'unknown'],
  TooManyConnections: ['connections', 'not-committed'],
}

/** The drivers throw these as plain errors without a code. Whole messages: a part could stand in what a person typed. */
const messages: Record<string, Shape> = {
  'Connection terminated unexpectedly': ['unreachable', 'unknown'],
  'Connection terminated': ['unreachable', 'unknown'],
  'Query read timeout': ['timeout', 'unknown'],
  'timeout expired': ['timeout', 'not-committed'],
  'timeout exceeded when trying to connect': ['connections', 'not-committed'],
  'Connection terminated due to connection timeout': ['timeout', 'not-committed'],
  'Client has encountered a connection error and is not queryable': ['unreachable', 'not-committed'],
  'Client was closed and is not queryable': ['stopping', 'not-committed'],
  'Cannot use a pool after calling end on the pool': ['stopping', 'not-committed'],
}

/** Prisma's own transaction limits: it waited too long to begin one, or the work in one outran its time and is undone. */
const isTransactionLimit = (code: unknown, message: unknown) =>
  code === 'P2028' &&
  /Unable to start a transaction in the given time|expired transaction|timeout/i.test(String(message))

function shapeOf(error: unknown, depth = 0): Shape | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null
  const { name, code, originalCode, kind, message, cause, meta, errors } = error as Record<string, unknown>
  if (isTransactionLimit(code, message)) return ['busy', 'not-committed']
  const inner = (meta as Record<string, unknown> | undefined)?.driverAdapterError
  const named = originalCode ?? code ?? kind ?? (name === 'DriverAdapterError' || undefined)
  // An error with a code or a kind says what it is with that; its message may quote what a person typed.
  const own =
    named === undefined
      ? messages[String(message)]
      : (codes[String(originalCode)] ?? codes[String(code)] ?? kinds[String(kind)])
  // Both addresses of one host refused: the first stands for all.
  return own ?? shapeOf(inner, depth + 1) ?? shapeOf(cause, depth + 1) ?? shapeOf((errors as unknown[])?.[0], depth + 1)
}

/** A DatabaseUnavailable for every shape in which the database can be away, null for any other error. */
export function asUnavailable(error: unknown, known?: Outcome): DatabaseUnavailable | null {
  if (error instanceof DatabaseUnavailable)
    return known === undefined || known === error.outcome ? error : new DatabaseUnavailable(error.reason, known, error)
  const shape = shapeOf(error)
  return shape && note(new DatabaseUnavailable(shape[0], known ?? shape[1], error))
}

const LOG_AGAIN_MS = 30_000
const loggedAt = new Map<UnavailableReason, number>()
let diskFull = false

/** One line a reason and half minute: a database that is away fails every request, and the log must stay readable. */
function note(away: DatabaseUnavailable): DatabaseUnavailable {
  const at = performance.now()
  if (away.reason === 'disk-full') diskFull = true
  if (at - (loggedAt.get(away.reason) ?? -Infinity) >= LOG_AGAIN_MS) {
    loggedAt.set(away.reason, at)
    logger.error({ reason: away.reason }, away.message)
  }
  return away
}

/** A server does not tell its free space: a write failed for the lack of it, and no trial has succeeded since. */
export const diskWasFull = () => diskFull

/** A trial found room on the disk again. */
export const diskHasRoom = () => void (diskFull = false)

const READS = /^(find|count|aggregate|groupBy|\$queryRaw)/

/** Runs a query; turns what Prisma throws into DatabaseUnavailable. `wrote` is called after one that may have written. */
export async function reportingUnavailable<T>(operation: string, run: () => Promise<T>, wrote: () => void): Promise<T> {
  const reads = READS.test(operation)
  try {
    const result = await run()
    if (!reads) wrote()
    return result
  } catch (error) {
    throw asUnavailable(error, reads && operation !== '$queryRaw' ? 'not-committed' : undefined) ?? error
  }
}
