import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { db, transaction } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { countFailure, signInCounters } from '~/platform/throttle.server'
import { forgetAttempts, letPass } from '../../../test/setup/attempts'
import { cookiesOf, request, signedIn } from '../../../test/setup/request'
import { statementsOf } from '../../../test/setup/statements'
import { makeLink, resetPassword } from './links.server'
import { deviceTokens } from '~/platform/device.server'
import { openSession, type SignedIn } from '~/platform/session.server'
import { changePassword } from './account.server'
import { forgetDevice, listDevices } from './devices.server'
import { deactivate } from './people.server'
import { signIn } from './sign-in.server'

const password = 'correct horse battery'
let hashes: MockInstance

beforeEach(async ({ task }) => {
  // why: only counting tells that an unknown address costs exactly the work of a known one; the derivation itself stays.
  hashes = vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
  if (task.mode !== 'skip') await forgetAttempts()
})

afterEach(() => {
  hashes.mockRestore()
  syncBuiltinESMExports()
})

const tried = async (email: string, given = password, organisationId?: number) => {
  hashes.mockClear()
  const result = await signIn({ form: { email, password: given, organisationId }, place: '10.0.0.1' })
  return { result, hashes: hashes.mock.calls.length }
}

async function newUser(email: string, organisationId?: number) {
  return makeUser(organisationId ?? (await makeOrganisation()), { email, passwordHash: await hashPassword(password) })
}

test('the right password of an active person signs in', async () => {
  const { organisationId, userId } = await newUser('ann@example.org')
  const right = { result: { ok: true, value: { organisationId, userId } }, hashes: 1 }
  expect(await tried('ann@example.org')).toMatchObject(right)
})

test('a wrong password and an address nobody has get one answer and cost one hash each', async () => {
  await newUser('bob@example.org')
  const wrong = { result: { ok: false, error: { code: 'SIGN_IN_WRONG' } }, hashes: 1 }
  expect(await tried('bob@example.org', 'not the password')).toEqual(wrong)
  expect(await tried('nobody@example.org', 'not the password')).toEqual(wrong)
})

test('a person who has left, and one who has not joined, are answered like nobody', async () => {
  const left = await newUser('cleo@example.org')
  const { organisationId, userId } = left
  await db().user.updateMany({ where: { organisationId, id: userId }, data: { state: 'deactivated' } })
  await makeUser(organisationId, { email: 'dan@example.org' })
  const wrong = { result: { ok: false, error: { code: 'SIGN_IN_WRONG' } }, hashes: 1 }
  expect(await tried('cleo@example.org')).toEqual(wrong)
  expect(await tried('dan@example.org')).toEqual(wrong)
})

test('who has the same address and password in two organisations is asked which, and may say so', async () => {
  const first = await newUser('eva@example.org')
  const second = await newUser('eva@example.org')
  const { result } = await tried('eva@example.org')
  expect(result).toMatchObject({ ok: false, error: { code: 'WHICH_ORGANISATION' } })
  const named = result.ok || !('organisations' in result.error) ? [] : result.error.organisations.map(({ id }) => id)
  expect(named.sort()).toEqual([first.organisationId, second.organisationId].sort())
  const { organisationId, userId } = second
  expect((await tried('eva@example.org', password, organisationId)).result).toMatchObject({
    ok: true,
    value: { organisationId, userId },
  })
})

test('an address in several organisations costs one hash as well, right and wrong', async () => {
  const email = 'gus@example.org'
  for (let count = 0; count < 3; count++) {
    const { organisationId, userId } = await makeUser(await makeOrganisation(), { email })
    await db().user.updateMany({
      where: { organisationId, id: userId },
      data: { state: 'active' },
    })
    const { token } = await transaction((tx) =>
      makeLink(tx, { organisationId, userId, kind: 'reset', createdById: null }),
    )
    const given = count === 2 ? 'another password' : password
    expect(await resetPassword({ token, password: given, place: '10.0.0.2' })).toMatchObject({ ok: true })
  }
  expect(await tried(email)).toMatchObject({ result: { error: { code: 'WHICH_ORGANISATION' } }, hashes: 1 })
  expect(await tried(email, 'another password')).toMatchObject({ result: { ok: true }, hashes: 1 })
  expect(await tried(email, 'neither of them')).toMatchObject({ result: { ok: false }, hashes: 1 })
})

test('an organisation that the person is not in gives nothing away', async () => {
  await newUser('finn@example.org')
  const elsewhere = await makeOrganisation()
  expect((await tried('finn@example.org', password, elsewhere)).result).toEqual({
    ok: false,
    error: { code: 'SIGN_IN_WRONG' },
  })
})

/** A real hash, with parameters that cost next to nothing, where a test signs in hundreds of times. */
function cheapHash(of: string): string {
  const [N, r, p, salt] = [2, 1, 1, Buffer.from('salt').toString('base64')]
  const key = crypto.scryptSync(of, Buffer.from(salt, 'base64'), 32, { N, r, p })
  return ['scrypt', N, r, p, salt, key.toString('base64')].join('$')
}

