import { afterAll, expect, test } from 'vitest'
import { db, transaction } from '~/platform/db.server'
import { audit, brokenLink, FIRST_LINK, linkHash } from '~/platform/audit.server'
import type { Connection } from '~/platform/connection.server'
import { openFromEarlier } from '../setup/earlier-database'

const MIGRATION = '20261129190500_audit_numbers'
let close = async () => {}

afterAll(() => close())

/** Entries as the version before wrote them: two organisations in turn, ids from one sequence, no numbers. */
async function writeOldEntries({ runScript }: Connection) {
  await runScript(`INSERT INTO "Organisation" (name, "timeZone") VALUES ('One', 'UTC'), ('Two', 'UTC')`)
  const heads = new Map<number, string>()
  for (const [at, organisationId] of [1, 2, 2, 1, 2].entries()) {
    const previousHash = heads.get(organisationId) ?? FIRST_LINK
    const link = {
      organisationId,
      at: new Date(Date.UTC(2026, 10, 1, 8, at)),
      actorId: null,
      act: 'thing.done',
      subjectType: 'thing',
      subjectId: at,
      applicationId: null,
      detail: '{}',
      previousHash,
    }
    const hash = linkHash(link)
    heads.set(organisationId, hash)
    await runScript(
      `INSERT INTO "AuditEntry" ("organisationId", at, act, "subjectType", "subjectId", detail, "previousHash", hash)
       VALUES (${organisationId}, '${link.at.toISOString()}', 'thing.done', 'thing', ${at}, '{}', '${previousHash}', '${hash}')`,
    )
  }
  await runScript(
    [...heads].map(([id, hash]) => `INSERT INTO "AuditHead" VALUES (${id}, ${id === 1 ? 2 : 3}, '${hash}')`).join(';'),
  )
}

test('the migration numbers the entries there are, keeps their hashes and the guard, and the chain goes on', async () => {
  close = await openFromEarlier(MIGRATION, writeOldEntries)
  const numbers = async (organisationId: number) =>
    (await db().auditEntry.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })).map(({ number }) => number)
  expect(await numbers(1)).toEqual([1, 2])
  expect(await numbers(2)).toEqual([1, 2, 3])
  for (const organisationId of [1, 2]) {
    expect(await brokenLink(db(), organisationId)).toBeNull()
    const subject = { type: 'thing', id: 9 }
    await transaction((tx) => audit(tx, { organisationId, actorId: null, act: 'thing.done', subject }))
    expect(await brokenLink(db(), organisationId)).toBeNull()
  }
  expect(await numbers(2)).toEqual([1, 2, 3, 4])
  await expect(
    db().auditEntry.updateMany({ where: { organisationId: 1 }, data: { act: 'thing.undone' } }),
  ).rejects.toThrow()
})
