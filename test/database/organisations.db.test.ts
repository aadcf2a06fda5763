import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import { makeApplication, makeJob, makeOrganisation, makeUser, type MadeJob } from '~/demo/factories'
import { connection, db, transaction } from '~/platform/db.server'
import { serveKits } from '../setup/kits'

let here: { viewer: Viewer; job: MadeJob; application: { id: number; candidateId: number } }
let there: typeof here

async function furnished() {
  const viewer = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  const job = await makeJob(viewer)
  return { viewer, job, application: await makeApplication(viewer, job) }
}

beforeAll(async () => {
  await serveKits()
  here = await furnished()
  there = await furnished()
})

test('a reference to a row of another organisation is refused by the database', async () => {
  const { organisationId, userId } = here.viewer
  await expect(
    db().application.create({
      data: { organisationId, candidateId: there.application.candidateId, jobId: here.job.id, createdById: userId },
    }),
  ).rejects.toMatchObject({ code: 'P2003' })
  await expect(
    db().committeeMember.create({ data: { organisationId, jobId: here.job.id, userId: there.viewer.userId } }),
  ).rejects.toMatchObject({ code: 'P2003' })
})

test('the id of another organisation’s row finds nothing', async () => {
  const { organisationId } = here.viewer
  const where = { organisationId_id: { organisationId, id: there.application.id } }
  expect(await db().application.findUnique({ where })).toBeNull()
  expect(await db().application.findMany({ where: { organisationId, id: there.application.id } })).toEqual([])
})

test('no row of any table moves to another organisation', async () => {
  const tables = await connection().rows<{ name: string }>(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.column_name = 'organisationId' AND c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'QueueJob'
     ORDER BY 1`,
  )
  expect(tables.length).toBeGreaterThan(35)
  const guarded = await connection().rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'keep_organisation' ORDER BY 1`,
  )
  expect(guarded).toEqual(tables)
})

test('a row that is there stays in its organisation, even through nested connect', async () => {
  const from = here.viewer.organisationId
  const to = there.viewer.organisationId
  await expect(
    connection().runScript(`UPDATE "Candidate" SET "organisationId" = ${to} WHERE "organisationId" = ${from}`),
  ).rejects.toThrow('cannot move to another organisation')
  await expect(
    db().application.update({
      where: { organisationId_id: { organisationId: from, id: here.application.id } },
      data: { job: { connect: { organisationId_id: { organisationId: to, id: there.job.id } } } },
    }),
  ).rejects.toThrow()
  expect(await db().application.count({ where: { organisationId: from } })).toBe(1)
})

test('a query without its organisation is refused before it reaches the database', async () => {
  const unscoped: (() => Promise<unknown>)[] = [
    () => db().application.findMany(),
    () => db().application.findFirst({ where: { id: there.application.id } }),
    () => db().application.findFirstOrThrow({ where: { OR: [{ organisationId: 1 }] } }),
    () => db().application.count({ where: { organisationId: { gt: 0 } } }),
    () => db().application.updateMany({ where: {}, data: { revision: 9 } }),
    () => db().application.deleteMany({ where: { id: 1 } }),
    () => db().application.aggregate({ _count: true }),
    () => db().application.groupBy({ by: ['state'] }),
  ]
  for (const query of unscoped) await expect(query()).rejects.toThrow('needs organisationId')
  await expect(transaction((tx) => tx.application.findMany())).rejects.toThrow('needs organisationId')
})

test('an e-mail address may stand once in each organisation', async () => {
  const email = 'same@example.org'
  await makeUser(here.viewer.organisationId, { email })
  await makeUser(there.viewer.organisationId, { email })
  await expect(makeUser(here.viewer.organisationId, { email })).rejects.toMatchObject({ code: 'P2002' })
})
