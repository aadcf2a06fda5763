import { describe, expect, test } from 'vitest'
import type { Grant, Role } from '~/domain/policy/policy'
import { candidateLabel, isNameHidden } from './name'

const job = { id: 7, confidential: false, namesHidden: true }
const viewer = (...roles: Role[]) => ({ grants: roles.map((role): Grant => ({ role, jobId: null })) })
const hidden = (roles: Role[], situation: { rates: boolean; votesOpen?: boolean }, namesHidden = true) =>
  isNameHidden(viewer(...roles), { ...job, namesHidden }, situation)

describe('a name is', () => {
  test('shown to recruiters and administrators, who may read candidates', () => {
    expect(hidden(['recruiter'], { rates: false })).toBe(false)
    expect(hidden(['administrator'], { rates: false })).toBe(false)
  })

  test('hidden from everybody who still has to rate the candidate, whatever their role', () => {
    expect(hidden(['recruiter', 'administrator', 'interviewer'], { rates: true })).toBe(true)
    expect(hidden(['recruiter', 'interviewer'], { rates: true, votesOpen: true })).toBe(true)
  })

  test('hidden from interviewers and voters until the first votes are open', () => {
    expect(hidden(['interviewer'], { rates: false })).toBe(true)
    expect(hidden(['committee_member'], { rates: false, votesOpen: false })).toBe(true)
    expect(hidden(['committee_member'], { rates: false, votesOpen: true })).toBe(false)
  })

  test('shown to everybody in a job that does not hide names', () => {
    expect(hidden(['interviewer'], { rates: false }, false)).toBe(false)
  })

  test('hidden from a recruiter of other jobs where the job is confidential', () => {
    expect(isNameHidden(viewer('recruiter'), { ...job, confidential: true }, { rates: false })).toBe(true)
  })
})

test('a number stands for a hidden or erased name', () => {
  expect(candidateLabel({ id: 49, name: 'Ana Kovac' }, false)).toBe('Ana Kovac')
  expect(candidateLabel({ id: 49, name: 'Ana Kovac' }, true)).toBe('Candidate 49')
  expect(candidateLabel({ id: 49, name: null }, false)).toBe('Candidate 49')
})
