// Runs on one database: which votes count and which outcome they allow; the constraint stands in decision-rows.db.test.ts.
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import { readBody } from '~/domain/packet/verify-packet'
import type { VoteChoice } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { readApplication } from '~/services/application/read-application.server'
import { recruiterDashboard } from '../dashboard/recruiter-dashboard.server'
import { addGrant, deactivate, revokeGrant } from '~/services/identity/people.server'
import { changeJob } from '~/services/job/jobs.server'
import { readJobToEdit } from '~/services/job/read-jobs.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { JobChange } from '~/domain/job/schemas'
import { judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { committeePackets } from './committee-packets.server'
import { overrideCommittee } from './override-committee.server'
import { readPacket } from './read-packet.server'
import { recordDecision } from './record-decision.server'
import { sealVote } from './seal-vote.server'

vi.setConfig({ testTimeout: 90_000 })

type Outcome = { ok: true } | { ok: false; error: { code: string } }
const code = (result: Outcome) => (result.ok ? 'ok' : result.error.code)
const read = async (viewer: Viewer, packetId: number) => {
  const page = await readPacket(viewer, packetId)
  if (!page.ok) throw new Error(page.error.code)
  return page.value
}
const vote = (viewer: Viewer, packetId: number, choice: VoteChoice, round: 1 | 2 = 1) =>
  sealVote(viewer, packetId, { round, choice, reason: 'As I read it.', writeKey: randomUUID() })
const decide = (viewer: Viewer, packetId: number, outcome: VoteChoice) =>
  recordDecision(viewer, packetId, {
    outcome,
    reason: 'The reasons, at length.',
    supersedes: null,
    opened: 1,
    writeKey: randomUUID(),
  })
const override = (viewer: Viewer, packetId: number, outcome: VoteChoice) =>
  overrideCommittee(viewer, packetId, {
    outcome,
    reason: 'The team needs this profile.',
    overrideReason: 'The votes were on another job.',
    supersedes: null,
    opened: 1,
    writeKey: randomUUID(),
  })

async function before() {
  const staff = await staffedJob()
  const { organisationId, recruiter, job, anna, ben } = staff
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 2, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': null } },
  ])
  const packetId = await sentPacket(recruiter, application.id)
  const administrator = await makeUser(organisationId, { roles: ['administrator'], name: 'Ada Admin' })
  return { ...staff, application, packetId, administrator }
}

/** Sets the voters as the job's form does. */
async function nameVoters(viewer: Viewer, jobId: number, voters: readonly Viewer[]) {
  const page = await readJobToEdit(viewer, jobId)
  if (!page.ok) throw new Error(page.error.code)
  const { values, revision } = page.value.job
  const quorum = String(Math.min(Number(values.quorum), voters.length))
  const committee = voters.map(({ userId }) => String(userId))
  return changeJob(viewer, jobId, JobChange.parse({ ...values, committee, quorum, revision: String(revision) }))
}

test('a person named after a packet was sent does not vote on it, and nobody names themselves', async () => {
  const { organisationId, recruiter, administrator, job, vera, wim, xenia, packetId, application } = await before()
  expect(code(await nameVoters(recruiter, job.id, [vera, wim, xenia, recruiter]))).toBe('VOTER_NAMED_SELF')
  expect(code(await nameVoters(administrator, job.id, [vera, wim, xenia, administrator]))).toBe('VOTER_NAMED_SELF')
  expect(code(await nameVoters(administrator, job.id, [vera, wim, xenia, recruiter]))).toBe('ok')
  const named = { ...recruiter, grants: [...recruiter.grants, { role: 'committee_member' as const, jobId: job.id }] }
  expect(code(await vote(named, packetId, 'hire'))).toBe('NOT_A_VOTER')
  expect((await read(named, packetId)).acts.vote).toBeNull()
  expect((await read(vera, packetId)).reading!.first).toMatchObject({ of: 3 })
  expect(code(await nameVoters(named, job.id, [recruiter]))).toBe('VOTER_CHANGES_VOTERS')

  const second = await sentPacket(administrator, application.id, 'write-key-2')
  expect(code(await vote(named, second, 'hire'))).toBe('ok')
  expect((await read(vera, second)).reading!.voters.find(({ userId }) => userId === recruiter.userId)!.ties).toEqual([
    'added-candidate',
  ])
  const entries = await db().auditEntry.findMany({
    where: { organisationId, act: { in: ['job.voters-changed', 'grant.added'] } },
    orderBy: { id: 'asc' },
    select: { act: true, detail: true, actorId: true },
  })
  const ids = (...people: Viewer[]) => people.map(({ userId }) => userId).sort((a, b) => a - b)
  expect(entries.map(({ act, detail }) => [act, JSON.parse(detail) as unknown])).toEqual([
    [
      'grant.added',
      {
        role: 'committee_member',
        jobId: job.id,
        toThemselves: false,
        roles: ['recruiter', `committee member of job ${job.id}`],
        rolesBefore: ['recruiter'],
      },
    ],
    ['job.voters-changed', { voters: ids(vera, wim, xenia, recruiter), votersBefore: ids(vera, wim, xenia) }],
  ])
  expect(entries.every(({ actorId }) => actorId === administrator.userId)).toBe(true)
})

test('the packet names its voters under its hash, and a change of voters asks for another look before sending', async () => {
  const { organisationId, administrator, recruiter, job, vera, wim, packetId, application } = await before()
  const { body } = await db().packet.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: packetId } },
    select: { body: true },
  })
  expect(readBody(body).voters).toHaveLength(3)
  const seen = await previewPacket(recruiter, application.id)
  await nameVoters(administrator, job.id, [vera, wim])
  const again = await previewPacket(recruiter, application.id)
  expect(seen.ok && again.ok && seen.value.seen !== again.value.seen).toBe(true)
})

