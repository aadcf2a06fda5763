import { mustExist } from '~/domain/shared/must-exist'
import { Prisma } from '~/generated/prisma/client.ts'
import { db, type Tx } from './db.server'
import { sha256 } from './secret.server'

/** What attempts are made at. Each purpose counts for itself: failures at one never delay another. */
export type Purpose = 'sign-in' | 'password-change' | 'invitation' | 'reset' | 'candidate-link' | 'set-up' | 'lift'

/**
 * How failures turn into delays: `free` failures cost nothing, the next delays attempts by `first` seconds, each further
 * one by twice as long, up to `longest`. One failure is forgotten in `leak` seconds, all of them with a success.
 */
type Policy = { free: number; first: number; longest: number; leak: number }

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Somebody who mistypes: five free tries, then 10 s, 20 s, 40 s and so on up to a quarter of an hour. */
const ONE_ACCOUNT_FROM_ONE_PLACE: Policy = { free: 5, first: 10, longest: 15 * MINUTE, leak: HOUR }
/** One account tried from many places: at most a failure a minute in the long run. */
const ONE_ACCOUNT: Policy = { free: 20, first: 5, longest: MINUTE, leak: 10 * MINUTE }
/** Many accounts tried from one place. An office of hundreds mistypes less often than this forgets. */
const ONE_PLACE: Policy = { free: 100, first: 5, longest: 30, leak: 20 }
/** Guesses at secrets that are too long to guess: the delay only saves work. */
const GUESSES: Policy = { free: 30, first: 10, longest: 5 * MINUTE, leak: MINUTE }
/**
 * Lifting the delays of one account: here a use is counted, not a failure. An address may belong to people of several
 * organisations, so whoever administers one could otherwise make guesses at the others' password without end.
 */
const LIFTS: Policy = { free: 3, first: MINUTE, longest: 15 * MINUTE, leak: HOUR }
/** The first visit's token may be one that somebody chose. */
const SET_UP: Policy = { free: 20, first: 10, longest: MINUTE, leak: HOUR }

/** Longer than any delay, so that the audit job and administrators see every failure before its row goes. */
const KEPT = Prisma.sql`interval '2 days'`

/** Now, for a column that keeps milliseconds: rounded up, it would delay by less than one an attempt that is free. */
const NOT_LATER = Prisma.sql`date_trunc('milliseconds', statement_timestamp())`

/** The key of one counter. Account and place are kept as hashes; empty where the counter is about the other alone. */
export type Counter = { purpose: Purpose; account: string; place: string; policy: Policy }

/** How an account is called in the counters: the hash of its e-mail address, known or not. */
export const accountKey = (email: string): string => sha256(email)

/** The counters of sign-ins to one address from one place; a place may also be a device. */
export function signInCounters(email: string, place: string): Counter[] {
  const [account, from] = [accountKey(email), sha256(place)]
  const purpose = 'sign-in'
  return [
    { purpose, account, place: from, policy: ONE_ACCOUNT_FROM_ONE_PLACE },
    { purpose, account, place: '', policy: ONE_ACCOUNT },
    { purpose, account: '', place: from, policy: ONE_PLACE },
  ]
}

/** The counter of sign-ins from one of the person's own devices: nobody else's failures are in it. */
export const deviceCounter = (email: string, device: { organisationId: number; id: number }): Counter =>
  mustExist(signInCounters(email, `device ${device.organisationId}.${device.id}`)[0], 'counter of the address')

/** Tries at the current password from within one session. */
export const passwordChangeCounter = (session: { organisationId: number; sessionId: number }): Counter => ({
  purpose: 'password-change',
  account: sha256(`session ${session.organisationId}.${session.sessionId}`),
  place: '',
  policy: ONE_ACCOUNT_FROM_ONE_PLACE,
})

/** How often an organisation lifted the delays of one account. */
export const liftCounter = (account: string, organisationId: number): Counter => ({
  purpose: 'lift',
  account,
  place: sha256(`organisation ${organisationId}`),
  policy: LIFTS,
})

type Guessed = Exclude<Purpose, 'sign-in' | 'password-change' | 'lift'>
const guessCounter = (purpose: Guessed, place: string): Counter => ({
  purpose,
  account: '',
  place: sha256(place),
  policy: purpose === 'set-up' ? SET_UP : GUESSES,
})

