import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { db, transaction } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { openHome } from '~/platform/session.server'
import { makeLink } from '~/services/identity/links.server'
import { forgetAttempts } from '../setup/attempts'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

const password = 'correct horse battery'
type User = { organisationId: number; userId: number }

let meanwhile: (() => Promise<unknown>) | null = null

beforeEach(async ({ task }) => {
  const scrypt = crypto.scrypt
  // why: the change has to fall between the derivation of a key and what is done with it; the derivation itself is the real one.
  const late = (...given: Parameters<typeof scrypt>) => {
    const [password, salt, length, options, answer] = given
    scrypt(password, salt, length, options, (error, key) => {
      const change = meanwhile
      meanwhile = null
      void (change?.() ?? Promise.resolve()).then(() => answer(error, key))
    })
  }
  vi.spyOn(crypto, 'scrypt').mockImplementation(late)
  syncBuiltinESMExports()
  meanwhile = null
  if (task.mode !== 'skip') await forgetAttempts()
})

afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

async function newUser() {
  const passwordHash = await hashPassword(password)
  const user = await makeUser(await makeOrganisation(), { passwordHash })
  const { email } = await db().user.findUniqueOrThrow({ where: key(user) })
  return { user, email: email ?? '' }
}

const key = ({ organisationId, userId }: User) => ({ organisationId_id: { organisationId, id: userId } })
const set = (user: User, data: { passwordHash?: string; state?: 'deactivated' }) =>
  db().user.update({ where: key(user), data })
const stale = { passwordHash: 'scrypt$2$1$1$c2FsdA==$a2V5' }
const sessions = ({ organisationId, userId }: User) => db().session.count({ where: { organisationId, userId } })
const hashOf = async (user: User) => (await db().user.findUniqueOrThrow({ where: key(user) })).passwordHash

test.each([
  ['the password changes', stale],
  ['the person is deactivated', { state: 'deactivated' }],
] as const)('a sign-in is refused when %s between its check and its session', async (_, change) => {
  const { user, email } = await newUser()
  meanwhile = () => set(user, change)
  const answer = await ask(request('/sign-in', { form: { email, password } }))
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('E-mail or password is wrong. Check both.')
  expect(answer.headers.get('Set-Cookie')).toBeNull()
  expect(await sessions(user)).toBe(0)
})

test('a chosen password that holds no longer leads to sign-in, without a session', async () => {
  const { user } = await newUser()
  const answer = await openHome({ ...user, passwordHash: stale.passwordHash }, request('/reset/x', { form: {} }))
  expect(answer.headers.get('Location')).toBe('/sign-in')
  expect(await sessions(user)).toBe(0)
})

test('a reset link is not spent when another password is chosen by it meanwhile', async () => {
  const { user } = await newUser()
  const { organisationId, userId } = user
  const { token } = await transaction((tx) =>
    makeLink(tx, { organisationId, userId, kind: 'reset', createdById: null }),
  )
  const choose = (password: string) => ask(request(`/reset/${token}`, { form: { password } }))
  const answers = await Promise.all([choose('the first of two'), choose('the second of two')])
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 410])
  expect(await sessions(user)).toBe(1)
})

const change = (cookie: string, next: string) =>
  ask(request('/account', { cookie, form: { intent: 'password', current: password, password: next } }))

test('of two password changes at once in two sessions one is made, and the other says that it was not', async () => {
  const { user, email } = await newUser()
  const cookies = [await cookieOf(user), await cookieOf(user)]
  const next = ['the first of two', 'the second of two']
  const answers = await Promise.all(cookies.map((cookie, at) => change(cookie, next[at]!)))
  const made = answers.findIndex((answer) => answer.headers.get('Location') === '/account')
  const late = answers[1 - made]!
  expect(late.headers.get('Location')).toBe('/sign-in')
  const flash = late.headers.getSetCookie().find((one) => one.startsWith('assay_flash='))
  const page = await ask(request('/sign-in', { cookie: flash?.split(';')[0] }))
  expect(await page.text()).toContain('Your session ended before the new password was saved, so it was not changed.')
  const signIn = (given: string) => ask(request('/sign-in', { form: { email, password: given } }))
  expect((await signIn(next[made]!)).status).toBe(302)
  expect((await signIn(next[1 - made]!)).status).toBe(422)
})

test('of two password changes at once in one session one is made, and the other says that it was not', async () => {
  const { user } = await newUser()
  const cookie = await cookieOf(user)
  const answers = await Promise.all([change(cookie, 'the first of two'), change(cookie, 'the second of two')])
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 409])
  const late = answers.find(({ status }) => status === 409)!
  expect(await late.text()).toContain('this change was not made. Enter the password that is valid now.')
})

test.each([
  ['the password is reset', stale, 409],
  ['the session ends', null, 302],
] as const)('a password change is not made when %s while it is hashed', async (_, data, status) => {
  const { user } = await newUser()
  const cookie = await cookieOf(user)
  const { organisationId, userId } = user
  meanwhile = () => (data ? set(user, data) : db().session.deleteMany({ where: { organisationId, userId } }))
  const before = await hashOf(user)
  expect((await change(cookie, 'another password')).status).toBe(status)
  expect(await hashOf(user)).toBe(data?.passwordHash ?? before)
})
