import { expect, test } from 'vitest'
import { keepTyped } from './lost-answer'

const args = (serverAction: () => Promise<unknown>) => {
  const body = new URLSearchParams({ intent: 'vote', writeKey: 'one-key-1', reason: 'Written for half an hour.' })
  const request = new Request('http://127.0.0.1/packets/1', { method: 'POST', body })
  return { request, params: {}, serverAction } as unknown as Parameters<typeof keepTyped>[0]
}
const throwing = (error: unknown) => keepTyped(args(() => Promise.reject(error)))
const redirected = (Location: string) => new Response(null, { status: 302, headers: { Location } })

test('an ended session keeps what was typed, with its write key, and says what to do', async () => {
  for (const location of ['/sign-in', '/sign-in?to=%2Fpackets%2F1'])
    expect(await throwing(redirected(location))).toMatchObject({
      lost: true,
      values: { writeKey: 'one-key-1', reason: 'Written for half an hour.' },
      fieldErrors: { form: expect.stringContaining('no longer signed in') as string },
    })
})

test('a lost answer keeps what was typed', async () => {
  expect(await throwing(new TypeError('Failed to fetch'))).toMatchObject({
    lost: true,
    fieldErrors: { form: expect.stringContaining('did not answer') as string },
  })
})

test('the page that follows a stored form and a refusal go through', async () => {
  for (const answer of [redirected('/packets/1'), redirected('/sign-in-help'), new Response(null, { status: 404 })])
    await expect(throwing(answer)).rejects.toBe(answer)
})

test('a form that another session opened stays as it was typed, and says whose session it is now', async () => {
  const message =
    'You are signed in as Bruno Keller now; this form was opened from another account. Nothing was stored.'
  const data = { code: 'OTHER_ACCOUNT', message, sent: [] }
  expect(await throwing({ status: 409, statusText: '', internal: false, data })).toMatchObject({
    lost: true,
    values: { reason: 'Written for half an hour.' },
    fieldErrors: { form: expect.stringContaining(`${message} Your text is kept here`) as string },
  })
})
