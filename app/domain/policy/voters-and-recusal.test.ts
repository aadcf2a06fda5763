import { expect, test } from 'vitest'
import { mayChangeVoters } from './change-voters'
import { may, ROLES } from './policy'
import { mayLift } from './recusal'

const code = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'ok' : result.error.code)

test('nobody names themselves, and a voter neither adds nor removes other voters', () => {
  expect(code(mayChangeVoters(1, [], [1, 2]))).toBe('VOTER_NAMED_SELF')
  expect(code(mayChangeVoters(1, [], [2]))).toBe('ok')
  expect(code(mayChangeVoters(1, [1, 2], [1, 2, 3]))).toBe('VOTER_CHANGES_VOTERS')
  expect(code(mayChangeVoters(1, [1, 2], [1]))).toBe('VOTER_CHANGES_VOTERS')
  expect(code(mayChangeVoters(1, [1, 2], [2]))).toBe('ok')
  expect(code(mayChangeVoters(3, [1, 2], [2]))).toBe('ok')
})

test('naming voters, overriding and lifting are acts of their own', () => {
  const job = { id: 1, confidential: false }
  const who = (act: 'name-voters' | 'override-committee' | 'lift-recusal') =>
    ROLES.filter((role) => may({ grants: [{ role, jobId: null }] }, act, job))
  expect(who('name-voters')).toEqual(['administrator', 'recruiter'])
  expect(who('override-committee')).toEqual(['administrator', 'hiring_manager'])
  expect(who('lift-recusal')).toEqual(['administrator', 'recruiter'])
})

test('a recusal is lifted by somebody else, who is not recused', () => {
  expect(code(mayLift({ userId: 1, recused: true }, { userId: 1 }))).toBe('OWN_RECUSAL')
  expect(code(mayLift({ userId: 2, recused: true }, { userId: 1 }))).toBe('LIFTER_RECUSED')
  expect(code(mayLift({ userId: 2, recused: false }, { userId: 1 }))).toBe('ok')
})
