import { expect, test, vi } from 'vitest'
import { db, transaction } from '~/platform/db.server'
import { code, decide, packetPage, packetToDecide, vote } from '../../../test/setup/committee'
import { sentPacket } from '../../../test/setup/panel'
import { addDissent } from './add-dissent.server'

// Each makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

test('twenty posts of one vote make one row', async () => {
  const { organisationId, vera, packetId } = await packetToDecide()
  const posts = await Promise.all(Array.from({ length: 20 }, () => vote(vera, packetId, 'hire')))
  expect(posts.every(({ ok }) => ok)).toBe(true)
  expect(await db().vote.count({ where: { organisationId, packetId } })).toBe(1)
  expect(await db().text.count({ where: { organisationId, kind: 'vote-reason' } })).toBe(1)
})

test('a decision is recorded once, superseded by a later one, dissented from by each voter once', async () => {
  const { organisationId, recruiter, application, vera, wim, xenia, packetId } = await packetToDecide()
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
  const { records } = (await packetPage(wim, second)).reading!
  expect(records.map(({ number, outcome, supersedes }) => [number, outcome, supersedes?.number ?? null])).toEqual([
    [2, 'hire', 1],
    [1, 'more_signal', null],
  ])
  expect(records[1]!.dissents).toEqual([
    { userId: wim.userId, name: 'Wim Bos', words: { words: 'One answer is a thin base.', erasedOn: null } },
  ])
  expect((await packetPage(wim, packetId)).newer).toEqual({ id: second, number: 2 })
  const rewritten = transaction((tx) =>
    tx.decision.updateMany({ where: { organisationId, id }, data: { outcome: 'hire' } }),
  )
  await expect(rewritten).rejects.toThrow()
})

test('the database keeps an override whole, and refuses one without its reason', async () => {
  const { organisationId, vera, wim, packetId } = await packetToDecide()
  await vote(vera, packetId, 'hire')
  await vote(wim, packetId, 'hire')
  const decided = await decide(vera, packetId, 'hire')
  const made = await db().decision.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: decided.ok ? decided.value.id : 0 } },
  })
  expect(made).toMatchObject({ overriddenRules: [], overrideTextId: null })
  const { id, ...rest } = made
  const bad = { ...rest, number: 2, supersedesId: id, writeKey: 'write-key-9', overriddenRules: ['no-majority'] }
  await expect(transaction((tx) => tx.decision.create({ data: bad }))).rejects.toThrow(/override_check/)
})