/** Failures without their hashes, which would take a core for a minute. */
const attack = async (email: string, times: number, places: (at: number) => string = () => '10.0.0.1') => {
  for (let at = 0; at < times; at++) await countFailure(signInCounters(email, places(at)))
}

/** The person with the password that is valid now, as whoever has just verified it. */
async function provenNow({ organisationId, userId }: { organisationId: number; userId: number }) {
  const { passwordHash } = await db().user.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: userId } },
    select: { passwordHash: true },
  })
  return { organisationId, userId, passwordHash: passwordHash ?? '' }
}

/** The tokens of the browser in which this person has just signed in. */
const deviceOf = async (user: { organisationId: number; userId: number }, earlier: readonly string[] = []) => {
  const cookie = earlier.length > 0 ? `assay_device=${earlier.join('~')}` : undefined
  const headers = await openSession(await provenNow(user), request('/sign-in', { cookie }))
  return deviceTokens(request('/', { cookie: cookiesOf(headers ?? []) }))
}

test.each(['known@example.org', 'unknown@example.org'])(
  'five failures for %s delay the next attempt before any work is done',
  async (email) => {
    if (email.startsWith('known')) await newUser(email)
    await attack(email, 4)
    expect((await tried(email, 'wrong')).result).toMatchObject({ error: { code: 'SIGN_IN_WRONG' } })
    const held = await tried(email)
    expect(held.result).toMatchObject({ ok: false, error: { code: 'THROTTLED' } })
    expect(held.hashes).toBe(0)
    await letPass(11)
    expect((await tried(email)).result.ok).toBe(email.startsWith('known'))
  },
)

test('known and unknown addresses cause the same statements, delayed or not', async () => {
  await newUser('hal@example.org')
  const of = async (email: string) => {
    const once = () => statementsOf(() => signIn({ form: { email, password: 'wrong' }, place: email }))
    const all = [(await once()).statements]
    await attack(email, 5, () => email)
    return [...all, (await once()).statements]
  }
  expect(await of('nobody@example.org')).toEqual(await of('hal@example.org'))
})

test('right passwords are never counted: the eleventh is accepted, and the three hundredth of an office', async () => {
  const organisationId = await makeOrganisation()
  const passwordHash = cheapHash(password)
  for (let at = 0; at < 30; at++) await makeUser(organisationId, { email: `office${at}@example.org`, passwordHash })
  for (let at = 0; at < 300; at++) expect((await tried(`office${at % 30}@example.org`)).result.ok).toBe(true)
  expect(await db().attemptCounter.count()).toBe(0)
  // Some of an office mistype; those who do not are not delayed.
  for (let at = 0; at < 90; at++) await attack(`colleague${at}@example.org`, 1)
  for (let at = 0; at < 30; at++) expect((await tried(`office${at}@example.org`)).result.ok).toBe(true)
})

test('many guesses at once are no way round the delay', async () => {
  await newUser('ida@example.org')
  const guess = async (times: number) => {
    hashes.mockClear()
    const guesses = Array.from({ length: times }, (_, at) =>
      signIn({ form: { email: 'ida@example.org', password: `guess ${at}` }, place: '10.0.0.1' }),
    )
    const codes = (await Promise.all(guesses)).map((result) => (result.ok ? 'ok' : result.error.code))
    return { looked: hashes.mock.calls.length, of: (...some: string[]) => codes.filter((code) => some.includes(code)) }
  }
  // Two are looked at together and three wait; the rest is not let in.
  const many = await guess(20)
  expect(many.looked).toBeLessThanOrEqual(6)
  expect(many.of('BUSY', 'THROTTLED').length).toBeGreaterThanOrEqual(14)
  // Those who waited are asked again when it is their turn: one may be under way when the fifth failure is counted.
  await forgetAttempts()
  await attack('ida@example.org', 4)
  const late = await guess(5)
  expect(late.looked).toBeLessThanOrEqual(2)
  expect(late.of('THROTTLED').length).toBeGreaterThanOrEqual(3)
})

test('the owner on a known device gets in while the account is attacked from anywhere, and nobody else does', async () => {
  const owner = await newUser('jan@example.org')
  const tokens = await deviceOf(owner)
  await attack('jan@example.org', 60, (at) => `10.0.${at}.1`)
  await attack('jan@example.org', 10)
  const from = (deviceTokens: readonly string[], given = password) =>
    signIn({ form: { email: 'jan@example.org', password: given }, place: '10.0.0.1', deviceTokens })
  for (let at = 0; at < 3; at++) expect(await from(tokens)).toMatchObject({ ok: true, value: { userId: owner.userId } })
  expect(await from([])).toMatchObject({ error: { code: 'THROTTLED' } })
  const stranger = await newUser('kim@example.org')
  expect(await from(await deviceOf(stranger))).toMatchObject({ error: { code: 'THROTTLED' } })
  expect(await from(tokens.map((token) => `${token}x`))).toMatchObject({ error: { code: 'THROTTLED' } })
  // The device itself has a counter, which nobody without its cookie can raise.
  for (let at = 0; at < 5; at++) expect(await from(tokens, 'wrong')).toMatchObject({ error: { code: 'SIGN_IN_WRONG' } })
  expect(await from(tokens)).toMatchObject({ error: { code: 'THROTTLED' } })
  await letPass(11)
  await attack('jan@example.org', 5)
  expect((await from(tokens)).ok).toBe(true)
})

