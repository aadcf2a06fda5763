import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import type { Connection } from '~/platform/connection.server'
import { connection, db } from '~/platform/db.server'
import { committeePackets } from '~/services/decision/committee-packets.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import { recusedApplicationIds } from '~/services/recusal/recused.server'
import { openFromEarlier } from '../setup/earlier-database'

/**
 * ADR 016 on a database that held packets, votes, recusals and decisions before it. Both organisations use the same ids,
 * so that a join that forgets the organisation finds the other's application, packet or committee.
 */
const MIGRATION = '20261129201500_committee_rules'
const [RECRUITER, VOTER, JOINED, LEFT, RECUSED] = [101, 102, 103, 104, 105] as const
const [HERE, OTHER_APPLICATION] = [201, 202] as const
const [FIRST, SECOND, ELSEWHERE] = [301, 302, 303] as const
const AT = '2026-11-01T08:00:00Z'
let close = async () => {}

const body = JSON.stringify({
  schema: 'assay.packet/1',
  job: { name: 'Ranking', seniority: 'senior', roleName: 'ML engineer', quorum: 2 },
})

/** One organisation: a job with two applications, three packets, and what happened on them. */
function organisation(
  id: number,
  { committee, applicationOf }: { committee: number[]; applicationOf: Record<number, number> },
): string {
  const texts = [401, 402, 403, 404, 405]
  const rows = (table: string, columns: string, values: string[]) =>
    `INSERT INTO "${table}" ("organisationId", ${columns}) VALUES ${values.map((row) => `(${id}, ${row})`).join(', ')};`
  const numbers = new Map<number, number>()
  const numberOf = (application: number) => {
    numbers.set(application, (numbers.get(application) ?? 0) + 1)
    return numbers.get(application)!
  }
  return [
    `INSERT INTO "Organisation" (id, name, "timeZone") VALUES (${id}, 'Organisation ${id}', 'UTC');`,
    rows(
      'User',
      'id, name, "timeZone", state',
      [RECRUITER, VOTER, JOINED, LEFT, RECUSED].map((user) => `${user}, 'User ${user}', 'UTC', 'active'`),
    ),
    rows(
      'Grant',
      '"userId", role',
      [RECRUITER, ...committee].map((user) => `${user}, '${user === RECRUITER ? 'recruiter' : 'committee_member'}'`),
    ),
    rows('KitVersion', 'id, kit, name, version, hash, content', [`11, 'ml-engineer', 'ML engineer', '1', 'h', '{}'`]),
    rows('Job', 'id, name, role, seniority, "needProfile", maturity, "kitVersionId", quorum, state, "createdById"', [
      `12, 'Ranking', 'ml-engineer', 'senior', 'balanced', 3, 11, 2, 'open', ${RECRUITER}`,
    ]),
    rows(
      'CommitteeMember',
      '"jobId", "userId"',
      committee.map((user) => `12, ${user}`),
    ),
    rows('Candidate', 'id, name, "createdById"', [`13, 'Noor', ${RECRUITER}`, `14, 'Sam', ${RECRUITER}`]),
    rows('Application', 'id, "candidateId", "jobId", "createdById"', [
      `${HERE}, 13, 12, ${RECRUITER}`,
      `${OTHER_APPLICATION}, 14, 12, ${RECRUITER}`,
    ]),
    rows(
      'Text',
      'id, "userId", "authorId", kind, salt, body, hash',
      texts.map((text) => `${text}, ${VOTER}, ${VOTER}, 'reason', 's', 'Text ${text}', 'hash'`),
    ),
    rows(
      'Packet',
      'id, "applicationId", number, body, hash, "writeKey", "frozenAt", "frozenById"',
      [FIRST, SECOND, ELSEWHERE].map((packet) => {
        const application = applicationOf[packet]!
        return `${packet}, ${application}, ${numberOf(application)}, '${body}', 'hash', 'key-${packet}', '${AT}', ${RECRUITER}`
      }),
    ),
    rows('Vote', '"packetId", "userId", round, choice, "reasonTextId", "writeKey", "sealedAt"', [
      `${FIRST}, ${VOTER}, 1, 'hire', 401, 'a', '${AT}'`,
      `${FIRST}, ${VOTER}, 2, 'hire', 402, 'b', '${AT}'`,
      `${FIRST}, ${LEFT}, 1, 'no_hire', 403, 'c', '${AT}'`,
    ]),
    rows('Recusal', '"packetId", "userId", "reasonTextId", at', [
      `${FIRST}, ${RECUSED}, 404, '${AT}'`,
      `${SECOND}, ${RECUSED}, NULL, '${AT}'`,
    ]),
    rows('Decision', '"packetId", number, outcome, "reasonTextId", "writeKey", "decidedById", "decidedAt"', [
      `${ELSEWHERE}, 1, 'hire', 405, 'd', ${VOTER}, '${AT}'`,
    ]),
  ].join('\n')
}

