// Runs on one database: which acts a closed application still takes.
import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import { APPLICATION_CLOSED } from '~/domain/application/closed'
import type { VoteChoice } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { closeApplication } from '~/services/application/close-application.server'
import { recruiterDashboard } from '~/services/dashboard/recruiter-dashboard.server'
import { deactivate } from '~/services/identity/people.server'
import { judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { addDissent } from './add-dissent.server'
import { committeePackets } from './committee-packets.server'
import { overrideCommittee } from './override-committee.server'
import { readPacket } from './read-packet.server'
import { recordDecision } from './record-decision.server'
import { recuse } from './recuse.server'
import { resolveFlag } from './resolve-flag.server'
import { sealVote } from './seal-vote.server'

vi.setConfig({ testTimeout: 90_000 })

type Outcome = { ok: true } | { ok: false; error: { code: string } }
const code = (result: Outcome) => (result.ok ? 'ok' : result.error.code)
const CLOSED = APPLICATION_CLOSED.code

async function beforeCommittee() {
  const staff = await staffedJob()
  const { organisationId, recruiter, job, anna, ben } = staff
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': 3 } },
  ])
  const packetId = await sentPacket(recruiter, application.id)
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const ballot = (viewer: Viewer, round: 1 | 2 = 1, writeKey: string = randomUUID()) =>
    sealVote(viewer, packetId, { round, choice: 'hire', reason: 'As I read it.', writeKey })
  const decide = (viewer: Viewer, outcome: VoteChoice, supersedes: number | null, writeKey: string = randomUUID()) =>
    recordDecision(viewer, packetId, { outcome, reason: 'The reasons.', supersedes, opened: 1, writeKey })
  const override = (supersedes: number | null) =>
    overrideCommittee(administrator, packetId, {
      outcome: 'no_hire',
      reason: 'The position is gone.',
      overrideReason: 'The budget was cut.',
      supersedes,
      opened: 1,
      writeKey: randomUUID(),
    })
  const close = async () => {
    const where = { organisationId_id: { organisationId, id: application.id } }
    const { revision } = await db().application.findUniqueOrThrow({ where, select: { revision: true } })
    const form = { revision, state: 'withdrawn', reason: 'Took another offer.', cancelRest: true } as const
    expect(code(await closeApplication(recruiter, application.id, form))).toBe('ok')
  }
  return { ...staff, administrator, packetId, ballot, decide, override, close }
}

test('on a closed application no vote is sealed, no flag resolved and nothing decided or overridden', async () => {
  const { organisationId, vera, wim, xenia, packetId, ballot, decide, override, close } = await beforeCommittee()
  const key = randomUUID()
  expect(code(await ballot(vera, 1, key))).toBe('ok')
  expect(code(await ballot(wim))).toBe('ok')
  await close()
  const written = () =>
    Promise.all([
      db().vote.count({ where: { organisationId } }),
      db().decision.count({ where: { organisationId } }),
      db().auditEntry.count({ where: { organisationId } }),
    ])
  const before = await written()
  // A ballot that was acknowledged before is acknowledged again.
  expect(code(await ballot(vera, 1, key))).toBe('ok')
  expect(code(await ballot(vera, 2))).toBe(CLOSED)
  expect(code(await ballot(xenia, 2))).toBe(CLOSED)
  expect(code(await decide(vera, 'hire', null))).toBe(CLOSED)
  expect(code(await override(null))).toBe(CLOSED)
  const flag = { finding: 1, upheld: true, reason: 'It holds.', opened: 1 as const }
  expect(code(await resolveFlag(vera, packetId, flag))).toBe('FLAG_NOT_FOUND')
  expect(await written()).toEqual(before)

  const page = await readPacket(vera, packetId)
  expect(page).toMatchObject({
    value: { closed: true, quorumLost: false, acts: { vote: null, resolve: false, decide: false, override: false } },
  })
  expect(code(await recuse(vera, packetId, { reason: 'An old friend.' }))).toBe('ok')
})

test('a decision that was recorded stays as it is; a dissent from it is still taken, another decision is not', async () => {
  const { vera, wim, xenia, ballot, packetId, decide, override, close } = await beforeCommittee()
  for (const voter of [vera, wim]) expect(code(await ballot(voter))).toBe('ok')
  const key = randomUUID()
  const decided = await decide(vera, 'hire', null, key)
  if (!decided.ok) throw new Error(decided.error.code)
  await close()
  const { id } = decided.value
  expect(await decide(vera, 'hire', null, key)).toEqual(decided)
  expect(code(await decide(wim, 'hire', id))).toBe(CLOSED)
  expect(code(await override(id))).toBe(CLOSED)
  expect(code(await addDissent(xenia, packetId, { decision: id, words: 'I did not agree.' }))).toBe('ok')
  expect((await committeePackets(vera)).decided.map((row) => row.id)).toEqual([packetId])
})

test('a packet of a closed application waits for nobody, and its lost quorum is nothing to do', async () => {
  const { recruiter, administrator, vera, wim, xenia, packetId, close } = await beforeCommittee()
  expect((await committeePackets(vera)).waiting.map((row) => row.id)).toEqual([packetId])
  for (const voter of [wim, xenia]) await deactivate(administrator, voter.userId)
  const kinds = async () => (await recruiterDashboard(recruiter, null)).needs.map(({ kind }) => kind)
  expect(await kinds()).toContain('quorum')
  await close()
  expect(await committeePackets(vera)).toMatchObject({ waiting: [], open: [] })
  expect(await kinds()).not.toContain('quorum')
})
