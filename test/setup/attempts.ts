import { db } from '~/platform/db.server'

/** No failed attempts so far. */
export const forgetAttempts = () => db().attemptCounter.deleteMany({})

/** What the counters hold, as if `seconds` had gone by: their times are the database's, which no test can stop. */
export const letPass = (seconds: number) => db().$executeRaw`
  UPDATE "AttemptCounter" SET "lastAt" = "lastAt" - interval '1 second' * ${seconds}::int,
    "delayUntil" = "delayUntil" - interval '1 second' * ${seconds}::int,
    "auditedAt" = "auditedAt" - interval '1 second' * ${seconds}::int`