/** The seconds until all of these counters allow an attempt, or null if they do now. Counts nothing. */
export async function delayOf(counters: readonly Counter[]): Promise<number | null> {
  const keys = counters.map(({ purpose, account, place }) => Prisma.sql`(${purpose}, ${account}, ${place})`)
  const [row] = await db().$queryRaw<{ seconds: number | null }[]>`
    SELECT ceil(extract(epoch FROM max("delayUntil") - statement_timestamp()))::int AS seconds FROM "AttemptCounter"
    WHERE (purpose, account, place) IN (${Prisma.join(keys)}) AND "delayUntil" > statement_timestamp()`
  return row?.seconds ?? null
}

/** Adds one failure (or use) to each counter, each in one statement that counts simultaneous ones too. */
export async function countFailure(counters: readonly Counter[]): Promise<void> {
  for (const { purpose, account, place, policy } of counters) {
    const { free, first, longest, leak } = policy
    // A statement that waited for another is older than the failure that the other wrote: no time has gone by then.
    const failures = Prisma.sql`1 + greatest(0, c.failures - floor(greatest(0, extract(epoch FROM statement_timestamp() - c."lastAt")) / ${leak}::float8)::int)`
    const until = (count: Prisma.Sql) =>
      Prisma.sql`${NOT_LATER} + interval '1 second' * CASE WHEN ${count} < ${free}::int THEN 0
        ELSE least(${longest}::float8, ${first}::float8 * power(2, least(${count} - ${free}::int, 20))) END`
    await db().$executeRaw`
      INSERT INTO "AttemptCounter" AS c (purpose, account, place, failures, total, "lastAt", "delayUntil", "expiresAt")
      VALUES (${purpose}, ${account}, ${place}, 1, 1, statement_timestamp(), ${until(Prisma.sql`1`)}, statement_timestamp() + ${KEPT})
      ON CONFLICT (purpose, account, place) DO UPDATE SET failures = ${failures}, total = c.total + 1,
        "lastAt" = greatest(c."lastAt", statement_timestamp()), "delayUntil" = ${until(Prisma.sql`(${failures})`)}, "expiresAt" = EXCLUDED."expiresAt"`
  }
}

/** Forgets the failures behind a success. How many there were stays for the audit log. */
export async function countSuccess({ purpose, account, place }: Counter): Promise<void> {
  await db().$executeRaw`
    UPDATE "AttemptCounter" SET failures = 0, "delayUntil" = ${NOT_LATER}
    WHERE purpose = ${purpose} AND account = ${account} AND place = ${place}`
}

/** Counts a wrong guess from this place, unless it came within a delay: then the seconds until the next may be made. */
export async function countGuess(purpose: Guessed, place: string): Promise<number | null> {
  const delay = await delayOfGuesses(purpose, place)
  if (delay === null) await countFailure([guessCounter(purpose, place)])
  return delay
}

/** The seconds until the next guess from this place, or null if it may be made now. */
export const delayOfGuesses = (purpose: Guessed, place: string): Promise<number | null> =>
  delayOf([guessCounter(purpose, place)])

export type FailedSignIns = {
  account: string
  failures: number
  places: number
  lastAt: Date
  /** When the longest of the delays ends, or null if none is running. */
  delayUntil: Date | null
}

/** What was counted for these accounts within two days: failures, from how many places, and the delay now running. */
export const failedSignIns = (accounts: readonly string[]): Promise<FailedSignIns[]> =>
  db().$queryRaw<FailedSignIns[]>`
    SELECT account, sum(total) FILTER (WHERE place <> '')::int AS failures, (count(*) FILTER (WHERE place <> ''))::int AS places,
      max("lastAt") AS "lastAt", max("delayUntil") FILTER (WHERE "delayUntil" > statement_timestamp()) AS "delayUntil"
    FROM "AttemptCounter" WHERE purpose = 'sign-in' AND account = ANY(${[...accounts]}) AND "expiresAt" > statement_timestamp()
    GROUP BY account`

/** Ends every delay of this account, and those of the places from which it was tried, in the transaction that records it. */
export async function liftDelays(tx: Tx, account: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AttemptCounter" SET failures = 0, "delayUntil" = ${NOT_LATER}
    WHERE purpose = 'sign-in' AND (account = ${account} OR (account = '' AND place IN (
      SELECT place FROM "AttemptCounter" WHERE purpose = 'sign-in' AND account = ${account} AND place <> '')))`
}
