import { beforeEach, expect, test } from 'vitest'
import { forgetAttempts, letPass } from '../../test/setup/attempts'
import { stopClock } from './clock.server'
import {
  countFailure,
  countGuess,
  countSuccess,
  delayOf,
  deviceCounter,
  passwordChangeCounter,
  signInCounters,
} from './throttle.server'
import { db } from './db.server'

beforeEach(async ({ task }) => {
  if (task.mode !== 'skip') await forgetAttempts()
})

const email = 'ann@example.org'
const place = '203.0.113.7'
const fail = async (times: number, counters = signInCounters(email, place)) => {
  for (let at = 0; at < times; at++) await countFailure(counters)
}
/** A delay just counted, in the seconds of its rule: some of a second may have gone by. */
const near = (seconds: number, found: number | null) => {
  expect(found).not.toBeNull()
  expect(found).toBeLessThanOrEqual(seconds)
  expect(found).toBeGreaterThan(seconds * 0.5)
}

test('four failures cost nothing; each further one doubles the delay, up to a quarter of an hour', async () => {
  const [pair] = signInCounters(email, place)
  await fail(4, [pair!])
  expect(await delayOf([pair!])).toBeNull()
  for (const seconds of [10, 20, 40, 80, 160, 320, 640, 900, 900, 900]) {
    await fail(1, [pair!])
    near(seconds, await delayOf([pair!]))
  }
})

test('a delay ends, failures are forgotten with time, and a success forgets them at once', async () => {
  const [pair] = signInCounters(email, place)
  await fail(6, [pair!])
  await letPass(21)
  expect(await delayOf([pair!])).toBeNull()
  await letPass(3 * 3600)
  // Three of six are forgotten: this is the fourth again.
  await fail(1, [pair!])
  expect(await delayOf([pair!])).toBeNull()
  await fail(1, [pair!])
  near(10, await delayOf([pair!]))
  await countSuccess(pair!)
  expect(await delayOf([pair!])).toBeNull()
  await fail(4, [pair!])
  expect(await delayOf([pair!])).toBeNull()
})

test('failures at one account in one place delay neither the account elsewhere nor others in the place', async () => {
  await fail(8)
  expect(await delayOf(signInCounters(email, place))).not.toBeNull()
  expect(await delayOf(signInCounters(email, '198.51.100.1'))).toBeNull()
  expect(await delayOf(signInCounters('ben@example.org', place))).toBeNull()
})

test('an account tried from many places is slowed by a minute at most, a place that tries many accounts by half of one', async () => {
  for (let at = 0; at < 40; at++) await fail(1, signInCounters(email, `10.0.0.${at}`))
  near(60, await delayOf(signInCounters(email, 'a new place')))
  expect(await delayOf(signInCounters('ben@example.org', 'a new place'))).toBeNull()

  for (let at = 0; at < 110; at++) await fail(1, [signInCounters('x@example.org', place)[2]!])
  near(30, await delayOf(signInCounters('somebody@example.org', place)))
})

test('each purpose counts for itself', async () => {
  for (let at = 0; at < 30; at++) expect(await countGuess('candidate-link', place)).toBeNull()
  near(10, await countGuess('candidate-link', place))
  expect(await countGuess('invitation', place)).toBeNull()
  expect(await countGuess('reset', place)).toBeNull()
  expect(await countGuess('set-up', place)).toBeNull()
  expect(await delayOf(signInCounters(email, place))).toBeNull()
  await fail(30)
  expect(await countGuess('reset', place)).toBeNull()
  expect(await delayOf([passwordChangeCounter({ organisationId: 1, sessionId: 1 })])).toBeNull()
  expect(await delayOf([deviceCounter(email, { organisationId: 1, id: 1 })])).toBeNull()
})

test('a guess within the delay is not counted, so waiting always helps', async () => {
  for (let at = 0; at < 40; at++) await countGuess('reset', place)
  near(10, await countGuess('reset', place))
  await letPass(11)
  expect(await countGuess('reset', place)).toBeNull()
})

test('failures at the same moment are all counted', async () => {
  await Promise.all(Array.from({ length: 12 }, () => countFailure(signInCounters(email, place))))
  const rows = await db().attemptCounter.findMany()
  expect(rows.map(({ failures }) => failures)).toEqual([12, 12, 12])
})

test('a server whose clock is wrong counts as the database does', async () => {
  const [pair] = signInCounters(email, place)
  stopClock(new Date(Date.now() + 600_000))
  await fail(5, [pair!])
  near(10, await delayOf([pair!]))
  stopClock(new Date(Date.now() - 600_000))
  near(10, await delayOf([pair!]))
  stopClock(undefined)
})

test('no address, neither of a person nor of a network, is kept; and what is kept expires after two days', async () => {
  await fail(1)
  expect(JSON.stringify(await db().attemptCounter.findMany())).not.toMatch(/example|203\.0/)
  const [row] = await db().attemptCounter.findMany()
  expect(row!.expiresAt.getTime() - row!.lastAt.getTime()).toBe(2 * 86_400_000)
})
