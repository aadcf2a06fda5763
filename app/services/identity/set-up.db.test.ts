import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLink } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { overrideEnv } from '~/platform/env.server'
import { isSetUp, setUp } from './set-up.server'

const token = 'a token for the tests'
beforeAll(() => overrideEnv({ INITIAL_TOKEN: token }))
afterAll(() => overrideEnv({ INITIAL_TOKEN: undefined }))

const form = (given: { token?: string; email?: string } = {}) => ({
  token,
  organisation: 'House',
  timeZone: 'Europe/Berlin',
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  ...given,
})
const code = (result: Awaited<ReturnType<typeof setUp>>) => (result.ok ? 'ok' : result.error.code)

test('the first organisation needs the token, is made once even by two at once, and gets an administrator', async () => {
  expect(await isSetUp()).toBe(false)
  expect(code(await setUp({ form: form({ token: 'another' }), place: 'a' }))).toBe('TOKEN_WRONG')
  expect(await isSetUp()).toBe(false)

  const both = await Promise.all(
    ['ada@example.org', 'eve@example.org'].map((email) => setUp({ form: form({ email }), place: email })),
  )
  expect(both.map(code).sort()).toEqual(['ALREADY_SET_UP', 'ok'])
  expect(await isSetUp()).toBe(true)
  expect(code(await setUp({ form: form(), place: 'b' }))).toBe('ALREADY_SET_UP')

  const [organisation, ...more] = await db().organisation.findMany()
  expect(more).toEqual([])
  const organisationId = organisation!.id
  const users = await db().user.findMany({ where: { organisationId }, include: { grants: true } })
  expect(users).toMatchObject([{ state: 'active', grants: [{ role: 'administrator', jobId: null }] }])
  expect(users[0]!.passwordHash).not.toContain('horse')
  expect(await brokenLink(db(), organisationId)).toBeNull()
})

test('guessing the token is held up', async () => {
  const tries = []
  for (let at = 0; at < 21; at++) tries.push(code(await setUp({ form: form({ token: `guess ${at}` }), place: 'c' })))
  expect(tries.at(-1)).toBe('THROTTLED')
})
