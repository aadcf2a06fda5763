import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import { judge } from '~/demo/judge'
import type { Round } from '~/domain/decision/panel'
import type { Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { sendPacket } from '~/services/packet/send-packet.server'
import { calibrate, judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { addDissent } from './add-dissent.server'
import { committeeDesk } from './committee-desk.server'
import { readPacket } from './read-packet.server'
import { recordDecision } from './record-decision.server'
import { recuse } from './recuse.server'
import { resolveFlag } from './resolve-flag.server'
import { sealVote } from './seal-vote.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

type Outcome = { ok: true } | { ok: false; error: { code: string } }
const code = (result: Outcome) => (result.ok ? 'ok' : result.error.code)
const read = async (viewer: Viewer, packetId: number) => {
  const page = await readPacket(viewer, packetId)
  if (!page.ok) throw new Error(page.error.code)
  return page.value
}
const vote = (
  viewer: Viewer,
  packetId: number,
  choice: 'hire' | 'no_hire' | 'more_signal',
  key = 'vote-key-1',
  round: Round = 1,
) => sealVote(viewer, packetId, { round, choice, reason: `Sealed reason of ${viewer.name}`, writeKey: key })
const decide = (
  viewer: Viewer,
  packetId: number,
  outcome: 'hire' | 'no_hire' | 'more_signal',
  supersedes: number | null = null,
  writeKey = `decision-${outcome}`,
) => recordDecision(viewer, packetId, { outcome, reason: 'The reasons, at length.', supersedes, opened: 1, writeKey })

async function before(given: { flagged?: boolean } = {}) {
  const staff = await staffedJob({ seniority: given.flagged ? 'staff' : 'senior' })
  const { recruiter, job, anna, ben, cleo } = staff
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 2, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': null } },
  ])
  if (given.flagged) {
    const interview = await db().interview.findFirstOrThrow({
      where: { organisationId: staff.organisationId, loop: { applicationId: application.id } },
    })
    const card = await transaction((tx) =>
      tx.scorecard.create({
        data: { organisationId: staff.organisationId, interviewId: interview.id, userId: cleo.userId },
      }),
    )
    await judge(
      cleo,
      card.id,
      { diagnosis: 3, 'right-sizing': 3 },
      {
        findings: [
          { flag: 'never-deployed', evidence: 'Every project ends at a hand-over.', probe: 'They took it over.' },
        ],
      },
    )
  }
  const packetId = await sentPacket(recruiter, application.id)
  return { ...staff, application, packetId }
}

test('the same key sends once, and what was not looked at is not sent', async () => {
  const { recruiter, job, anna, ben, organisationId } = await staffedJob()
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } },
    { by: ben, levels: {} },
  ])
  await calibrate(organisationId)
  const preview = await previewPacket(recruiter, application.id)
  const seen = preview.ok ? preview.value.seen : ''
  await judge(ben, application.cards[1]!.id, { diagnosis: 1, 'right-sizing': 1 })
  const given = { applicationId: application.id, writeKey: 'key-of-this', seen }
  expect(code(await sendPacket(recruiter, given))).toBe('PREVIEW_STALE')
  const again = await previewPacket(recruiter, application.id)
  const both = await Promise.all(
    [1, 2, 3].map(() => sendPacket(recruiter, { ...given, seen: again.ok ? again.value.seen : '' })),
  )
  expect(new Set(both.map((sent) => sent.ok && sent.value.id)).size).toBe(1)
  expect(await db().packet.count({ where: { organisationId } })).toBe(1)
})

test('nothing is sent without a scorecard that counts, a run, or enough voters', async () => {
  const { recruiter, job, anna, organisationId } = await staffedJob({ quorum: 4 })
  const application = await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])
  const none = await previewPacket(recruiter, application.id)
  expect(none.ok && none.value.notReady.map(({ code }) => code)).toEqual(['NO_SCORECARDS', 'COMMITTEE_TOO_SMALL'])
  await judge(anna, application.cards[0]!.id, { diagnosis: 3, 'right-sizing': 3 })
  const waiting = await previewPacket(recruiter, application.id)
  expect(waiting.ok && waiting.value.notReady.map(({ code }) => code)).toEqual([
    'CALIBRATION_WAITING',
    'COMMITTEE_TOO_SMALL',
  ])
  await calibrate(organisationId)
  const small = await previewPacket(recruiter, application.id)
  expect(small.ok && small.value.notReady.map(({ code }) => code)).toEqual(['COMMITTEE_TOO_SMALL'])
  const sent = await sendPacket(recruiter, {
    applicationId: application.id,
    writeKey: 'key-of-this',
    seen: small.ok ? small.value.seen : '',
  })
  expect(code(sent)).toBe('COMMITTEE_TOO_SMALL')
})

