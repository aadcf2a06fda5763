import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { db, transaction } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { throttle } from '~/platform/throttle.server'
import { makeLink, resetPassword } from './links.server'
import { signIn } from './sign-in.server'

const password = 'correct horse battery'
let hashes: MockInstance

beforeEach(async ({ task }) => {
  // why: only counting tells that an unknown address costs exactly the work of a known one; the hash itself is the real one.
  hashes = vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
  if (task.mode !== 'skip') await db().rateLimiterFlexible.deleteMany({})
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
  expect(await tried('ann@example.org')).toEqual({ result: { ok: true, value: { organisationId, userId } }, hashes: 1 })
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
  expect((await tried('eva@example.org', password, organisationId)).result).toEqual({
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

test.each(['known@example.org', 'unknown@example.org'])('ten tries for %s, then none for a while', async (email) => {
  if (email.startsWith('known')) await newUser(email)
  expect((await tried(email, 'wrong')).result).toMatchObject({ error: { code: 'SIGN_IN_WRONG' } })
  // The other nine without their hashes; over the wire all ten are made in test/server.
  for (let tries = 1; tries < 10; tries++) expect(await throttle('sign-in-address', email)).toBeNull()
  const held = await tried(email)
  expect(held.result).toMatchObject({ ok: false, error: { code: 'THROTTLED' } })
  // Held up before any work is done, so that tries cannot be used to keep the server busy.
  expect(held.hashes).toBe(0)
})