async function writeOldRows({ runScript }: Connection) {
  await runScript(
    organisation(1, {
      committee: [VOTER, JOINED, RECUSED],
      applicationOf: { [FIRST]: HERE, [SECOND]: HERE, [ELSEWHERE]: OTHER_APPLICATION },
    }),
  )
  await runScript(
    organisation(2, {
      committee: [LEFT],
      applicationOf: { [FIRST]: OTHER_APPLICATION, [SECOND]: OTHER_APPLICATION, [ELSEWHERE]: HERE },
    }),
  )
}

const viewer = (userId: number, role: 'recruiter' | 'committee_member', organisationId = 1): Viewer => ({
  organisationId,
  userId,
  name: `User ${userId}`,
  timeZone: 'UTC',
  grants: [{ role, jobId: null }],
})

beforeAll(async () => {
  close = await openFromEarlier(MIGRATION, writeOldRows)
})
afterAll(() => close())

test('a recusal from a packet becomes one from its application, with reason and packet kept', async () => {
  const recusals = (organisationId: number) =>
    db().recusal.findMany({
      where: { organisationId },
      orderBy: { packetId: 'asc' },
      select: { applicationId: true, packetId: true, userId: true, reasonTextId: true },
    })
  expect(await recusals(1)).toEqual([
    { applicationId: HERE, packetId: FIRST, userId: RECUSED, reasonTextId: 404 },
    { applicationId: HERE, packetId: SECOND, userId: RECUSED, reasonTextId: null },
  ])
  expect((await recusals(2)).map(({ applicationId }) => applicationId)).toEqual([OTHER_APPLICATION, OTHER_APPLICATION])
  expect(await recusedApplicationIds({ organisationId: 1, userId: RECUSED })).toEqual([HERE])
  expect(await recusedApplicationIds({ organisationId: 2, userId: RECUSED })).toEqual([OTHER_APPLICATION])
})

test('the voters of an earlier packet are the members of the job and whoever voted, each once', async () => {
  const voters = async (organisationId: number, packetId: number) =>
    (await db().packetVoter.findMany({ where: { organisationId, packetId }, orderBy: { userId: 'asc' } })).map(
      ({ userId }) => userId,
    )
  expect(await voters(1, FIRST)).toEqual([VOTER, JOINED, LEFT, RECUSED])
  expect(await voters(1, SECOND)).toEqual([VOTER, JOINED, RECUSED])
  expect(await voters(1, ELSEWHERE)).toEqual([VOTER, JOINED, RECUSED])
  expect(await voters(2, FIRST)).toEqual([VOTER, LEFT])
  expect(await voters(2, SECOND)).toEqual([LEFT])
})

test('members have nobody who named them, and decisions overrode nothing', async () => {
  const members = await db().committeeMember.findMany({ where: { organisationId: 1 } })
  expect(members.map(({ namedById, namedAt }) => [namedById, namedAt])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ])
  const decisions = await db().decision.findMany({ where: { organisationId: { in: [1, 2] } } })
  expect(decisions.map(({ overriddenRules, overrideTextId }) => [overriddenRules, overrideTextId])).toEqual([
    [[], null],
    [[], null],
  ])
})

test('the guards hold again: recusals and voters are not changed, and nobody lifts their own recusal', async () => {
  const refused = (sql: string) => expect(connection().runScript(sql)).rejects.toThrow()
  await refused(`UPDATE "Recusal" SET "applicationId" = ${OTHER_APPLICATION} WHERE "organisationId" = 1`)
  await refused(`DELETE FROM "Recusal"`)
  await refused(`INSERT INTO "PacketVoter" ("organisationId", "packetId", "userId") VALUES (1, ${SECOND}, ${LEFT})`)
  await refused(`DELETE FROM "PacketVoter"`)
  await refused(
    `INSERT INTO "RecusalLift" ("organisationId", "recusalId", "liftedById", "reasonTextId", at)
     SELECT "organisationId", id, "userId", 404, at FROM "Recusal" WHERE "organisationId" = 1`,
  )
  await refused(`UPDATE "Decision" SET "overriddenRules" = '{no-majority}'`)
})

test('the pages read the migrated rows, and one act lifts both old recusals', async () => {
  const desk = () => committeePackets(viewer(VOTER, 'committee_member'))
  const seats = async () => (await desk()).waiting.map(({ id, of, quorumLost }) => ({ id, of, quorumLost }))
  expect(await seats()).toEqual([{ id: SECOND, of: 2, quorumLost: false }])
  expect((await desk()).decided.map(({ id, overridden }) => ({ id, overridden }))).toEqual([
    { id: ELSEWHERE, overridden: false },
  ])
  const lifted = await liftRecusal(viewer(RECRUITER, 'recruiter'), HERE, { person: RECUSED, reason: 'A mistake.' })
  expect(lifted.ok).toBe(true)
  expect(await db().recusalLift.count({ where: { organisationId: 1 } })).toBe(2)
  expect(await recusedApplicationIds({ organisationId: 1, userId: RECUSED })).toEqual([])
  expect(await recusedApplicationIds({ organisationId: 2, userId: RECUSED })).toEqual([OTHER_APPLICATION])
  expect(await seats()).toEqual([{ id: SECOND, of: 3, quorumLost: false }])
})
