// Runs on one database: who reads and does what before and after the vote; its rows and constraints stand in decision-rows.db.test.ts.
import { expect, test, vi } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { previewPacket } from '~/services/packet/preview-packet.server'
import { code, decide, packetPage, packetToDecide, vote } from '../../../test/setup/committee'
import { judgedApplication, sentPacket, staffedJob } from '../../../test/setup/panel'
import { addDissent } from './add-dissent.server'
import { committeePackets } from './committee-packets.server'
import { readPacket } from './read-packet.server'
import { recuse } from './recuse.server'
import { resolveFlag } from './resolve-flag.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

test('a sealed vote shows nobody its choice, its reason or whose it is until the quorum', async () => {
  const { organisationId, recruiter, vera, wim, xenia, packetId } = await packetToDecide()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  expect(await vote(vera, packetId, 'no_hire')).toEqual({ ok: true, value: { round: 1 } })
  expect(await vote(vera, packetId, 'no_hire')).toEqual({ ok: true, value: { round: 1 } })
  expect(code(await vote(vera, packetId, 'hire', 'another-key'))).toBe('CONTENT_CONFLICT')
  for (const viewer of [administrator, recruiter, vera, wim, xenia]) {
    const page = await packetPage(viewer, packetId)
    expect(page.reading!.first).toEqual({ round: 1, sealed: 1, of: 3, needed: 2, open: false })
    expect(page.reading!.opened).toEqual([])
    expect(JSON.stringify(page)).not.toContain('Sealed reason')
    expect(JSON.stringify(page)).not.toContain('no_hire')
    const desk = await committeePackets(viewer)
    expect(JSON.stringify(desk)).not.toContain('no_hire')
  }
  const audited = await db().auditEntry.findMany({ where: { organisationId, act: 'vote.sealed' } })
  expect(audited.map(({ detail }) => detail)).toEqual(['{"round":1}'])

  await vote(wim, packetId, 'hire')
  const opened = (await packetPage(xenia, packetId)).reading!.opened
  expect(opened.map(({ name, first }) => [name, first?.choice ?? null])).toEqual([
    ['Vera Lang', 'no_hire'],
    ['Wim Bos', 'hire'],
    ['Xenia Roy', null],
  ])
  expect(opened[0]!.first!.reason.words).toBe('Sealed reason of Vera Lang')
  expect(await vote(xenia, packetId, 'hire', 'second-round-key', 2)).toEqual({ ok: true, value: { round: 2 } })
  expect(JSON.stringify(await packetPage(vera, packetId))).not.toContain('Sealed reason of Xenia')
})

test('a recused voter reads nothing more of the packet and cannot vote', async () => {
  const { vera, wim, xenia, packetId } = await packetToDecide()
  expect(code(await recuse(vera, packetId, { reason: 'We worked together until May.' }))).toBe('ok')
  expect(code(await recuse(vera, packetId, { reason: 'We worked together until May.' }))).toBe('ok')
  expect((await packetPage(vera, packetId)).reading).toBeNull()
  expect(code(await vote(vera, packetId, 'hire'))).toBe('RECUSED')
  expect((await packetPage(wim, packetId)).reading!.first).toMatchObject({ sealed: 0, of: 2, needed: 2 })
  await recuse(xenia, packetId, { reason: 'A cousin.' })
  expect((await packetPage(wim, packetId)).quorumLost).toBe(true)
})

test('a voter who still owes a scorecard there has no packet', async () => {
  const { organisationId, recruiter, job, vera, wim, application, packetId } = await packetToDecide()
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
  expect(await committeePackets(vera)).toEqual({ waiting: [], open: [], decided: [], next: null })
  expect((await committeePackets(wim)).waiting).toHaveLength(1)
  await transaction((tx) => tx.scorecard.create({ data: { organisationId, interviewId, userId: recruiter.userId } }))
  expect(code(await previewPacket(recruiter, application.id))).toBe('APPLICATION_NOT_FOUND')
})

test('a stranger, another organisation and an interviewer find nothing', async () => {
  const { organisationId, packetId, application } = await packetToDecide()
  const other = await staffedJob()
  expect(code(await readPacket(other.vera, packetId))).toBe('PACKET_NOT_FOUND')
  expect(code(await vote(other.vera, packetId, 'hire'))).toBe('PACKET_NOT_FOUND')
  expect(code(await previewPacket(other.recruiter, application.id))).toBe('APPLICATION_NOT_FOUND')
  const passing = await makeUser(organisationId, { roles: ['committee_member'] })
  expect(code(await vote(passing, packetId, 'hire'))).toBe('NOT_A_VOTER')
})

test('a critical flag blocks hire until a voter resolves it in writing', async () => {
  const { organisationId, vera, wim, packetId } = await packetToDecide({ flagged: true })
  const { finding } = (await packetPage(vera, packetId)).reading!.view.flags[0]!
  const reason = 'System design names the consumer.'
  expect(code(await resolveFlag(vera, packetId, { finding, upheld: false, reason, opened: 1 }))).toBe('VOTES_SEALED')
  await vote(vera, packetId, 'hire')
  await vote(wim, packetId, 'hire')
  expect((await packetPage(vera, packetId)).openCriticalFlags).toBe(1)
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
  const page = await packetPage(wim, packetId)
  expect(page.reading!.resolutions[0]).toMatchObject({
    finding,
    upheld: false,
    by: 'Vera Lang',
    reason: { words: reason },
  })
  expect(await db().decision.count({ where: { organisationId } })).toBe(1)
})

test('a recused voter learns from no form which flags stand, whether one is resolved, or whether there is a decision', async () => {
  const { vera, wim, xenia, packetId } = await packetToDecide({ flagged: true })
  const { finding } = (await packetPage(vera, packetId)).reading!.view.flags[0]!
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

test('the committee list shows what waits for whom', async () => {
  const { recruiter, job, anna, vera, wim, xenia, packetId } = await packetToDecide()
  const other = await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  const later = await sentPacket(recruiter, other.id)
  const ids = async (viewer: Viewer) => {
    const { waiting, open, decided } = await committeePackets(viewer)
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

test('decided packets are listed by their last decision, the newest first, also where packets were sent in another order', async () => {
  const { recruiter, job, anna, vera, wim, xenia, packetId } = await packetToDecide()
  const other = await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 3 } }])
  const later = await sentPacket(recruiter, other.id)
  for (const packet of [later, packetId]) {
    for (const viewer of [vera, wim]) await vote(viewer, packet, 'hire')
    await decide(xenia, packet, 'hire')
  }
  const listed = async (after: number | null) => (await committeePackets(recruiter, after)).decided.map(({ id }) => id)
  expect(await listed(null)).toEqual([packetId, later])
  const { organisationId } = recruiter
  const { id } = await db().decision.findFirstOrThrow({ where: { organisationId, packetId } })
  expect(await listed(id), 'what was decided before that decision').toEqual([later])
  expect(await listed(id + 1)).toEqual([packetId, later])
})
