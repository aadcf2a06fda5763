import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { RETENTION, type RetentionKind } from '~/domain/retention/retention'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { databaseKind } from '../../../test/setup/database'
import { statementsOf } from '../../../test/setup/statements'
import { sweepExpired } from './sweep-expired.server'
import { serveKits } from '../../../test/setup/kits'

const DAY = 24 * 60 * 60_000
const TODAY = new Date('2026-11-29T02:20:00Z')
const daysAgo = (days: number, seconds = 0) => new Date(TODAY.getTime() - days * DAY - seconds * 1000)

beforeAll(serveKits)
beforeEach(() => stopClock(TODAY))
afterEach(() => stopClock(undefined))

/** One row of each kind whose time was over a minute ago, or is over in a minute. */
async function oneOfEach(viewer: Viewer, over: boolean) {
  const { organisationId, userId } = viewer
  const name = `${userId} ${over ? 'over' : 'kept'}`
  const since = (kind: RetentionKind) => daysAgo(RETENTION[kind].days, over ? 60 : -60)
  await db().session.create({ data: { organisationId, userId, tokenHash: name, expiresAt: since('sessions') } })
  await db().token.create({
    data: { organisationId, userId, kind: 'reset', tokenHash: name, expiresAt: since('tokens') },
  })
  await db().writeKey.create({
    data: { organisationId, userId, key: name, act: 'job', createdAt: since('writeKeys') },
  })
  await db().device.create({ data: { organisationId, userId, tokenHash: name, expiresAt: since('devices') } })
  const counter = {
    purpose: 'reset',
    account: name,
    place: '',
    failures: 1,
    total: 1,
    lastAt: TODAY,
    delayUntil: TODAY,
  }
  await db().attemptCounter.create({ data: { ...counter, expiresAt: since('throttleCounters') } })
  const job = { name, payload: '{}', maxAttempts: 1, runAt: since('finishedJobs') }
  await db().queueJob.create({ data: { ...job, state: 'done', finishedAt: since('finishedJobs') } })
  await db().queueJob.create({ data: { ...job, state: 'failed', finishedAt: since('failedJobs') } })
  await db().queueJob.create({ data: { ...job, state: 'waiting', runAt: daysAgo(400) } })
}

/** A candidate's page and a draft of a scorecard whose author was released a minute ago, or is still assigned. */
async function linkAndDraft(recruiter: Viewer, over: boolean) {
  const { organisationId, userId } = recruiter
  const job = await makeJob(recruiter)
  const application = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, application.id, { debugging: [recruiter] })
  const { id: interviewId, scorecards } = loop.interviews[0]!
  const scorecardId = scorecards[0]!.id
  const expiresAt = daysAgo(RETENTION.candidateLinks.days, over ? 60 : -60)
  await db().candidateLink.create({
    data: {
      organisationId,
      interviewId,
      kitVersionId: job.kitVersionId,
      prompt: 'serve-recommendations',
      tokenHash: `link ${over}`,
      createdById: userId,
      createdAt: new Date(expiresAt.getTime() - DAY),
      expiresAt,
    },
  })
  await db().scorecardDraft.create({
    data: { organisationId, scorecardId, revision: 1, content: '{}', savedAt: TODAY },
  })
  if (over)
    await db().scorecard.updateMany({
      where: { organisationId, id: scorecardId },
      data: { releasedAt: daysAgo(0, 60) },
    })
}

const counts = async (organisationId: number) => ({
  sessions: await db().session.count({ where: { organisationId } }),
  devices: await db().device.count({ where: { organisationId } }),
  tokens: await db().token.count({ where: { organisationId } }),
  writeKeys: await db().writeKey.count({ where: { organisationId } }),
  candidateLinks: await db().candidateLink.count({ where: { organisationId } }),
  releasedDrafts: await db().scorecardDraft.count({ where: { organisationId } }),
})

test('what has expired goes in every organisation, and what has not stays', async () => {
  await db().queueJob.deleteMany()
  const people = [await makeUser(await makeOrganisation()), await makeUser(await makeOrganisation())]
  for (const person of people) {
    await oneOfEach(person, true)
    await oneOfEach(person, false)
  }
  await linkAndDraft(people[0]!, true)
  await linkAndDraft(people[0]!, false)

  const one = { sessions: 2, devices: 2, tokens: 2, writeKeys: 2, throttleCounters: 2, finishedJobs: 2, failedJobs: 2 }
  expect(await sweepExpired()).toEqual({ ...one, candidateLinks: 1, releasedDrafts: 1 })
  const left = { sessions: 1, devices: 1, tokens: 1, writeKeys: 1 }
  expect(await counts(people[0]!.organisationId)).toEqual({ ...left, candidateLinks: 1, releasedDrafts: 1 })
  expect(await counts(people[1]!.organisationId)).toEqual({ ...left, candidateLinks: 0, releasedDrafts: 0 })
  expect(await db().attemptCounter.count()).toBe(2)
  expect((await db().queueJob.findMany()).map(({ state }) => state).sort()).toEqual(
    ['done', 'done', 'failed', 'failed', 'waiting', 'waiting', 'waiting', 'waiting'].sort(),
  )
  expect(await sweepExpired()).toEqual({})
})

test('many rows go in chunks, each of its own statement, and a stop ends between two', async () => {
  const { organisationId, userId } = await makeUser(await makeOrganisation())
  const keys = (count: number) =>
    db().writeKey.createMany({
      data: Array.from({ length: count }, (_, at) => ({
        organisationId,
        userId,
        key: `key ${at}`,
        act: 'job',
        createdAt: daysAgo(RETENTION.writeKeys.days, 1),
      })),
    })
  await keys(25)
  const { value, statements } = await statementsOf(() => sweepExpired({ chunk: 10 }))
  expect(value).toEqual({ writeKeys: 25 })
  const ofOthers = await db().organisation.count()
  const deletes = statements.filter((sql) => /DELETE FROM .*"WriteKey"/.test(sql))
  expect(deletes.length).toBeGreaterThanOrEqual(3)
  expect(deletes.length).toBeLessThanOrEqual(ofOthers + 2)

  await keys(25)
  const stop = new AbortController()
  stop.abort(new Error('the server is stopping'))
  await expect(sweepExpired({ chunk: 10, signal: stop.signal })).rejects.toThrow('the server is stopping')
  expect(await db().writeKey.count({ where: { organisationId } })).toBe(25)
})

// The embedded database has this process's clock, and no other server beside it.
test.skipIf(databaseKind() !== 'server')('a server whose clock is ahead deletes nothing before its time', async () => {
  stopClock(undefined)
  const { organisationId, userId } = await makeUser(await makeOrganisation())
  const [{ now: here } = { now: new Date(0) }] = await db().$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  const row = { organisationId, userId }
  await db().session.create({ data: { ...row, tokenHash: 'live', expiresAt: new Date(here.getTime() + 30 * DAY) } })
  await db().writeKey.create({ data: { ...row, key: 'live', act: 'job', createdAt: here } })
  vi.useFakeTimers({ toFake: ['Date'], now: here.getTime() + 400 * DAY })
  try {
    await sweepExpired()
  } finally {
    vi.useRealTimers()
  }
  const where = { organisationId }
  expect([await db().session.count({ where }), await db().writeKey.count({ where })]).toEqual([1, 1])
})

test('write keys outlive a month, and no page for a candidate outlives the key it was made under', () => {
  expect(RETENTION.writeKeys.days).toBeGreaterThanOrEqual(30)
  expect(RETENTION.candidateLinks.days).toBeGreaterThanOrEqual(RETENTION.writeKeys.days)
})
