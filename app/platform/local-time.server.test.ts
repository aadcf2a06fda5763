import { expect, test } from 'vitest'
import { fromLocal, toLocal } from './local-time.server'

test('a local hour is the instant it names, before and after a clock change', () => {
  expect(fromLocal('2026-10-24T14:00', 'Europe/Berlin').toISOString()).toBe('2026-10-24T12:00:00.000Z')
  expect(fromLocal('2026-10-26T14:00', 'Europe/Berlin').toISOString()).toBe('2026-10-26T13:00:00.000Z')
  expect(fromLocal('2026-11-24T14:00', 'Asia/Kolkata').toISOString()).toBe('2026-11-24T08:30:00.000Z')
})

test('an instant is shown as the hour of the zone', () => {
  expect(toLocal(new Date('2026-11-24T08:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-24T14:00')
  expect(toLocal(new Date('2026-07-01T23:30:00Z'), 'Europe/Lisbon')).toBe('2026-07-02T00:30')
})

test('an hour that the clocks skip moves forward', () => {
  expect(fromLocal('2026-03-29T02:30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z')
})
