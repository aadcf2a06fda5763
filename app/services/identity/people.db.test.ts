import { afterEach, expect, test } from 'vitest'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import type { Role, Viewer } from '~/domain/policy/policy'
import { brokenLink } from '~/platform/audit.server'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { hashPassword, verifyPassword } from '~/platform/password.server'
import { findViewer } from '~/platform/session.server'
import { serveKits } from '../../../test/setup/kits'
import { cookieOf, request } from '../../../test/setup/request'
import { changePassword } from './account.server'
import { acceptInvitation, readLink, resetPassword } from './links.server'
import { addGrant, deactivate, invite, issueLink, reactivate, revokeGrant } from './people.server'
import { endAllSessions, endSession } from './sessions.server'

const password = 'correct horse battery'
const place = '10.0.0.1'
const DAY = 86_400_000

afterEach(() => stopClock(undefined))

const organisationWith = async (...roles: Role[]) => {
  const organisationId = await makeOrganisation()
  const people: Viewer[] = []
  for (const role of roles) people.push(await makeUser(organisationId, { roles: [role] }))
  return people as [Viewer, Viewer, ...Viewer[]]
}
const code = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'ok' : result.error.code)
const signedIn = async (cookie: string) => (await findViewer(request('/', { cookie }))) !== null
const grantOf = ({ organisationId, userId }: Viewer) =>
  db().grant.findFirstOrThrow({ where: { organisationId, userId, revokedAt: null } })

async function invited(by: Viewer, email: string) {
  const made = await invite(by, { name: 'New', email, roles: ['interviewer'] })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}
const join = (token: string) =>
  acceptInvitation({ token, form: { name: 'Newcomer', password, timeZone: 'Europe/Paris' }, place })

test('an invitation works once, even for two at once, and makes an active person with the password chosen', async () => {
  const [admin] = await organisationWith('administrator')
  const { token, userId } = await invited(admin, 'once@example.org')
  const both = await Promise.all([join(token), join(token)])
  expect(both.map(code).sort()).toEqual(['LINK_NOT_FOUND', 'ok'])
  expect(code(await join(token))).toBe('LINK_NOT_FOUND')
  const { organisationId } = admin
  const user = await db().user.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: userId } } })
  expect(user).toMatchObject({ state: 'active', name: 'Newcomer', timeZone: 'Europe/Paris' })
  expect(await verifyPassword(password, user.passwordHash!)).toBe(true)
})

test('an invitation is no reset link, runs out after a week, and ends with a newer one or the person leaving', async () => {
  const [admin] = await organisationWith('administrator')
  const first = await invited(admin, 'late@example.org')
  expect(await readLink('reset', first.token)).toBeNull()
  stopClock(new Date(Date.now() + 8 * DAY))
  expect(await readLink('invitation', first.token)).toBeNull()
  stopClock(undefined)
  expect(await readLink('invitation', first.token)).not.toBeNull()

  const second = await issueLink(admin, first.userId)
  expect(await readLink('invitation', first.token)).toBeNull()
  const token = second.ok ? second.value.token : ''
  expect(await readLink('invitation', token)).not.toBeNull()
  await deactivate(admin, first.userId)
  expect(code(await join(token))).toBe('LINK_NOT_FOUND')
})

test('a link of one organisation means nothing under the number of another', async () => {
  const [admin] = await organisationWith('administrator')
  const elsewhere = await makeOrganisation()
  const { token } = await invited(admin, 'moved@example.org')
  expect(await readLink('invitation', `${elsewhere}.${token.split('.')[1]}`)).toBeNull()
})

test('a reset link changes the password once and ends every session of the person', async () => {
  const [admin, person] = await organisationWith('administrator', 'recruiter')
  const cookie = await cookieOf(person)
  const link = await issueLink(admin, person.userId)
  expect(link).toMatchObject({ ok: true, value: { kind: 'reset' } })
  const token = link.ok ? link.value.token : ''
  expect(await signedIn(cookie)).toBe(true)
  expect(code(await resetPassword({ token, password, place }))).toBe('ok')
  expect(await signedIn(cookie)).toBe(false)
  expect(code(await resetPassword({ token, password: 'a second password', place }))).toBe('LINK_NOT_FOUND')
})

