import { expect, test } from 'vitest'
import { MakeLink } from './schemas'
import { linkStatus } from './status'

const form = { prompt: 'halve-the-bill', hours: '4', writeKey: 'link-1-0' }

test('a page is open for one of the lives offered, seven days at most', () => {
  expect(MakeLink.parse(form).hours).toBe(4)
  expect(MakeLink.parse({ ...form, hours: '168' }).hours).toBe(168)
  for (const hours of ['0', '169', '-4', '1e3', '', undefined])
    expect(MakeLink.safeParse({ ...form, hours }).success).toBe(false)
})

test('a link is live until it is revoked or its time is over', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const at = (time: string) => new Date(`2026-11-21T${time}:00Z`)
  expect(linkStatus({ expiresAt: at('12:01'), revokedAt: null }, now, false)).toBe('live')
  expect(linkStatus({ expiresAt: at('12:00'), revokedAt: null }, now, false)).toBe('expired')
  expect(linkStatus({ expiresAt: at('12:01'), revokedAt: at('11:00') }, now, false)).toBe('revoked')
  expect(linkStatus({ expiresAt: at('12:01'), revokedAt: null }, now, true)).toBe('revoked')
})
