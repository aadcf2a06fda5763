import { expect, test } from 'vitest'
import { ROLES, mayAnywhere, type Act, type Role, type Viewer } from '../policy/policy'
import { EXPORT_NAMES, EXPORT_PAGE, EXPORTS, exportsOf, type ExportName } from './exports'

const viewer = (role: Role): Viewer => ({
  organisationId: 1,
  userId: 1,
  name: '',
  timeZone: 'UTC',
  grants: [{ role, jobId: null }],
})

/** What an export shows: whoever may have it may read that on screens. */
const SHOWS: Record<ExportName, Act[]> = {
  candidates: ['read-candidate'],
  applications: ['read-application'],
  scorecards: ['read-scorecards'],
  decisions: ['read-packet'],
  audit: ['read-audit'],
}

test.each(ROLES)('%s may export nothing that the role may not read', (role) => {
  for (const name of exportsOf(viewer(role)))
    for (const act of SHOWS[name]) expect(mayAnywhere(viewer(role), act), `${name} shows ${act}`).toBe(true)
})

test('whoever may export anything sees the page of exports', () => {
  for (const role of ROLES) expect(mayAnywhere(viewer(role), EXPORT_PAGE)).toBe(exportsOf(viewer(role)).length > 0)
  expect(ROLES.filter((role) => mayAnywhere(viewer(role), 'export-organisation'))).toEqual(['administrator'])
})

test('every column has a name of its own and is explained in whole sentences', () => {
  for (const name of EXPORT_NAMES) {
    const { columns } = EXPORTS[name]
    expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length)
    for (const column of columns) {
      expect(column.name).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(column.note, column.name).toMatch(/^[A-Za-z“].*\.$/)
    }
  }
})
