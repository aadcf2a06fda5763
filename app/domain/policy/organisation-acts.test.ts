import { expect, test } from 'vitest'
import { mayAnywhere, ROLES, type Role } from './policy'

const viewer = (role: Role, jobId: number | null) => ({
  organisationId: 1,
  userId: 1,
  name: '',
  timeZone: 'UTC',
  grants: [{ role, jobId }],
})

test('kits of the organisation are edited by roles for all jobs: one that is held for a job does not reach them', () => {
  for (const act of ['edit-kits', 'review-kits', 'publish-kits'] as const) {
    expect(ROLES.filter((role) => mayAnywhere(viewer(role, null), act))).toEqual(['administrator', 'lead'])
    expect(ROLES.filter((role) => mayAnywhere(viewer(role, 7), act))).toEqual([])
  }
  expect(mayAnywhere(viewer('lead', 7), 'read-kits')).toBe(true)
})