test('a packet reads the same to the byte after amendments, new names and another run', async () => {
  const { organisationId, anna, ben, vera, application, packetId, recruiter, job } = await before()
  const key = { organisationId_id: { organisationId, id: packetId } }
  const frozen = await db().packet.findUniqueOrThrow({ where: key })
  const page = await read(vera, packetId)
  await judge(anna, application.cards[0]!.id, { diagnosis: 4, 'right-sizing': 4 }, { base: 1 })
  await transaction((tx) =>
    tx.user.update({
      where: { organisationId_id: { organisationId, id: ben.userId } },
      data: { name: 'Benedict Okoro-Hale' },
    }),
  )
  await transaction((tx) =>
    tx.job.update({ where: { organisationId_id: { organisationId, id: job.id } }, data: { bar: 3.6, maturity: 5 } }),
  )
  await judgedApplication(recruiter, job, [{ by: ben, levels: { diagnosis: 1, 'right-sizing': 1 } }])
  await calibrate(organisationId)
  expect(await read(vera, packetId)).toEqual(page)
  const now = await db().packet.findUniqueOrThrow({ where: key })
  expect(now.body).toBe(frozen.body)
  expect(sha256(now.body)).toBe(now.hash)
  expect(page.reading!.view.scorecards.map(({ name }) => name.words)).toEqual(['Anna Berg', 'Ben Okoro'])
})

test('after an erasure a packet still verifies and says when the words went; levels and score stay', async () => {
  const { organisationId, vera, recruiter, application, packetId } = await before()
  const whole = await read(vera, packetId)
  expect(whole.reading).toMatchObject({ intact: true, erasedTexts: 0 })
  await db()
    .$queryRaw`SELECT erase_subject(${organisationId}::int, 'candidate', ${application.candidateId}::int, ${recruiter.userId}::int, 'asked for it')`
  const erased = await read(vera, packetId)
  const { reading } = erased
  expect(reading).toMatchObject({ intact: true })
  expect(reading!.erasedTexts).toBeGreaterThan(3)
  expect(reading!.view.candidate.name).toEqual({ words: null, erasedOn: expect.stringMatching(/\d{4}$/) })
  expect(reading!.view.scorecards[0]!.shown!.ratings[0]).toMatchObject({ level: 2, words: { evidence: null } })
  expect(reading!.view.score).toEqual(whole.reading!.view.score)
  expect(reading!.view.scorecards[0]!.name.words).toBe('Anna Berg')
})

test('a sealed vote shows nobody its choice, its reason or whose it is until the quorum', async () => {
  const { organisationId, recruiter, vera, wim, xenia, packetId } = await before()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  expect(await vote(vera, packetId, 'no_hire')).toEqual({ ok: true, value: { round: 1 } })
  expect(await vote(vera, packetId, 'no_hire')).toEqual({ ok: true, value: { round: 1 } })
  expect(code(await vote(vera, packetId, 'hire', 'another-key'))).toBe('CONTENT_CONFLICT')
  for (const viewer of [administrator, recruiter, vera, wim, xenia]) {
    const page = await read(viewer, packetId)
    expect(page.reading!.first).toEqual({ round: 1, sealed: 1, of: 3, needed: 2, open: false })
    expect(page.reading!.opened).toEqual([])
    expect(JSON.stringify(page)).not.toContain('Sealed reason')
    expect(JSON.stringify(page)).not.toContain('no_hire')
    const desk = await committeeDesk(viewer)
    expect(JSON.stringify(desk)).not.toContain('no_hire')
  }
  const audited = await db().auditEntry.findMany({ where: { organisationId, act: 'vote.sealed' } })
  expect(audited.map(({ detail }) => detail)).toEqual(['{"round":1}'])

  await vote(wim, packetId, 'hire')
  const opened = (await read(xenia, packetId)).reading!.opened
  expect(opened.map(({ name, first }) => [name, first?.choice ?? null])).toEqual([
    ['Vera Lang', 'no_hire'],
    ['Wim Bos', 'hire'],
    ['Xenia Roy', null],
  ])
  expect(opened[0]!.first!.reason.words).toBe('Sealed reason of Vera Lang')
  expect(await vote(xenia, packetId, 'hire', 'second-round-key', 2)).toEqual({ ok: true, value: { round: 2 } })
  expect(JSON.stringify(await read(vera, packetId))).not.toContain('Sealed reason of Xenia')
})

