import { expect, test, vi } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { databaseKind } from '../../test/setup/database'
import { audit, brokenLink, linkHash } from './audit.server'
import { db, transaction } from './db.server'

const entry = (organisationId: number, id: number) =>
  transaction((tx) => audit(tx, { organisationId, actorId: null, act: 'thing.done', subject: { type: 'thing', id } }))

async function chain(length: number): Promise<{ organisationId: number; ids: number[] }> {
  const organisationId = await makeOrganisation()
  for (let at = 1; at <= length; at++) await entry(organisationId, at)
  const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
  return { organisationId, ids: entries.map(({ id }) => id) }
}

/** What a person with the database's own password could do. */
async function tamper(sql: string) {
  await db().$executeRawUnsafe('ALTER TABLE "AuditEntry" DISABLE TRIGGER USER')
  try {
    await db().$executeRawUnsafe(sql)
  } finally {
    await db().$executeRawUnsafe('ALTER TABLE "AuditEntry" ENABLE TRIGGER USER')
  }
}

test('a chain is whole, empty or long', async () => {
  const empty = await makeOrganisation()
  expect(await brokenLink(db(), empty)).toBeNull()
  const { organisationId, ids } = await chain(5)
  expect(ids).toHaveLength(5)
  expect(await brokenLink(db(), organisationId)).toBeNull()
})

// The embedded database has this process's clock, and no other server beside it.
test.skipIf(databaseKind() !== 'server')('a server whose clock is wrong writes the time of the database', async () => {
  const { organisationId } = await chain(1)
  const fresh = await makeOrganisation()
  for (const wrongBy of [400, -400]) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + wrongBy * 86_400_000 })
    try {
      await entry(organisationId, 2)
      await entry(fresh, 1)
    } finally {
      vi.useRealTimers()
    }
  }
  await entry(organisationId, 3)
  const entries = await db().auditEntry.findMany({ where: { organisationId: { in: [organisationId, fresh] } } })
  expect(entries).toHaveLength(6)
  const [{ now: here } = { now: new Date(0) }] = await db().$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  for (const { at } of entries) expect(Math.abs(at.getTime() - here.getTime())).toBeLessThan(3_600_000)
  for (const id of [organisationId, fresh]) expect(await brokenLink(db(), id)).toBeNull()
})

test('the database itself refuses to change or remove an entry', async () => {
  const { organisationId, ids } = await chain(2)
  await expect(
    db().auditEntry.updateMany({ where: { organisationId, id: ids[0]! }, data: { act: 'thing.undone' } }),
  ).rejects.toThrow()
  await expect(db().auditEntry.deleteMany({ where: { organisationId } })).rejects.toThrow()
  expect(await brokenLink(db(), organisationId)).toBeNull()
})

test.each([
  ['changed in what it says', `SET act = 'thing.undone'`],
  ['moved in time', `SET at = at + interval '1 second'`],
  ['given to somebody else', `SET "subjectId" = 99`],
  ['hung on another link', `SET "previousHash" = repeat('f', 64)`],
  ['given another hash', `SET hash = repeat('f', 64)`],
])('an entry %s is found', async (_name, change) => {
  const { organisationId, ids } = await chain(4)
  await tamper(`UPDATE "AuditEntry" ${change} WHERE "organisationId" = ${organisationId} AND id = ${ids[2]}`)
  expect(await brokenLink(db(), organisationId)).toBe(3)
})

test('an entry taken out is found at its number, and the last one by the head', async () => {
  const middle = await chain(4)
  await tamper(`DELETE FROM "AuditEntry" WHERE "organisationId" = ${middle.organisationId} AND id = ${middle.ids[1]}`)
  expect(await brokenLink(db(), middle.organisationId)).toBe(2)
  const end = await chain(3)
  await tamper(`DELETE FROM "AuditEntry" WHERE "organisationId" = ${end.organisationId} AND id = ${end.ids[2]}`)
  expect(await brokenLink(db(), end.organisationId)).toBe(3)
})

test('an entry given another number, or added without the head, is found', async () => {
  const moved = await chain(3)
  await tamper(`UPDATE "AuditEntry" SET number = 7 WHERE "organisationId" = ${moved.organisationId} AND number = 3`)
  expect(await brokenLink(db(), moved.organisationId)).toBe(3)
  const { organisationId } = await chain(2)
  const last = await db().auditEntry.findFirstOrThrow({ where: { organisationId, number: 2 } })
  const { id: _id, number: _number, hash: previousHash, ...rest } = last
  const link = { ...rest, previousHash }
  await db().auditEntry.create({ data: { ...link, number: 3, hash: linkHash(link) } })
  expect(await brokenLink(db(), organisationId)).toBe(3)
})

test('numbers belong to the organisation: what others do moves none of them', async () => {
  const [one, two] = [await makeOrganisation(), await makeOrganisation()]
  for (const organisationId of [one, two, two, one, two, one]) await entry(organisationId, 1)
  for (const organisationId of [one, two]) {
    const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3])
  }
})

test('an entry goes with what it records: undone together', async () => {
  const { organisationId } = await chain(1)
  await expect(
    transaction(async (tx) => {
      await audit(tx, { organisationId, actorId: null, act: 'thing.done', subject: { type: 'thing', id: 2 } })
      throw new Error('after all not')
    }),
  ).rejects.toThrow('after all not')
  expect(await db().auditEntry.count({ where: { organisationId } })).toBe(1)
  expect(await brokenLink(db(), organisationId)).toBeNull()
})

test('forty writers at once in two organisations keep two chains, one entry each', async () => {
  const [one, two] = [await makeOrganisation(), await makeOrganisation()]
  const writers = Array.from({ length: 40 }, (_, at) => entry(at % 2 ? one : two, at))
  await Promise.all(writers)
  for (const organisationId of [one, two]) {
    expect(await db().auditEntry.count({ where: { organisationId } })).toBe(20)
    expect(await brokenLink(db(), organisationId)).toBeNull()
  }
})

test('an actor of another organisation cannot be written into a chain', async () => {
  const { organisationId } = await chain(1)
  const stranger = await makeUser(await makeOrganisation())
  await expect(
    transaction((tx) =>
      audit(tx, { organisationId, actorId: stranger.userId, act: 'thing.done', subject: { type: 'thing', id: 1 } }),
    ),
  ).rejects.toThrow()
})
