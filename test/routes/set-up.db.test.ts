import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { overrideEnv } from '~/platform/env.server'
import { ask } from '../setup/remix'
import { request } from '../setup/request'

const token = 'a token for the tests'
beforeAll(() => overrideEnv({ INITIAL_TOKEN: token }))
afterAll(() => overrideEnv({ INITIAL_TOKEN: undefined }))

const form = (given: Partial<Record<'email' | 'password' | 'token', string>> = {}) => ({
  token,
  organisation: 'House',
  timeZone: 'Europe/Berlin',
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  ...given,
})
const post = (given: Parameters<typeof form>[0] = {}) => ask(request(paths.setup(), { form: form(given) }))

/** The page to which an answer leads, with the cookie that it sets. */
async function followed(answer: Response): Promise<string> {
  expect(answer.headers.get('Location')).toBe(paths.signIn())
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('assay_flash='))
  const page = await ask(request(paths.signIn(), { cookie: cookie?.split(';')[0] }))
  return page.text()
}

test('a refused form does not send the password back', async () => {
  const answer = await post({ password: 'short pw', email: 'ada@example' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('ada@example')
  expect(page).not.toContain('short pw')
})

test('whoever sets up second is told at sign-in that nothing was created', async () => {
  const both = await Promise.all([post(), post({ email: 'eve@example.org' })])
  const [late, ...more] = both.filter(({ headers }) => headers.get('Location') !== paths.home())
  expect(more).toEqual([])
  expect(await followed(late!)).toContain('The organisation was created already, so nothing was created now.')
  // Likewise a form that was left open, whatever it holds.
  for (const given of [{}, { token: 'another token' }, { email: '' }])
    expect(await followed(await post(given))).toContain('so nothing was created now.')
})