test('twenty posts of one vote make one row', async () => {
  const { organisationId, vera, packetId } = await before()
  const posts = await Promise.all(Array.from({ length: 20 }, () => vote(vera, packetId, 'hire')))
  expect(posts.every(({ ok }) => ok)).toBe(true)
  expect(await db().vote.count({ where: { organisationId, packetId } })).toBe(1)
  expect(await db().text.count({ where: { organisationId, kind: 'vote-reason' } })).toBe(1)
})

test('a recused voter reads nothing more of the packet and cannot vote', async () => {
  const { vera, wim, xenia, packetId } = await before()
  expect(code(await recuse(vera, packetId, { reason: 'We worked together until May.' }))).toBe('ok')
  expect(code(await recuse(vera, packetId, { reason: 'We worked together until May.' }))).toBe('ok')
  expect((await read(vera, packetId)).reading).toBeNull()
  expect(code(await vote(vera, packetId, 'hire'))).toBe('RECUSED')
  expect((await read(wim, packetId)).reading!.first).toMatchObject({ sealed: 0, of: 2, needed: 2 })
  await recuse(xenia, packetId, { reason: 'A cousin.' })
  expect((await read(wim, packetId)).quorumLost).toBe(true)
})

test('a voter who still owes a scorecard there has no packet', async () => {
  const { organisationId, recruiter, job, vera, wim, application, packetId } = await before()
  const loop = await db().loop.findFirstOrThrow({ where: { organisationId, applicationId: application.id } })
  const kitInterview = await db().kitInterview.findFirstOrThrow({
    where: { organisationId, kitVersionId: job.kitVersionId, key: 'coding' },
  })
  const { id: interviewId } = await transaction((tx) =>
    tx.interview.create({
      data: { organisationId, loopId: loop.id, kitInterviewId: kitInterview.id, position: 9, minutes: 60 },
    }),
  )
  await transaction((tx) => tx.scorecard.create({ data: { organisationId, interviewId, userId: vera.userId } }))
  expect(code(await readPacket(vera, packetId))).toBe('PACKET_NOT_FOUND')
  expect(code(await vote(vera, packetId, 'hire'))).toBe('PACKET_NOT_FOUND')
  expect(await committeeDesk(vera)).toEqual({ waiting: [], open: [], decided: [], next: null })
  expect((await committeeDesk(wim)).waiting).toHaveLength(1)
  await transaction((tx) => tx.scorecard.create({ data: { organisationId, interviewId, userId: recruiter.userId } }))
  expect(code(await previewPacket(recruiter, application.id))).toBe('APPLICATION_NOT_FOUND')
})

test('a stranger, another organisation and an interviewer find nothing', async () => {
  const { organisationId, packetId, application } = await before()
  const other = await staffedJob()
  expect(code(await readPacket(other.vera, packetId))).toBe('PACKET_NOT_FOUND')
  expect(code(await vote(other.vera, packetId, 'hire'))).toBe('PACKET_NOT_FOUND')
  expect(code(await previewPacket(other.recruiter, application.id))).toBe('APPLICATION_NOT_FOUND')
  const passing = await makeUser(organisationId, { roles: ['committee_member'] })
  expect(code(await vote(passing, packetId, 'hire'))).toBe('NOT_A_VOTER')
})

test('a critical flag blocks hire until a voter resolves it in writing', async () => {
  const { organisationId, vera, wim, packetId } = await before({ flagged: true })
  const { finding } = (await read(vera, packetId)).reading!.view.flags[0]!
  const reason = 'System design names the consumer.'
  expect(code(await resolveFlag(vera, packetId, { finding, upheld: false, reason, opened: 1 }))).toBe('VOTES_SEALED')
  await vote(vera, packetId, 'hire')
  await vote(wim, packetId, 'hire')
  expect((await read(vera, packetId)).openCriticalFlags).toBe(1)
  expect(code(await decide(vera, packetId, 'hire'))).toBe('FLAG_UNRESOLVED')
  expect(code(await resolveFlag(vera, packetId, { finding: finding + 1000, upheld: false, reason, opened: 1 }))).toBe(
    'FLAG_NOT_FOUND',
  )
  expect(code(await resolveFlag(vera, packetId, { finding, upheld: false, reason, opened: 1 }))).toBe('ok')
  expect(code(await resolveFlag(wim, packetId, { finding, upheld: true, reason, opened: 1 }))).toBe(
    'RESOLUTION_CONFLICT',
  )
  expect(await decide(vera, packetId, 'hire')).toMatchObject({
    error: { code: 'RULE_UNMET', message: expect.stringContaining('You resolved a critical flag') },
  })
  expect(code(await decide(wim, packetId, 'hire'))).toBe('ok')
  const page = await read(wim, packetId)
  expect(page.reading!.resolutions[0]).toMatchObject({
    finding,
    upheld: false,
    by: 'Vera Lang',
    reason: { words: reason },
  })
  expect(await db().decision.count({ where: { organisationId } })).toBe(1)
})

