import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { couldHaveRead, isOwed, type Assignment, type GrantPeriod, type ReadingHistory } from './blind'

/** A place in the order of events. */
const at = (hour: number) => hour
const job = { id: 7, confidential: false }

const card = (assigned: number, submitted: number | null = null, released: number | null = null): Assignment => ({
  assigned: at(assigned),
  submitted: submitted === null ? null : at(submitted),
  released: released === null ? null : at(released),
})
const grant = (
  role: GrantPeriod['role'],
  from: number,
  to: number | null = null,
  jobId: number | null = null,
): GrantPeriod => ({
  role,
  jobId,
  granted: at(from),
  revoked: to === null ? null : at(to),
})
const past = (over: Partial<ReadingHistory>): ReadingHistory => ({
  now: at(12),
  firstOther: null,
  firstScore: null,
  own: [card(1)],
  grants: [grant('interviewer', 0)],
  job,
  ...over,
})

describe('who is blind', () => {
  test.each([
    ['nobody without a scorecard there', [], false],
    ['one who has begun nothing', [card(1)], true],
    ['one who has submitted', [card(1, 2)], false],
    ['one of whose two interviews is still owed', [card(1, 2), card(3)], true],
    ['one who was released', [card(1, null, 2)], false],
    ['one who was released from one and owes another', [card(1, null, 2), card(3)], true],
  ])('%s', (_name, own, blind) => expect(own.some(isOwed)).toBe(blind))
})

describe('what is written is blind', () => {
  test.each<[string, Partial<ReadingHistory>]>([
    ['while nobody else has submitted', {}],
    ['while colleagues submitted, but the author still owed it', { firstOther: at(3) }],
    [
      'for a recruiter who was assigned before anybody submitted',
      { firstOther: at(3), grants: [grant('recruiter', 0)] },
    ],
    [
      'when an earlier interview was submitted before colleagues wrote and the next was assigned by then',
      { firstOther: at(5), own: [card(1, 2), card(4)] },
    ],
    [
      'when the grant ended before there was anything to read',
      { firstOther: at(3), own: [card(4)], grants: [grant('committee_member', 0, 2)] },
    ],
    [
      'when the grant is of another job',
      { firstOther: at(3), own: [card(4)], grants: [grant('committee_member', 0, null, 8)] },
    ],
    [
      'when the job is confidential and the grant does not name it',
      { firstOther: at(3), own: [card(4)], grants: [grant('recruiter', 0)], job: { id: 7, confidential: true } },
    ],
    ['when a colleague submits in the future', { firstOther: at(13), own: [card(1, 2)] }],
  ])('%s', (_name, over) => expect(couldHaveRead(past(over))).toBe(false))
})

describe('what is written is not blind', () => {
  test.each<[string, Partial<ReadingHistory>]>([
    ['in an amendment once a colleague could be read', { firstOther: at(3), own: [card(1, 2)] }],
    [
      'in a second interview assigned after the first was submitted and colleagues had written',
      { firstOther: at(3), own: [card(1, 4), card(6)] },
    ],
    [
      'for a recruiter assigned after a colleague submitted',
      { firstOther: at(3), own: [card(4)], grants: [grant('recruiter', 0)] },
    ],
    [
      'for a committee member whose grant was revoked later',
      { firstOther: at(3), own: [card(6)], grants: [grant('committee_member', 0, 5)] },
    ],
    [
      'for a hiring manager who could read the score',
      { firstScore: at(3), own: [card(1, 2)], grants: [grant('hiring_manager', 0)] },
    ],
    [
      'for an administrator in a confidential job',
      { firstOther: at(3), own: [card(4)], grants: [grant('administrator', 0)], job: { id: 7, confidential: true } },
    ],
    [
      'for one released and assigned again with a grant between',
      { firstOther: at(3), own: [card(1, null, 4), card(6)], grants: [grant('committee_member', 0)] },
    ],
  ])('%s', (_name, over) => expect(couldHaveRead(past(over))).toBe(true))

  test('and looking at every hour finds the same as looking at the named moments', () => {
    const hour = fc.integer({ min: 0, max: 12 })
    const maybe = fc.option(hour)
    const cards = fc.array(
      fc
        .tuple(hour, maybe, maybe)
        .map(([a, s, r]) => card(a, s === null ? null : Math.max(a, s), r === null ? null : Math.max(a, r))),
      { maxLength: 3 },
    )
    const grants = fc.array(
      fc
        .tuple(fc.constantFrom('interviewer', 'recruiter', 'committee_member', 'administrator' as const), hour, maybe)
        .map(([role, from, to]) => grant(role as GrantPeriod['role'], from, to)),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(cards, grants, maybe, maybe, (own, held, other, scored) => {
        const input = past({
          own,
          grants: held,
          firstOther: other === null ? null : at(other),
          firstScore: scored === null ? null : at(scored),
        })
        const hourly = Array.from({ length: 13 }, (_, index) => index).some((index) => {
          const is = (when: number | null) => when !== null && when <= at(index)
          if (own.some((one) => is(one.assigned) && !is(one.submitted) && !is(one.released))) return false
          const reads = held.some(({ role, granted, revoked }) => role !== 'interviewer' && is(granted) && !is(revoked))
          return (
            (is(input.firstOther) && (reads || own.some((one) => is(one.submitted)))) || (is(input.firstScore) && reads)
          )
        })
        expect(couldHaveRead(input)).toBe(hourly)
      }),
    )
  })
})
