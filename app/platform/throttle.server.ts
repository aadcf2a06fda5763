import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from './db.server'
import { sha256 } from './secret.server'

const MINUTES_15 = 15 * 60

/** Tries per quarter of an hour. Counted in the database, so that several servers count together. */
const LIMITS = { 'sign-in-address': 10, 'sign-in-place': 100, token: 30, setup: 20 } as const
export type Throttled = keyof typeof LIMITS

/** Counts one try. Says in how many minutes the next is allowed, or null if this one is. */
export async function throttle(kind: Throttled, who: string): Promise<number | null> {
  const limiter = new RateLimiterPrisma({
    storeClient: db(),
    tableName: 'rateLimiterFlexible',
    keyPrefix: kind,
    points: LIMITS[kind],
    duration: MINUTES_15,
    clearExpiredByTimeout: false,
  })
  try {
    await limiter.consume(sha256(who))
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 60_000))
    throw error
  }
}