test('a recused voter learns from no form which flags stand, whether one is resolved, or whether there is a decision', async () => {
  const { vera, wim, xenia, packetId } = await before({ flagged: true })
  const { finding } = (await read(vera, packetId)).reading!.view.flags[0]!
  await recuse(xenia, packetId, { reason: 'A cousin.' })
  const told = async () => [
    await resolveFlag(xenia, packetId, { finding, upheld: true, reason: 'It is so.', opened: 1 }),
    await resolveFlag(xenia, packetId, { finding: finding + 1000, upheld: true, reason: 'It is so.', opened: 1 }),
    await decide(xenia, packetId, 'hire'),
    await addDissent(xenia, packetId, { decision: 1, words: 'I think otherwise.' }),
    await vote(xenia, packetId, 'hire'),
  ]
  const sealedStill = await told()
  expect(sealedStill.map(code)).toEqual(sealedStill.map(() => 'RECUSED'))
  await vote(vera, packetId, 'no_hire')
  await vote(wim, packetId, 'no_hire')
  await resolveFlag(vera, packetId, { finding, upheld: true, reason: 'Confirmed.', opened: 1 })
  expect(code(await decide(wim, packetId, 'no_hire'))).toBe('ok')
  expect(await told()).toEqual(sealedStill)
})

test('a decision is recorded once, superseded by a later one, dissented from by each voter once', async () => {
  const { organisationId, recruiter, application, vera, wim, xenia, packetId } = await before()
  expect(code(await decide(vera, packetId, 'hire'))).toBe('VOTES_SEALED')
  await vote(vera, packetId, 'more_signal')
  await vote(wim, packetId, 'more_signal')
  const first = await decide(vera, packetId, 'more_signal')
  expect(await decide(vera, packetId, 'more_signal')).toEqual(first)
  const id = first.ok ? first.value.id : 0
  expect(code(await decide(wim, packetId, 'no_hire'))).toBe('DECISION_STALE')
  expect(code(await decide(recruiter, packetId, 'hire', id))).toBe('PACKET_NOT_FOUND')
  expect(code(await addDissent(wim, packetId, { decision: id, words: 'One answer is a thin base.' }))).toBe('ok')
  expect(code(await addDissent(wim, packetId, { decision: id, words: 'Again.' }))).toBe('CONTENT_CONFLICT')
  expect(code(await vote(xenia, packetId, 'hire'))).toBe('DECIDED')

  const second = await sentPacket(recruiter, application.id, 'write-key-2')
  expect(code(await decide(vera, packetId, 'hire', id))).toBe('PACKET_SUPERSEDED')
  await vote(vera, second, 'hire')
  await vote(xenia, second, 'hire')
  expect(code(await decide(xenia, second, 'hire'))).toBe('ok')
  const { records } = (await read(wim, second)).reading!
  expect(records.map(({ number, outcome, supersedes }) => [number, outcome, supersedes?.number ?? null])).toEqual([
    [2, 'hire', 1],
    [1, 'more_signal', null],
  ])
  expect(records[1]!.dissents).toEqual([
    { userId: wim.userId, name: 'Wim Bos', words: { words: 'One answer is a thin base.', erasedOn: null } },
  ])
  expect((await read(wim, packetId)).newer).toEqual({ id: second, number: 2 })
  const rewritten = transaction((tx) =>
    tx.decision.updateMany({ where: { organisationId, id }, data: { outcome: 'hire' } }),
  )
  await expect(rewritten).rejects.toThrow()
})

test('the desk says what waits for whom', async () => {
  const { recruiter, job, anna, vera, wim, xenia, packetId } = await before()
  const other = await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  const later = await sentPacket(recruiter, other.id)
  const ids = async (viewer: Viewer) => {
    const { waiting, open, decided } = await committeeDesk(viewer)
    return [waiting, open, decided].map((rows) => rows.map(({ id }) => id))
  }
  expect(await ids(vera)).toEqual([[later, packetId], [], []])
  await vote(vera, packetId, 'hire')
  expect(await ids(vera)).toEqual([[later], [packetId], []])
  await vote(wim, packetId, 'hire')
  expect(await ids(vera)).toEqual([[later, packetId], [], []])
  await decide(xenia, packetId, 'hire')
  expect(await ids(vera)).toEqual([[later], [], [packetId]])
  expect(await ids(recruiter)).toEqual([[], [later], [packetId]])
})
