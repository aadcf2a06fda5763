import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '~/platform/db.server'
import { openFromEarlier } from '../setup/earlier-database'

/** A run of before the column `named` was renamed, on both databases. */
const MIGRATION = '20261130071000_reported_severities'
let close = async () => {}

beforeAll(async () => {
  close = await openFromEarlier(MIGRATION, ({ runScript }) =>
    runScript(`
      INSERT INTO "Organisation" (id, name, "timeZone") VALUES (1, 'Meridian Labs', 'UTC');
      INSERT INTO "User" ("organisationId", id, name, "timeZone", state) VALUES (1, 11, 'Anna', 'UTC', 'active'), (1, 12, 'Ben', 'UTC', 'active');
      INSERT INTO "CalibrationRun" ("organisationId", id, state, "modelVersion", seed, "inputHash", ratings, candidates, interviewers, converged, warnings, resume, "startedAt", "finishedAt")
        VALUES (1, 21, 'completed', 'm', 1, 'h', 2, 1, 2, true, '[]', 'null', '2026-11-01T08:00:00Z', '2026-11-01T08:00:00Z');
      INSERT INTO "RunSeverity" ("organisationId", "runId", "userId", ratings, severity, sd, named)
        VALUES (1, 21, 11, 9, 0.25, 0.1, true), (1, 21, 12, 1, -0.5, 0.4, false);`),
  )
}, 120_000)
afterAll(() => close())

test('which severities are reported is kept', async () => {
  const rows = await db().runSeverity.findMany({ where: { organisationId: 1 }, orderBy: { userId: 'asc' } })
  expect(rows.map(({ userId, severity, reported }) => [userId, severity, reported])).toEqual([
    [11, 0.25, true],
    [12, -0.5, false],
  ])
})
