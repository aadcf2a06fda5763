import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrationName, readMigrations } from './migration-files.server'

const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('migrations are read in the order of their names; other files are passed over', () => {
  for (const name of ['20260102000000_b', '20260101000000_a']) {
    mkdirSync(path.join(folder, name))
    writeFileSync(path.join(folder, name, 'migration.sql'), `-- ${name}`)
  }
  writeFileSync(path.join(folder, 'migration_lock.toml'), '')
  const read = readMigrations(folder)
  expect(read.map(({ name }) => name)).toEqual(['20260101000000_a', '20260102000000_b'])
  // sha256sum of "-- 20260101000000_a", as Prisma computes it.
  expect(read[0]?.checksum).toBe('6af97992b3d51771b48e80655bcc619d144f715bb7d4fc05bd98bbc7130c01a7')
})

test('a folder without its script is refused with a sentence', () => {
  mkdirSync(path.join(folder, '20260103000000_c'))
  expect(() => readMigrations(folder)).toThrow('The migration 20260103000000_c has no migration.sql.')
  expect(() => readMigrations(path.join(folder, 'nowhere'))).toThrow('is missing from the installation')
})

test('a migration is named after the time in UTC and the words given', () => {
  const at = new Date('2026-03-29T01:30:00+02:00')
  expect(migrationName('Add  offers, and more!', at)).toBe('20260328233000_add_offers_and_more')
  expect(() => migrationName('!?', at)).toThrow('needs a name')
})
