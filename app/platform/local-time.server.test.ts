import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromLocal, instantsOf, readLocal, repeatedTime, toLocal, utcOffset, zoneOf } from './local-time.server'

const isoOf = (local: string, timeZone: string) => instantsOf(local, timeZone).map((at) => at.toISOString())

test('a local hour is the instant it names, before and after a clock change', () => {
  expect(fromLocal('2026-10-24T14:00', 'Europe/Berlin').toISOString()).toBe('2026-10-24T12:00:00.000Z')
  expect(fromLocal('2026-10-26T14:00', 'Europe/Berlin').toISOString()).toBe('2026-10-26T13:00:00.000Z')
  expect(fromLocal('2026-11-24T14:00', 'Asia/Kolkata').toISOString()).toBe('2026-11-24T08:30:00.000Z')
  expect(fromLocal('2026-11-24T14:00:30', 'Asia/Kathmandu').toISOString()).toBe('2026-11-24T08:15:30.000Z')
})

test('an instant is shown as the hour of the zone', () => {
  expect(toLocal(new Date('2026-11-24T08:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-24T14:00')
  expect(toLocal(new Date('2026-07-01T23:30:00Z'), 'Europe/Lisbon')).toBe('2026-07-02T00:30')
})

describe('where the clocks go back', () => {
  test.each([
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    // By half an hour only.
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    // Over midnight, into the day before.
    ['America/Havana', '2026-11-01T00:30', '2026-11-01T04:30:00.000Z', '2026-11-01T05:30:00.000Z'],
  ])('%s %s is two instants, of which the second can be asked for', (zone, local, first, second) => {
    expect(isoOf(local, zone)).toEqual([first, second])
    expect(readLocal(local, zone)).toEqual({ ok: true, value: new Date(first) })
    expect(readLocal(local, zone, 'second')).toEqual({ ok: true, value: new Date(second) })
    expect(repeatedTime(new Date(first), zone)?.chosen).toBe('first')
    expect(repeatedTime(new Date(second), zone)?.chosen).toBe('second')
  })

  test('the hours round it are one', () => {
    expect(isoOf('2026-11-01T00:59', 'America/New_York')).toEqual(['2026-11-01T04:59:00.000Z'])
    expect(isoOf('2026-11-01T02:00', 'America/New_York')).toEqual(['2026-11-01T07:00:00.000Z'])
    expect(isoOf('2026-04-05T01:29', 'Australia/Lord_Howe')).toEqual(['2026-04-04T14:29:00.000Z'])
    expect(isoOf('2026-04-05T02:00', 'Australia/Lord_Howe')).toEqual(['2026-04-04T15:30:00.000Z'])
    expect(repeatedTime(new Date('2026-11-01T07:00:00Z'), 'America/New_York')).toBeNull()
    expect(readLocal('2026-11-01T02:00', 'America/New_York', 'second')).toMatchObject({ ok: true })
  })
})

describe('a time that the clocks skip is refused with the change in words', () => {
  test.each([
    [
      'America/New_York',
      '2026-03-08T02:30',
      'On 8 March 2026 the clocks in America/New York go from 02:00 to 03:00, so 02:30 does not exist. Choose another time.',
    ],
    [
      'Europe/Berlin',
      '2026-03-29T02:00',
      'On 29 March 2026 the clocks in Europe/Berlin go from 02:00 to 03:00, so 02:00 does not exist. Choose another time.',
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04T02:15',
      'On 4 October 2026 the clocks in Australia/Lord Howe go from 02:00 to 02:30, so 02:15 does not exist. Choose another time.',
    ],
    [
      'Pacific/Apia',
      '2011-12-30T12:00',
      'On 30 December 2011 the clocks in Pacific/Apia go from 00:00 to 00:00 on 31 December 2011, so 12:00 does not exist. Choose another time.',
    ],
  ])('%s %s', (zone, local, message) => {
    expect(readLocal(local, zone)).toEqual({ ok: false, error: { code: 'TIME_SKIPPED', message } })
    expect(() => fromLocal(local, zone)).toThrow(local)
  })

  test('the minutes round it exist', () => {
    expect(isoOf('2026-03-08T01:59', 'America/New_York')).toEqual(['2026-03-08T06:59:00.000Z'])
    expect(isoOf('2026-03-08T03:00', 'America/New_York')).toEqual(['2026-03-08T07:00:00.000Z'])
    expect(isoOf('2026-10-04T02:30', 'Australia/Lord_Howe')).toEqual(['2026-10-03T15:30:00.000Z'])
  })
})

test('every instant is among those that its local time names', () => {
  const zones = [
    'UTC',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'America/St_Johns',
    'Pacific/Chatham',
    'Africa/Casablanca',
    'Pacific/Apia',
    'America/Asuncion',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 15_778_080, max: 36_816_480 }), (zone, minute) => {
      const at = new Date(minute * 60_000)
      expect(instantsOf(toLocal(at, zone), zone).map(Number)).toContain(at.getTime())
    }),
    { numRuns: 2_000 },
  )
})

test('a form says the zone and how far it is from UTC at that time', () => {
  expect(zoneOf('America/New_York', null)).toBe('America/New York')
  expect(zoneOf('America/New_York', new Date('2026-11-01T05:30:00Z'))).toBe('America/New York, UTC−04:00')
  expect(utcOffset(new Date('2026-11-01T05:30:00Z'), 'UTC')).toBe('UTC+00:00')
  expect(utcOffset(new Date('2026-11-01T05:30:00Z'), 'America/St_Johns')).toBe('UTC−03:30')
})