test('a role given and taken away counts from the next request on', async () => {
  const [admin, person] = await organisationWith('administrator', 'interviewer')
  expect(code(await addGrant(admin, person.userId, { role: 'recruiter', jobId: null }))).toBe('ok')
  expect(code(await addGrant(admin, person.userId, { role: 'recruiter', jobId: null }))).toBe('ok')
  const cookie = await cookieOf(person)
  const roles = async () => (await findViewer(request('/', { cookie })))?.grants.map(({ role }) => role)
  expect(await roles()).toEqual(['interviewer', 'recruiter'])
  expect(code(await revokeGrant(admin, person.userId, (await grantOf(person)).id))).toBe('ok')
  expect(await signedIn(cookie)).toBe(false)
  const again = await findViewer(request('/', { cookie: await cookieOf(person) }))
  expect(again?.grants.map(({ role }) => role)).toEqual(['recruiter'])
})

test('a role for one job is that; an administrator is one for all, and a foreign job is not there', async () => {
  await serveKits()
  const [admin, person] = await organisationWith('administrator', 'interviewer')
  const [elsewhere] = await organisationWith('administrator')
  const job = await makeJob(admin)
  const foreign = await makeJob(elsewhere)
  const give = (role: Role, jobId: number | null) => addGrant(admin, person.userId, { role, jobId }).then(code)
  expect(await give('hiring_manager', job.id)).toBe('ok')
  expect(await give('administrator', job.id)).toBe('ADMINISTRATOR_OF_ALL')
  expect(await give('lead', job.id)).toBe('LEAD_OF_ALL')
  expect(await give('lead', null)).toBe('ok')
  expect(await give('hiring_manager', foreign.id)).toBe('JOB_NOT_FOUND')
})

test('the last administrator who can sign in stays one, whatever is tried', async () => {
  const [admin, other] = await organisationWith('administrator', 'administrator')
  expect(code(await deactivate(admin, other.userId))).toBe('ok')
  expect(code(await deactivate(admin, admin.userId))).toBe('LAST_ADMINISTRATOR')
  expect(code(await revokeGrant(admin, admin.userId, (await grantOf(admin)).id))).toBe('LAST_ADMINISTRATOR')
  expect(code(await reactivate(admin, other.userId))).toBe('ok')
})

test('two administrators who take away each other’s role at once leave one', async () => {
  const [one, two] = await organisationWith('administrator', 'administrator')
  const { organisationId } = one
  const passwordHash = await hashPassword(password)
  await db().user.updateMany({ where: { organisationId }, data: { passwordHash } })
  const [ofOne, ofTwo] = [await grantOf(one), await grantOf(two)]
  const both = await Promise.all([revokeGrant(one, two.userId, ofTwo.id), revokeGrant(two, one.userId, ofOne.id)])
  expect(both.map(code).sort()).toEqual(['LAST_ADMINISTRATOR', 'ok'])
})

test('who is deactivated is signed out at once, and signed in no more until let back in', async () => {
  const [admin, person] = await organisationWith('administrator', 'recruiter')
  const cookies = [await cookieOf(person), await cookieOf(person)]
  expect(await Promise.all(cookies.map(signedIn))).toEqual([true, true])
  await deactivate(admin, person.userId)
  expect(await Promise.all(cookies.map(signedIn))).toEqual([false, false])
  expect(code(await issueLink(admin, person.userId))).toBe('PERSON_DEACTIVATED')
  expect(code(await reactivate(admin, person.userId))).toBe('ok')
  expect(await Promise.all(cookies.map(signedIn))).toEqual([false, false])
})