test('voters who left no longer count, and a quorum that cannot be reached is said everywhere', async () => {
  const { organisationId, administrator, recruiter, job, vera, wim, xenia, packetId } = await before()
  await deactivate(administrator, xenia.userId)
  expect((await read(vera, packetId)).reading!.first).toMatchObject({ of: 2, needed: 2 })
  expect((await read(vera, packetId)).quorumLost).toBe(false)
  const grant = await db().grant.findFirstOrThrow({ where: { organisationId, userId: wim.userId, revokedAt: null } })
  await revokeGrant(administrator, wim.userId, grant.id)
  const page = await read(vera, packetId)
  expect(page.quorumLost).toBe(true)
  expect(page.reading!.voters.filter(({ left }) => left).map(({ name }) => name)).toEqual(['Wim Bos', 'Xenia Roy'])
  expect((await committeePackets(vera)).waiting[0]).toMatchObject({ id: packetId, quorumLost: true })
  const { needs } = await recruiterDashboard(recruiter, null)
  expect(needs[0]).toMatchObject({ kind: 'quorum', applications: [{ words: 'packet 1' }] })
  const lost = async (viewer: Viewer) => {
    const found = await readApplication(viewer, page.applicationId)
    return found.ok && { said: found.value.open?.lostQuorum, edit: found.value.may.edit, send: found.value.may.send }
  }
  const said = { number: 1, quorum: 2 }
  expect(await lost(recruiter)).toEqual({ said, edit: true, send: true })
  expect(await lost(vera)).toEqual({ said, edit: false, send: false })
  expect(code(await vote(wim, packetId, 'hire'))).not.toBe('ok')
  // Named again for the job, they count again: the packet's list is frozen, and they are still on it.
  await addGrant(administrator, wim.userId, { role: 'committee_member', jobId: job.id })
  expect((await read(vera, packetId)).quorumLost).toBe(false)
  expect(await lost(recruiter)).toMatchObject({ said: null })
})

test('a vote sealed by somebody who left afterwards counts, and leaving makes no majority', async () => {
  const { administrator, job, vera, wim, xenia, packetId } = await before()
  await vote(vera, packetId, 'hire')
  await vote(wim, packetId, 'no_hire')
  await deactivate(administrator, wim.userId)
  await nameVoters(administrator, job.id, [vera])
  const page = await read(vera, packetId)
  expect(page.reading!.opened.map(({ name, first }) => [name, first?.choice ?? null])).toEqual([
    ['Vera Lang', 'hire'],
    ['Wim Bos', 'no_hire'],
  ])
  expect(code(await decide(vera, packetId, 'hire'))).toBe('RULE_UNMET')
  expect(code(await vote(xenia, packetId, 'hire', 2))).toBe('VOTER_LEFT')
})

test('one person alone records no outcome on a tie with a voter absent; the form says why and what to do', async () => {
  const { organisationId, vera, wim, packetId } = await before()
  await vote(vera, packetId, 'hire')
  await vote(wim, packetId, 'no_hire')
  for (const outcome of ['hire', 'no_hire', 'more_signal'] as const)
    expect(code(await decide(vera, packetId, outcome))).toBe('RULE_UNMET')
  const { rules } = await read(vera, packetId)
  expect(rules!.hire.map((rule) => rule.code)).toEqual(['no-majority', 'voter-absent'])
  expect(await db().decision.count({ where: { organisationId } })).toBe(0)
})

test('an override is its own act, by somebody outside the committee, and is shown wherever the decision is', async () => {
  const { organisationId, administrator, recruiter, vera, wim, xenia, packetId, application } = await before()
  expect(code(await override(administrator, packetId, 'hire'))).toBe('VOTES_SEALED')
  await vote(vera, packetId, 'no_hire')
  await vote(wim, packetId, 'no_hire')
  expect(code(await override(vera, packetId, 'hire'))).toBe('PACKET_NOT_FOUND')
  expect(code(await override(recruiter, packetId, 'hire'))).toBe('PACKET_NOT_FOUND')
  const both = { ...xenia, grants: [...xenia.grants, { role: 'administrator' as const, jobId: null }] }
  expect(code(await override(both, packetId, 'hire'))).toBe('VOTER_OVERRIDES')
  expect(code(await override(administrator, packetId, 'no_hire'))).toBe('NOTHING_TO_OVERRIDE')
  expect(code(await decide(vera, packetId, 'hire'))).toBe('RULE_UNMET')
  expect(code(await override(administrator, packetId, 'hire'))).toBe('ok')

  const [record] = (await read(vera, packetId)).reading!.records
  expect(record).toMatchObject({
    outcome: 'hire',
    by: 'Ada Admin',
    override: { rules: ['no-majority', 'voter-absent'], reason: { words: 'The votes were on another job.' } },
  })
  expect((await committeePackets(vera)).decided[0]).toMatchObject({ outcome: 'hire', overridden: true })
  const page = await readApplication(recruiter, application.id)
  expect(page.ok && page.value.open!.packets[0]).toMatchObject({ outcome: 'hire', overridden: true })
  expect(page.ok && page.value.trail.lines[0]!.what).toBe('Decision recorded over the committee’s rule')
  const entry = await db().auditEntry.findFirstOrThrow({ where: { organisationId, act: 'decision.overridden' } })
  expect(JSON.parse(entry.detail)).toMatchObject({ outcome: 'hire', rules: ['no-majority', 'voter-absent'] })
})
