import { expect, test } from 'vitest'
import { MAX_IMPORT, readCandidateTable } from './read-csv'

const rows = (...lines: string[][]) => lines.map((cells, at) => ({ line: at + 1, cells }))

test('columns are found by their heads, in any order and case, and others are not taken over', () => {
  const { lines } = readCandidateTable(
    rows(['E-Mail', 'School', 'Full Name'], ['Yara@Example.org', 'x', ' Yara Haddad ']),
  )
  expect(lines).toEqual([
    {
      line: 2,
      ok: true,
      cells: { name: 'Yara Haddad', email: 'Yara@Example.org', phone: '' },
      candidate: { name: 'Yara Haddad', email: 'yara@example.org', phone: null },
    },
  ])
})

test('a wrong cell names its line and its column as the file calls it', () => {
  const { lines } = readCandidateTable(rows(['candidate', 'mail'], ['Maria Silva', 'maria.silva@']))
  expect(lines[0]).toMatchObject({ line: 2, ok: false, column: 'mail' })
})

test('a line with more cells than the head is probably a comma in a name', () => {
  const { lines } = readCandidateTable(rows(['name', 'email'], ['Haddad', 'Yara', 'yara@example.org']))
  expect(lines[0]).toMatchObject({ ok: false, column: null })
})

test('an address that stands twice is a problem of the later line, whatever its case', () => {
  const { lines } = readCandidateTable(
    rows(
      ['name', 'email'],
      ['Chidi', 'chidi@example.org'],
      ['Chidi Eze', 'CHIDI@example.org'],
      ['No', ''],
      ['Nor', ''],
    ),
  )
  expect(lines.map(({ ok }) => ok)).toEqual([true, false, true, true])
  expect(lines[1]).toMatchObject({ column: 'email', problem: 'Duplicate of line 2 of this file.' })
})

test.each([
  ['nothing', []],
  ['a head alone', [['name']]],
  ['no name column', [['email'], ['a@example.org']]],
  ['too many lines', [['name'], ...Array.from({ length: MAX_IMPORT + 1 }, () => ['A'])]],
])('%s is a problem of the whole table', (_, given) => {
  const table = readCandidateTable(rows(...given))
  expect(table.lines).toEqual([])
  expect(table.problem).toMatch(/\.$/)
})
