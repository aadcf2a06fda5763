import { expect, test } from 'vitest'
import { makeOrganisation } from '~/demo/factories'
import { audit } from '~/platform/audit.server'
import { stopClock } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { statementsOf } from '../../../test/setup/statements'
import { verifyAllChains, verifyNewEntries, verifyWholeChain } from './verify-audit.server'

const add = (organisationId: number, id: number) =>
  transaction((tx) => audit(tx, { organisationId, actorId: null, act: 'thing.done', subject: { type: 'thing', id } }))

async function chain(length: number): Promise<number> {
  const organisationId = await makeOrganisation()
  for (let at = 1; at <= length; at++) await add(organisationId, at)
  return organisationId
}

/** What a person with the database's own password could do. */
async function tamper(...sql: string[]) {
  await db().$executeRawUnsafe('ALTER TABLE "AuditEntry" DISABLE TRIGGER USER')
  try {
    for (const one of sql) await db().$executeRawUnsafe(one)
  } finally {
    await db().$executeRawUnsafe('ALTER TABLE "AuditEntry" ENABLE TRIGGER USER')
  }
}

const kept = (organisationId: number) => db().auditVerification.findUnique({ where: { organisationId } })
const readEntries = (statements: string[]) => statements.filter((sql) => /SELECT .*"AuditEntry"."hash"/.test(sql))

test('new entries are verified from the last verified one, not from the first', async () => {
  const organisationId = await chain(5)
  const { reached } = await verifyNewEntries(organisationId, { chunk: 2 })
  expect(reached.number).toBe(5)
  expect(await kept(organisationId)).toMatchObject({ number: 5, hash: reached.hash, brokenNumber: null })
  await add(organisationId, 6)
  const again = await statementsOf(() => verifyNewEntries(organisationId, { chunk: 2 }))
  expect(again.value.reached.number).toBe(6)
  expect(readEntries(again.statements)).toHaveLength(1)
  expect((await kept(organisationId))!.number).toBe(6)
})

test('a chain without an entry, and one without a new entry, are whole', async () => {
  const organisationId = await makeOrganisation()
  expect(await verifyNewEntries(organisationId)).toMatchObject({ reached: { number: 0 }, broken: null })
  const other = await chain(2)
  await verifyNewEntries(other)
  const again = await statementsOf(() => verifyNewEntries(other))
  expect(again.value).toMatchObject({ reached: { number: 2 }, broken: null })
  expect(readEntries(again.statements)).toHaveLength(0)
})

test('an entry changed after it was verified is found by the verification from the first entry, and stays', async () => {
  const organisationId = await chain(4)
  await verifyNewEntries(organisationId)
  const where = `WHERE "organisationId" = ${organisationId} AND number = 2`
  await tamper(`UPDATE "AuditEntry" SET act = 'thing.undone' ${where}`)
  expect((await verifyNewEntries(organisationId)).broken).toBeNull()
  expect((await verifyWholeChain(organisationId, { chunk: 1 })).broken).toBe(2)
  expect(await kept(organisationId)).toMatchObject({ brokenNumber: 2, passNumber: null, wholeAt: null })
  await add(organisationId, 5)
  expect((await verifyNewEntries(organisationId)).broken).toBe(2)
  expect(await kept(organisationId)).toMatchObject({ brokenNumber: 2, number: 4 })
  await tamper(`UPDATE "AuditEntry" SET act = 'thing.done' ${where}`)
  expect((await verifyWholeChain(organisationId)).broken).toBeNull()
  expect(await kept(organisationId)).toMatchObject({ brokenNumber: null, brokenAt: null, number: 5 })
})

test('an end cut off with its head set back is found by both, and by the next night as well', async () => {
  const organisationId = await chain(4)
  await verifyNewEntries(organisationId)
  const hash = (await db().auditEntry.findFirstOrThrow({ where: { organisationId, number: 2 } })).hash
  await tamper(
    `DELETE FROM "AuditEntry" WHERE "organisationId" = ${organisationId} AND number > 2`,
    `UPDATE "AuditHead" SET entries = 2, hash = '${hash}' WHERE "organisationId" = ${organisationId}`,
  )
  expect((await verifyNewEntries(organisationId)).broken).toBe(3)
  expect((await verifyWholeChain(organisationId)).broken).toBe(3)
  for (const id of [3, 4, 5]) await add(organisationId, id + 10)
  expect((await verifyWholeChain(organisationId)).broken).toBe(4)
  expect((await kept(organisationId))!.brokenNumber).toBe(4)
})

test('a stopped verification is taken up again where it was, and begins anew a day later', async () => {
  const organisationId = await chain(30)
  const stop = new AbortController()
  const chunks = { chunk: 1, signal: stop.signal }
  const { auditEntry } = db()
  let read = 0
  const findMany = auditEntry.findMany.bind(auditEntry)
  Object.assign(auditEntry, {
    findMany: (...given: Parameters<typeof findMany>) => {
      if (++read === 25) stop.abort(new Error('the server is stopping'))
      return findMany(...given)
    },
  })
  try {
    await expect(verifyWholeChain(organisationId, chunks)).rejects.toThrow('the server is stopping')
  } finally {
    Object.assign(auditEntry, { findMany })
  }
  const { passNumber, passStartedAt } = (await kept(organisationId))!
  expect(passNumber).toBe(20)
  const rest = await statementsOf(() => verifyWholeChain(organisationId, { chunk: 1 }))
  expect(rest.value).toMatchObject({ reached: { number: 30 }, broken: null })
  expect(readEntries(rest.statements)).toHaveLength(10)

  await db().auditVerification.update({ where: { organisationId }, data: { passNumber: 20, passStartedAt } })
  stopClock(new Date(passStartedAt!.getTime() + 25 * 60 * 60_000))
  try {
    const anew = await statementsOf(() => verifyWholeChain(organisationId, { chunk: 1 }))
    expect(readEntries(anew.statements)).toHaveLength(30)
  } finally {
    stopClock(undefined)
  }
})

test('every organisation is verified, also beside one whose chain is broken', async () => {
  const [broken, whole] = [await chain(2), await chain(3)]
  await tamper(`UPDATE "AuditEntry" SET "subjectId" = 99 WHERE "organisationId" = ${broken} AND number = 1`)
  await verifyAllChains(verifyNewEntries)
  expect(await kept(broken)).toMatchObject({ brokenNumber: 1 })
  expect(await kept(whole)).toMatchObject({ brokenNumber: null, number: 3 })
})
