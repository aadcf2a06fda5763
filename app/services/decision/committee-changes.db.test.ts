import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { VoteChoice } from '~/domain/decision/voting'
import { JobChange } from '~/domain/job/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { addGrant, deactivate, revokeGrant } from '~/services/identity/people.server'
import { changeJob } from '~/services/job/jobs.server'
import { readJobToEdit } from '~/services/job/read-jobs.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import { judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { committeePackets } from './committee-packets.server'
import { overrideCommittee } from './override-committee.server'
import { readPacket } from './read-packet.server'
import { recuse } from './recuse.server'
import { sealVote } from './seal-vote.server'

// What happens to a packet when its voters, their roles, its job or another packet change while votes are being cast.

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
const override = (viewer: Viewer, packetId: number) =>
  overrideCommittee(viewer, packetId, {
    outcome: 'hire',
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
  const packetId = await sentPacket(recruiter, application.id, 'write-key-1')
  const administrator = await makeUser(organisationId, { roles: ['administrator'], name: 'Ada Admin' })
  return { ...staff, application, packetId, administrator }
}

/** Saves the job's form with these fields changed, as its page does: voters that it does not show are not posted. */
async function saveJob(viewer: Viewer, jobId: number, change: Record<string, unknown>) {
  const page = await readJobToEdit(viewer, jobId)
  if (!page.ok) throw new Error(page.error.code)
  const { people, job } = page.value
  const committee = job.values.committee.filter((id) => people.some((person) => String(person.id) === id))
  const form = { ...job.values, committee, revision: String(job.revision), ...change }
  return changeJob(viewer, jobId, JobChange.parse(form))
}

test('whoever voted on an earlier packet of the application cannot override the committee of a later one', async () => {
  const { administrator, recruiter, job, vera, wim, xenia, packetId, application } = await before()
  const manager = { ...xenia, grants: [...xenia.grants, { role: 'hiring_manager' as const, jobId: job.id }] }
  await addGrant(administrator, xenia.userId, { role: 'hiring_manager', jobId: job.id })
  expect(code(await vote(manager, packetId, 'hire'))).toBe('ok')
  const voters = [vera, wim].map(({ userId }) => String(userId))
  expect(code(await saveJob(recruiter, job.id, { committee: voters }))).toBe('ok')
  const second = await sentPacket(recruiter, application.id, 'write-key-2')
  await vote(vera, second, 'no_hire')
  await vote(wim, second, 'no_hire')
  expect(code(await override(manager, second))).toBe('VOTER_OVERRIDES')
  expect((await read(manager, second)).acts.override).toBe(false)
  expect(code(await override(administrator, second))).toBe('ok')
})

test('a voter whose role was revoked does not get the vote back by giving themselves the role', async () => {
  const { organisationId, administrator, vera, packetId } = await before()
  await addGrant(administrator, vera.userId, { role: 'administrator', jobId: null })
  const held = { organisationId, userId: vera.userId, role: 'committee_member', revokedAt: null } as const
  const { id } = await db().grant.findFirstOrThrow({ where: held })
  const both = { ...vera, grants: [...vera.grants, { role: 'administrator' as const, jobId: null }] }
  await revokeGrant(administrator, vera.userId, id)
  await addGrant(both, vera.userId, { role: 'committee_member', jobId: null })
  expect(code(await vote(both, packetId, 'hire'))).toBe('VOTER_LEFT')
  // Given by somebody else, it is theirs again.
  await addGrant(administrator, vera.userId, { role: 'committee_member', jobId: null })
  const own = await db().grant.findFirstOrThrow({ where: held })
  await revokeGrant(administrator, vera.userId, own.id)
  await addGrant(administrator, vera.userId, { role: 'committee_member', jobId: null })
  expect(code(await vote(both, packetId, 'hire'))).toBe('ok')
})

test('a role given to oneself on a server whose clock is behind came after the packet all the same', async () => {
  const { organisationId, administrator, vera, packetId } = await before()
  await addGrant(administrator, vera.userId, { role: 'administrator', jobId: null })
  const held = { organisationId, userId: vera.userId, role: 'committee_member', revokedAt: null } as const
  const { id } = await db().grant.findFirstOrThrow({ where: held })
  const both = { ...vera, grants: [...vera.grants, { role: 'administrator' as const, jobId: null }] }
  await revokeGrant(administrator, vera.userId, id)
  stopClock(new Date(Date.now() - 60 * 60_000))
  try {
    await addGrant(both, vera.userId, { role: 'committee_member', jobId: null })
  } finally {
    stopClock(undefined)
  }
  expect(code(await vote(both, packetId, 'hire'))).toBe('VOTER_LEFT')
  const { waiting, open } = await committeePackets(both)
  expect([waiting, open].map((rows) => rows.map((row) => row.id))).toEqual([[], [packetId]])
})

test('a recruiter who is a voter can still save the job when a fellow voter was deactivated', async () => {
  const { organisationId, administrator, job, vera, xenia } = await before()
  await addGrant(administrator, vera.userId, { role: 'recruiter', jobId: null })
  const both = { ...vera, grants: [...vera.grants, { role: 'recruiter' as const, jobId: null }] }
  await deactivate(administrator, xenia.userId)
  expect(code(await saveJob(both, job.id, { bar: '3.2' }))).toBe('ok')
  expect(await db().committeeMember.count({ where: { organisationId, jobId: job.id } })).toBe(3)
})

test('a recusal that somebody lifted stays on the packet, with who lifted it', async () => {
  const { administrator, recruiter, application, vera, wim, packetId } = await before()
  expect(code(await recuse(vera, packetId, { reason: 'My former manager.' }))).toBe('ok')
  const lift = { person: vera.userId, reason: 'They asked me to.' }
  expect(code(await liftRecusal(recruiter, application.id, lift))).toBe('ok')
  expect(code(await vote(vera, packetId, 'hire'))).toBe('ok')
  for (const viewer of [wim, administrator]) {
    const voters = (await read(viewer, packetId)).reading!.voters
    expect(voters.find(({ userId }) => userId === vera.userId)).toMatchObject({
      recused: false,
      lifted: [{ by: 'Salma Idrissi' }],
    })
  }
})

test('the key of a sent packet with another content is a conflict, and sends nothing', async () => {
  const { organisationId, administrator, recruiter, anna, application, packetId } = await before()
  const sent = await db().packet.findFirstOrThrow({
    where: { organisationId, id: packetId },
    select: { writeKey: true },
  })
  const send = (viewer: Viewer, seen: string) =>
    sendPacket(viewer, { applicationId: application.id, writeKey: sent.writeKey, seen })
  expect(code(await send(recruiter, 'f'.repeat(64)))).toBe('WRITE_KEY_CONFLICT')
  const preview = await previewPacket(recruiter, application.id)
  expect(code(await send(recruiter, preview.ok ? preview.value.seen : ''))).toBe('WRITE_KEY_CONFLICT')
  expect(code(await send(administrator, preview.ok ? preview.value.seen : ''))).toBe('WRITE_KEY_CONFLICT')
  expect(code(await send(anna, 'f'.repeat(64)))).toBe('APPLICATION_NOT_FOUND')
  expect(await db().packet.findMany({ where: { organisationId }, select: { id: true } })).toEqual([{ id: packetId }])
})

test('a quorum that the job changes while votes are sealed is not that of the packet', async () => {
  const { recruiter, job, vera, wim, packetId } = await before()
  await vote(vera, packetId, 'hire')
  expect(code(await saveJob(recruiter, job.id, { quorum: '1' }))).toBe('ok')
  expect((await read(wim, packetId)).reading).toMatchObject({ first: { needed: 2, open: false }, opened: [] })
})

test('a job that becomes confidential keeps its voters, and their sealed votes and ballots', async () => {
  const { recruiter, job, vera, wim, packetId } = await before()
  await vote(vera, packetId, 'hire')
  expect(code(await saveJob(recruiter, job.id, { confidential: 'on' }))).toBe('ok')
  const named = (viewer: Viewer): Viewer => ({
    ...viewer,
    grants: [...viewer.grants, { role: 'committee_member', jobId: job.id }],
  })
  expect(code(await vote(named(wim), packetId, 'hire'))).toBe('ok')
  expect((await read(named(vera), packetId)).reading!.opened.map(({ first }) => first?.choice)).toContain('hire')
})