test('people of another organisation are not there', async () => {
  const [admin] = await organisationWith('administrator')
  const [foreign] = await organisationWith('recruiter')
  const { userId } = foreign
  // Numbers are shared by all organisations, so this one belongs to nobody here.
  expect(code(await issueLink(admin, userId))).toBe('PERSON_NOT_FOUND')
  expect(code(await deactivate(admin, userId))).toBe('PERSON_NOT_FOUND')
  expect(code(await reactivate(admin, userId))).toBe('PERSON_NOT_FOUND')
  expect(code(await addGrant(admin, userId, { role: 'recruiter', jobId: null }))).toBe('PERSON_NOT_FOUND')
  expect(code(await revokeGrant(admin, userId, (await grantOf(foreign)).id))).toBe('GRANT_NOT_FOUND')
})

test('a session ended is gone at once; only one’s own can be ended', async () => {
  const [one, two] = await organisationWith('recruiter', 'recruiter')
  const [cookie, kept] = [await cookieOf(one), await cookieOf(one)]
  const session = (await findViewer(request('/', { cookie })))!
  expect(code(await endSession(two, session.sessionId))).toBe('SESSION_NOT_FOUND')
  expect(await signedIn(cookie)).toBe(true)
  expect(code(await endSession(one, session.sessionId))).toBe('ok')
  expect(await signedIn(cookie)).toBe(false)
  expect(await signedIn(kept)).toBe(true)
  await endAllSessions(one)
  expect(await signedIn(kept)).toBe(false)
})

test('a session ends after seven idle days, and after thirty however it is used', async () => {
  const [person] = await organisationWith('recruiter')
  const cookie = await cookieOf(person)
  const begun = Date.now()
  const at = async (days: number) => {
    stopClock(new Date(begun + days * DAY))
    const there = await signedIn(cookie)
    stopClock(undefined)
    return there
  }
  for (const days of [6, 12, 18, 24, 29.9]) expect(await at(days), `day ${days}`).toBe(true)
  expect(await at(30.1)).toBe(false)
  const idle = await cookieOf(person)
  stopClock(new Date(begun + 7.1 * DAY))
  expect(await signedIn(idle)).toBe(false)
})

test('changing the password needs the old one and leaves only this session', async () => {
  const organisationId = await makeOrganisation()
  const person = await makeUser(organisationId, { passwordHash: await hashPassword(password) })
  const [here, there] = [await cookieOf(person), await cookieOf(person)]
  const viewer = (await findViewer(request('/', { cookie: here })))!
  expect(code(await changePassword(viewer, { current: 'wrong', password: 'a new password' }))).toBe('PASSWORD_WRONG')
  expect(await signedIn(there)).toBe(true)
  expect(code(await changePassword(viewer, { current: password, password: 'a new password' }))).toBe('ok')
  expect([await signedIn(here), await signedIn(there)]).toEqual([true, false])
})

test('changing the password ends the reset links that were made before, and none that are made later', async () => {
  const organisationId = await makeOrganisation()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const person = await makeUser(organisationId, { passwordHash: await hashPassword(password) })
  const reset = async () => {
    const made = await issueLink(administrator, person.userId)
    return made.ok ? made.value.token : ''
  }
  const before = await reset()
  expect(await readLink('reset', before)).not.toBeNull()
  const viewer = (await findViewer(request('/', { cookie: await cookieOf(person) })))!
  expect(code(await changePassword(viewer, { current: password, password: 'a new password' }))).toBe('ok')
  expect(await readLink('reset', before)).toBeNull()
  expect(code(await resetPassword({ token: before, password: 'of somebody else', place }))).toBe('LINK_NOT_FOUND')
  expect(await readLink('reset', await reset())).not.toBeNull()
})

test('all of it stands in the audit chain, without names and addresses', async () => {
  const [admin] = await organisationWith('administrator')
  const { organisationId } = admin
  const { userId } = await invited(admin, 'canary@example.org')
  await addGrant(admin, userId, { role: 'recruiter', jobId: null })
  await deactivate(admin, userId)
  const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
  expect(entries.map(({ act }) => act)).toEqual(['user.invited', 'grant.added', 'user.deactivated'])
  expect(JSON.stringify(entries)).not.toMatch(/canary|New/)
  expect(await brokenLink(db(), organisationId)).toBeNull()
})
