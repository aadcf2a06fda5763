import { beforeEach, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { brokenLink } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { countFailure, delayOf, signInCounters } from '~/platform/throttle.server'
import { forgetAttempts, letPass } from '../../../test/setup/attempts'
import { auditFailedSignIns } from './audit-failed-sign-ins.sql.server'
import { liftSignInDelays, listFailedSignIns, readFailedSignIns } from './failed-sign-ins.server'

beforeEach(async ({ task }) => {
  if (task.mode !== 'skip') await forgetAttempts()
})

const house = async (email: string) => {
  const organisationId = await makeOrganisation()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  return { organisationId, administrator, person: await makeUser(organisationId, { email }) }
}
const attack = async (email: string, times: number, from: (at: number) => string = () => '10.0.0.1') => {
  for (let at = 0; at < times; at++) await countFailure(signInCounters(email, from(at)))
}
const entries = (organisationId: number) =>
  db().auditEntry.findMany({ where: { organisationId, act: 'sign-in.failed' }, orderBy: { id: 'asc' } })

test('failed sign-ins are one audit entry an account and hour, with their number and without addresses', async () => {
  const { organisationId, person } = await house('rosa@example.org')
  await attack('rosa@example.org', 40, (at) => `10.0.0.${at % 3}`)
  await attack('nobody@example.org', 40)
  expect(await auditFailedSignIns()).toBe(1)
  const [entry] = await entries(organisationId)
  expect(entry).toMatchObject({ actorId: null, subjectType: 'user', subjectId: person.userId })
  expect(JSON.parse(entry!.detail)).toEqual({ failures: 40, places: 3 })

  for (let round = 0; round < 5; round++) {
    await attack('rosa@example.org', 5)
    expect(await auditFailedSignIns()).toBe(0)
  }
  await letPass(3601)
  expect(await auditFailedSignIns()).toBe(1)
  const all = await entries(organisationId)
  expect(all.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([
    { failures: 40, places: 3 },
    { failures: 25, places: 1 },
  ])
  expect(JSON.stringify(all)).not.toMatch(/rosa|10\.0/)
  expect(await brokenLink(db(), organisationId)).toBeNull()
  await letPass(3601)
  expect(await auditFailedSignIns()).toBe(0)
})

test('two servers at once write the entry once', async () => {
  const { organisationId } = await house('sam@example.org')
  await attack('sam@example.org', 3)
  await Promise.all([auditFailedSignIns(), auditFailedSignIns()])
  expect(await entries(organisationId)).toHaveLength(1)
})

test('a person in two organisations is in the audit log of both', async () => {
  const [one, two] = [await house('tia@example.org'), await house('tia@example.org')]
  await attack('tia@example.org', 2)
  expect(await auditFailedSignIns()).toBe(2)
  expect(await entries(one.organisationId)).toHaveLength(1)
  expect(await entries(two.organisationId)).toHaveLength(1)
})

test('an administrator sees who is delayed and lifts it; the places of the attempts are free again too', async () => {
  const { organisationId, administrator, person } = await house('una@example.org')
  await makeUser(organisationId, { email: 'vic@example.org' })
  await attack('una@example.org', 8)
  await attack('vic@example.org', 1)
  for (let at = 0; at < 110; at++) await countFailure([signInCounters('x@example.org', '10.0.0.1')[2]!])
  const { rows: listed } = await listFailedSignIns(administrator)
  expect(listed).toMatchObject([
    { userId: person.userId, failures: 8, places: 1, delayedUntil: expect.any(String) as string },
    { failures: 1, delayedUntil: null },
  ])
  expect(await readFailedSignIns(administrator, person.userId)).toMatchObject({ failures: 8 })
  expect(await liftSignInDelays(administrator, person.userId)).toEqual({ ok: true, value: {} })
  expect(await delayOf(signInCounters('una@example.org', '10.0.0.1'))).toBeNull()
  expect(await readFailedSignIns(administrator, person.userId)).toMatchObject({ failures: 8, delayedUntil: null })
  const lifted = { organisationId, act: 'sign-in.delays-lifted', actorId: administrator.userId }
  expect(await db().auditEntry.count({ where: lifted })).toBe(1)
})

test('lifting again and again has to wait, so an administrator of one organisation cannot guess a password in another', async () => {
  const victim = await house('zoe@example.org')
  const { administrator, person } = await house('zoe@example.org')
  let lifted = 0
  for (let round = 0; round < 12; round++) {
    await attack('zoe@example.org', 5)
    const done = await liftSignInDelays(administrator, person.userId)
    if (done.ok) lifted++
    else expect(done.error).toMatchObject({ code: 'LIFT_TOO_SOON', seconds: expect.any(Number) as number })
  }
  expect(lifted).toBe(3)
  expect(await delayOf(signInCounters('zoe@example.org', '10.0.0.1'))).not.toBeNull()
  // The other organisation's administrator is not kept from lifting, nor this one for another person.
  expect(await liftSignInDelays(victim.administrator, victim.person.userId)).toEqual({ ok: true, value: {} })
  const colleague = await makeUser(administrator.organisationId, { email: 'yve@example.org' })
  expect(await liftSignInDelays(administrator, colleague.userId)).toEqual({ ok: true, value: {} })
  await letPass(61)
  expect(await liftSignInDelays(administrator, person.userId)).toEqual({ ok: true, value: {} })
})

test('nobody of another organisation is seen or lifted', async () => {
  const { administrator } = await house('wim@example.org')
  const other = await house('xia@example.org')
  await attack('xia@example.org', 8)
  expect(await listFailedSignIns(administrator)).toEqual({ rows: [], more: 0 })
  expect(await readFailedSignIns(administrator, other.person.userId)).toBeNull()
  expect(await liftSignInDelays(administrator, other.person.userId)).toMatchObject({
    error: { code: 'PERSON_NOT_FOUND' },
  })
  expect(await delayOf(signInCounters('xia@example.org', '10.0.0.1'))).not.toBeNull()
})
