import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '~/platform/db.server'
import { openFromEarlier } from '../setup/earlier-database'

/** Interviews from before their prompts were recorded (ADR 027), on both databases. */
const MIGRATION = '20261130090130_prompt_rotation'
let close = async () => {}

/** Three prompts of one kind, of which an interview uses two; another interview uses none. */
const CONTENT = JSON.stringify({
  prompts: [
    { id: 'c', kind: 'debugging' },
    { id: 'x', kind: 'coding' },
    { id: 'a', kind: 'debugging' },
    { id: 'b', kind: 'debugging' },
  ],
  interviews: [
    { id: 'debugging', prompts: { kind: 'debugging', pick: 2 } },
    { id: 'talk' },
    { id: 'coding', prompts: { kind: 'coding', pick: 1 } },
  ],
})

beforeAll(async () => {
  const applications = [30, 31, 32]
  const rows = (of: (id: number) => string) => applications.map(of).join(', ')
  close = await openFromEarlier(MIGRATION, ({ runScript }) =>
    runScript(`
      INSERT INTO "Organisation" (id, name, "timeZone") VALUES (1, 'Meridian Labs', 'UTC'), (2, 'Empty', 'UTC');
      INSERT INTO "User" ("organisationId", id, name, "timeZone", state) VALUES (1, 11, 'Anna', 'UTC', 'active');
      INSERT INTO "KitVersion" ("organisationId", id, kit, name, version, hash, content) VALUES (1, 21, 'own', 'Own', '1.0', 'h', '${CONTENT}');
      INSERT INTO "KitInterview" ("organisationId", id, "kitVersionId", key, name, minutes, position)
        VALUES (1, 1, 21, 'debugging', 'D', 60, 0), (1, 2, 21, 'talk', 'T', 60, 1), (1, 3, 21, 'coding', 'C', 60, 2);
      INSERT INTO "Job" ("organisationId", id, name, role, seniority, "needProfile", maturity, "kitVersionId", quorum, "createdById")
        VALUES (1, 22, 'Job', 'own', 'mid', 'balanced', 3, 21, 1, 11);
      INSERT INTO "Candidate" ("organisationId", id, name, "createdById") VALUES ${rows((id) => `(1, ${id}, 'N${id}', 11)`)};
      INSERT INTO "Application" ("organisationId", id, "candidateId", "jobId", "createdById") VALUES ${rows((id) => `(1, ${id}, ${id}, 22, 11)`)};
      INSERT INTO "Loop" ("organisationId", id, "applicationId", "kitVersionId", "createdById", "createdAt")
        VALUES ${rows((id) => `(1, ${id}, ${id}, 21, 11, '2026-11-01T08:00:00Z')`)};
      INSERT INTO "Interview" ("organisationId", id, "loopId", "kitInterviewId", position, minutes)
        VALUES ${[1, 2, 3].map((kind) => rows((id) => `(1, ${10 * id + kind}, ${id}, ${kind}, ${kind}, 60)`)).join(', ')};`),
  )
}, 120_000)
afterAll(() => close())

test('each interview has the prompts that its guide showed: in the kit’s order, going round from application to application', async () => {
  const rows = await db().interviewPrompt.findMany({
    where: { organisationId: 1 },
    orderBy: [{ interviewId: 'asc' }, { position: 'asc' }],
  })
  expect(rows.map(({ interviewId, kit, prompt, position }) => [interviewId, `${kit}/${prompt}`, position])).toEqual([
    [301, 'own/c', 0],
    [301, 'own/a', 1],
    [303, 'own/x', 0],
    [311, 'own/a', 0],
    [311, 'own/b', 1],
    [313, 'own/x', 0],
    [321, 'own/b', 0],
    [321, 'own/c', 1],
    [323, 'own/x', 0],
  ])
  expect(rows.every(({ chosenById, openedAt }) => chosenById === null && openedAt === null)).toBe(true)
  expect(rows[0]!.chosenAt.toISOString()).toBe('2026-11-01T08:00:00.000Z')
})
