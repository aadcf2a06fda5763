import { expect, test, vi } from 'vitest'
import type { Viewer } from '~/domain/policy/policy'
import type { Round, VoteChoice } from '~/domain/decision/voting'
import { db } from '~/platform/db.server'
import { judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { addDissent } from './add-dissent.server'
import { recordDecision } from './record-decision.server'
import { recuse } from './recuse.server'
import { sealVote } from './seal-vote.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

type Failure = { code: string; message?: string; stored?: { fields: { text: string | null }[] } }
type Outcome = { ok: true; value: unknown } | { ok: false; error: Failure }
const code = (result: Outcome) => (result.ok ? 'ok' : result.error.code)
const storedTexts = (result: Outcome) => (result.ok ? null : result.error.stored?.fields.map(({ text }) => text))
const reasonOf = (viewer: Viewer) => `Reasons of ${viewer.name}`

async function packetBeforeCommittee() {
  const staff = await staffedJob()
  const { recruiter, job, anna, ben } = staff
  const levels = { diagnosis: 3, 'right-sizing': 3 } as const
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels },
    { by: ben, levels },
  ])
  return { ...staff, application, packetId: await sentPacket(recruiter, application.id) }
}

type Ballot = { round?: Round; choice?: VoteChoice; reason?: string; writeKey?: string }
const seal = (viewer: Viewer, packetId: number, { round = 1, ...rest }: Ballot = {}) =>
  sealVote(viewer, packetId, {
    round,
    choice: 'hire',
    reason: reasonOf(viewer),
    writeKey: `key-${viewer.userId}-${round}`,
    ...rest,
  })
const rounds = async (organisationId: number) =>
  (await db().vote.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })).map(({ userId, round }) => [
    userId,
    round,
  ])

test('a first-round ballot that arrives after the quorum is refused, whoever is the last', async () => {
  for (const order of [
    ['vera', 'wim', 'xenia'],
    ['xenia', 'wim', 'vera'],
  ] as const) {
    const staff = await packetBeforeCommittee()
    const { organisationId, packetId } = staff
    const [first, second, late] = order.map((name) => staff[name]) as [Viewer, Viewer, Viewer]
    expect(code(await seal(first, packetId))).toBe('ok')
    expect(code(await seal(second, packetId))).toBe('ok')
    const refused = await seal(late, packetId)
    expect(refused).toMatchObject({ ok: false, error: { code: 'ROUND_STALE' } })
    expect(await rounds(organisationId)).toEqual([
      [first.userId, 1],
      [second.userId, 1],
    ])
    expect(await db().text.count({ where: { organisationId, kind: 'vote-reason' } })).toBe(2)
    // Nothing of it blocks the decision, and a second vote can still be sealed.
    expect(code(await seal(late, packetId, { round: 2 }))).toBe('ok')
  }
})

test('of three first-round ballots at once two open the votes and the third is refused', async () => {
  const { organisationId, vera, wim, xenia, packetId } = await packetBeforeCommittee()
  const sealed = await Promise.all([vera, wim, xenia].map((voter) => seal(voter, packetId)))
  expect(sealed.map(code).sort()).toEqual(['ROUND_STALE', 'ok', 'ok'])
  expect((await rounds(organisationId)).map(([, round]) => round)).toEqual([1, 1])
})

test('a second tab of a person whose vote made the quorum does not seal a second vote', async () => {
  const { organisationId, vera, wim, packetId } = await packetBeforeCommittee()
  await seal(vera, packetId)
  const tabs = await Promise.all([
    seal(wim, packetId, { writeKey: 'the-one-tab' }),
    seal(wim, packetId, { writeKey: 'the-other-tab', choice: 'no_hire', reason: 'Changed in the other tab.' }),
  ])
  expect(tabs.map(code).sort()).toEqual(['CONTENT_CONFLICT', 'ok'])
  expect(await rounds(organisationId)).toEqual([
    [vera.userId, 1],
    [wim.userId, 1],
  ])
})

test('a ballot for a round that has not begun is refused', async () => {
  const { vera, packetId } = await packetBeforeCommittee()
  expect(code(await seal(vera, packetId, { round: 2 }))).toBe('ROUND_STALE')
})

test('a vote sent again is acknowledged only to the letter', async () => {
  const { organisationId, vera, wim, packetId } = await packetBeforeCommittee()
  expect(code(await seal(vera, packetId))).toBe('ok')
  expect(code(await seal(vera, packetId))).toBe('ok')
  for (const other of [
    { reason: 'Another reason.' },
    { choice: 'no_hire' },
    { writeKey: 'a-fresh-key', reason: 'Another reason.' },
  ] as const) {
    const again = await seal(vera, packetId, other)
    expect(code(again)).toBe('CONTENT_CONFLICT')
    expect(storedTexts(again)).toEqual(['Hire', reasonOf(vera)])
  }
  await seal(wim, packetId)
  // Once the votes are open the key of the first vote is not one for the second.
  expect(code(await seal(vera, packetId, { round: 2, writeKey: `key-${vera.userId}-1` }))).toBe('CONTENT_CONFLICT')
  expect(code(await seal(vera, packetId, { round: 2 }))).toBe('ok')
  expect(await db().vote.count({ where: { organisationId, userId: vera.userId } })).toBe(2)
})

test('a decision is made by somebody who has read every open vote, and is acknowledged only to the letter', async () => {
  const { organisationId, vera, wim, packetId } = await packetBeforeCommittee()
  const decide = (reason: string, opened: Round, writeKey = 'decision-key') =>
    recordDecision(vera, packetId, { outcome: 'hire', reason, supersedes: null, opened, writeKey })
  for (const round of [1, 2] as const) for (const voter of [vera, wim]) await seal(voter, packetId, { round })
  expect(code(await decide('As we agreed.', 1))).toBe('ROUND_STALE')
  const recorded = await decide('As we agreed.', 2)
  expect(code(recorded)).toBe('ok')
  expect(await decide('As we agreed.', 2)).toEqual(recorded)
  const other = await decide('As we agreed, and more.', 2)
  expect(code(other)).toBe('CONTENT_CONFLICT')
  expect(storedTexts(other)).toEqual(['Hire', 'As we agreed.'])
  expect(await db().decision.count({ where: { organisationId } })).toBe(1)

  const id = recorded.ok ? recorded.value.id : 0
  expect(code(await addDissent(wim, packetId, { decision: id, words: 'One answer is thin.' }))).toBe('ok')
  expect(code(await addDissent(wim, packetId, { decision: id, words: 'One answer is thin.' }))).toBe('ok')
  expect(storedTexts(await addDissent(wim, packetId, { decision: id, words: 'Other words.' }))).toEqual([
    'One answer is thin.',
  ])
})

test('a recusal sent again with another reason shows the stored one; an erased text is never taken for the same', async () => {
  const { organisationId, recruiter, vera, wim, application, packetId } = await packetBeforeCommittee()
  const reason = 'We worked together until May.'
  expect(code(await recuse(vera, packetId, { reason }))).toBe('ok')
  expect(code(await recuse(vera, packetId, { reason }))).toBe('ok')
  expect(storedTexts(await recuse(vera, packetId, { reason: 'A cousin.' }))).toEqual([reason])

  await seal(wim, packetId)
  await db()
    .$queryRaw`SELECT erase_subject(${organisationId}::int, 'candidate', ${application.candidateId}::int, ${recruiter.userId}::int, 'asked for it')`
  const afterwards = await seal(wim, packetId)
  expect(code(afterwards)).toBe('CONTENT_CONFLICT')
  expect(storedTexts(afterwards)).toEqual(['Hire', null])
})