test('a device known to one organisation gives no further guesses at the same address in another', async () => {
  const email = 'lea@example.org'
  const first = await newUser(email)
  const { organisationId } = await makeUser(await makeOrganisation(), {
    email,
    passwordHash: await hashPassword('the other password'),
  })
  const tokens = await deviceOf(first)
  await attack(email, 10)
  const from = (given: string) =>
    signIn({ form: { email, password: given, organisationId: undefined }, place: '10.0.0.1', deviceTokens: tokens })
  expect(organisationId).not.toBe(first.organisationId)
  expect(await from('the other password')).toMatchObject({ error: { code: 'SIGN_IN_WRONG' } })
  expect(await from(password)).toMatchObject({ ok: true, value: { userId: first.userId } })
})

test('a device is kept as a hash, prolonged by signing in again, listed, and forgotten by its owner alone', async () => {
  const owner = await newUser('mia@example.org')
  const other = await newUser('ned@example.org', owner.organisationId)
  const viewer = { ...owner, name: '', timeZone: 'UTC', grants: [] }
  const tokens = await deviceOf(owner)
  expect(await deviceOf(owner, tokens)).toEqual(tokens)
  const shared = await deviceOf(other, tokens)
  expect(shared).toHaveLength(2)
  expect(shared[1]).toBe(tokens[0])
  const listed = await listDevices(viewer, tokens)
  expect(listed).toMatchObject([{ here: true }])
  const rows = JSON.stringify(await db().device.findMany({ where: { organisationId: owner.organisationId } }))
  for (const token of shared) expect(rows).not.toContain(token.split('.')[1])
  expect(tokens.join()).not.toMatch(/mia|example/)

  await attack('mia@example.org', 8)
  const from = () => signIn({ form: { email: 'mia@example.org', password }, place: '10.0.0.1', deviceTokens: tokens })
  expect((await from()).ok).toBe(true)
  expect(await forgetDevice({ ...viewer, userId: other.userId }, listed[0]!.id)).toMatchObject({ ok: false })
  expect(await forgetDevice(viewer, listed[0]!.id)).toMatchObject({ ok: true })
  expect(await from()).toMatchObject({ error: { code: 'THROTTLED' } })
  expect(await listDevices(viewer, tokens)).toEqual([])
})

test('a person has twenty known devices at most: the least recently used go', async () => {
  const owner = await newUser('oda@example.org')
  const first = await deviceOf(owner)
  for (let at = 0; at < 20; at++) await deviceOf(owner)
  const listed = await listDevices({ ...owner, name: '', timeZone: 'UTC', grants: [] }, first)
  expect(listed).toHaveLength(20)
  expect(listed.some(({ here }) => here)).toBe(false)
})

test('leaving and a reset link end every known device; changing the password spares the one it is done on', async () => {
  const owner = await newUser('pia@example.org')
  const { organisationId, userId } = owner
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const viewer = await signedIn(owner)
  const devices = () => db().device.count({ where: { organisationId, userId } })
  const here = await deviceOf(owner)
  await deviceOf(owner)
  expect(await devices()).toBe(2)
  const change = { current: password, password: 'another password' }
  expect(await changePassword(viewer, change, here)).toMatchObject({ ok: true })
  expect(await listDevices(viewer, here)).toMatchObject([{ here: true }])
  const { token } = await transaction((tx) =>
    makeLink(tx, { organisationId, userId, kind: 'reset', createdById: null }),
  )
  expect(await resetPassword({ token, password, place: 'p' })).toMatchObject({ ok: true })
  expect(await devices()).toBe(0)
  await deviceOf(owner)
  await deactivate(administrator, userId)
  expect(await devices()).toBe(0)
})

test('tries at the current password delay the session they are made in, and no other', async () => {
  const owner = await newUser('quy@example.org')
  const [first, second] = [await signedIn(owner), await signedIn(owner)]
  const change = (viewer: SignedIn, current: string) =>
    changePassword(viewer, { current, password: 'another password' })
  for (let at = 0; at < 5; at++)
    expect(await change(first, 'wrong')).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
  expect(await change(first, password)).toMatchObject({ error: { code: 'THROTTLED' } })
  expect(await change(second, password)).toMatchObject({ ok: true })
})
