import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectMemory, connectServer, type Connection } from '~/platform/connection.server'
import { closeDatabase } from '~/platform/db.server'
import { migrate, migrationsFolder } from '~/platform/migrate.server'
import { readMigrations } from '~/platform/migration-files.server'
import { freshDatabase } from '../setup/database'

const MIGRATION = '20261129193000_event_order'
let fresh: Awaited<ReturnType<typeof freshDatabase>>
let old: Connection

beforeAll(async () => {
  await closeDatabase()
  fresh = await freshDatabase({ migrated: false })
  const { memory, url } = fresh.options
  old = url ? await connectServer(url) : await connectMemory(memory as Blob)
})
afterAll(async () => {
  await old.close()
  await fresh.drop()
})

/** Rows as the version before wrote them, later events first, so that ids say nothing of their order. */
const OLD = `
  INSERT INTO "Organisation" (name, "timeZone") VALUES ('One', 'UTC');
  INSERT INTO "User" ("organisationId", name, "timeZone") VALUES (1, 'Ada', 'UTC');
  INSERT INTO "Grant" ("organisationId", "userId", role, "grantedAt", "revokedAt") VALUES
    (1, 1, 'recruiter', '2026-11-01T12:00Z', '2026-11-01T13:00Z'),
    (1, 1, 'interviewer', '2026-11-01T08:00Z', NULL);
  INSERT INTO "CalibrationRun" ("organisationId", state, "modelVersion", "inputHash", seed, "ratingIds", ratings, candidates,
      interviewers, converged, warnings, resume, "startedAt", "finishedAt")
    SELECT 1, 'completed', 'm', hash, 1, '{}', 0, 0, 0, true, '[]', 'null', at::timestamptz, at::timestamptz
    FROM (VALUES ('b', '2026-11-01T12:30Z'), ('a', '2026-11-01T09:00Z')) runs(hash, at);`

test('the migration orders what there is by its times, and what comes after it follows', async () => {
  const all = readMigrations(migrationsFolder())
  await migrate(
    old,
    all.filter(({ name }) => name < MIGRATION),
  )
  await old.runScript(OLD)
  await migrate(old, all)
  await old.runScript(
    `INSERT INTO "Grant" ("organisationId", "userId", role, "grantedAt", "grantedOrder") VALUES (1, 1, 'administrator', '2020-01-01T00:00Z', 1)`,
  )
  const order = await old.rows<{ event: string; number: number }>(`
    SELECT role || ' granted' AS event, "grantedOrder" AS number FROM "Grant"
    UNION ALL SELECT role || ' revoked', "revokedOrder" FROM "Grant" WHERE "revokedOrder" IS NOT NULL
    UNION ALL SELECT 'run ' || "inputHash", "storedOrder" FROM "CalibrationRun" ORDER BY 2`)
  expect(order.map(({ event }) => event)).toEqual([
    'interviewer granted',
    'run a',
    'recruiter granted',
    'run b',
    'recruiter revoked',
    'administrator granted',
  ])
  await expect(old.runScript(`UPDATE "CalibrationRun" SET seed = 2`)).rejects.toThrow(/immutable/)
})
