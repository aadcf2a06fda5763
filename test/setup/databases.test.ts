import { expect, test } from 'vitest'
import { databaseFiles, databasesIn } from './databases'
import { databaseProjects } from './projects'

test('a file runs on both databases unless its first line names one and the reason', () => {
  expect(databasesIn("import { expect } from 'vitest'")).toBe('both')
  expect(databasesIn('// Runs on one database: who may read what.')).toBe('one')
  expect(databasesIn('// Runs on the embedded database: the demo refuses a server.')).toBe('embedded')
  expect(databasesIn('// A decision has rows of its own.')).toBe('both')
})

test.each(['// Runs on one database', '// runs on one database: why.', '// Runs on PostgreSQL: why.'])(
  '“%s” is no mark, and says so instead of running the file twice',
  (line) => expect(() => databasesIn(line)).toThrow('No such mark'),
)

/** Where each file runs: every project has files of its own, and `all` runs each wherever it can. */
function runs(all: boolean) {
  const found = new Map<string, string[]>()
  for (const { name, include } of databaseProjects({ all }))
    for (const file of include) found.set(file, [...(found.get(file) ?? []), name])
  return found
}

test('every file runs, and the layers that differ run on both', () => {
  const files = databaseFiles()
  const found = runs(false)
  expect([...found.keys()].sort()).toEqual(Object.values(files).flat().sort())
  for (const file of files.both) expect(found.get(file), file).toEqual(['db-pglite', 'db-postgres'])
  for (const file of files.one) expect(found.get(file), file).toEqual(['db-once'])
  for (const file of files.embedded)
    expect(found.get(file), file).toEqual([file.endsWith('/growth.db.test.ts') ? 'growth' : 'db-pglite'])
  // Whatever knows the database itself: the platform, what is stored by migrations and triggers, and raw SQL.
  const layers = /^(app\/platform|test\/database|app\/services\/(archive|candidate-import|retention|audit))\//
  for (const file of [...files.one, ...files.embedded]) expect(file).not.toMatch(layers)
})

test('with all databases asked for, what runs on one runs on both', () => {
  const files = databaseFiles()
  const found = runs(true)
  for (const file of [...files.both, ...files.one]) expect(found.get(file), file).toEqual(['db-pglite', 'db-postgres'])
  for (const file of files.embedded) expect(found.get(file), file).toHaveLength(1)
})
