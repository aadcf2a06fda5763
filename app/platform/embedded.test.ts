import { PGlite } from '@electric-sql/pglite'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { close, EMBEDDED_MAJOR, openEmbedded } from './embedded.server'
import { cannotWrite, openingProblem } from './embedded-problems.server'
import { StartError } from './start-error.server'

const scratch = mkdtempSync(path.join(tmpdir(), 'embedded-'))
afterAll(() => {
  chmodSync(scratch, 0o700)
  rmSync(scratch, { recursive: true, force: true })
})
const folder = path.join(scratch, 'data', 'pg')

const everything = (at: string): string[] =>
  readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(at, entry.name)
    return entry.isDirectory() ? [file, ...everything(file)] : [file]
  })

test('every commit is synced to the disk before it is acknowledged', { timeout: 60_000 }, async () => {
  const synced: string[] = []
  const database = await openEmbedded(folder, { onSync: (file) => synced.push(path.relative(folder, file)) })
  await database.pg.exec('CREATE TABLE t (id int PRIMARY KEY)')
  synced.length = 0
  for (let id = 0; id < 50; id++) {
    const before = synced.length
    await database.pg.query('INSERT INTO t VALUES ($1)', [id])
    expect(synced.length).toBeGreaterThan(before)
  }
  expect(synced.every((file) => file.startsWith('pg_wal'))).toBe(true)
  await database.pg.query('SELECT count(*) FROM t')
  expect(synced).toHaveLength(50)
  synced.length = 0
  await database.pg.exec('CHECKPOINT')
  expect(synced.some((file) => file.startsWith('base'))).toBe(true)
  expect(synced).toContain(path.join('global', 'pg_control'))
  await database.close()
})

test('nobody but the owner can read the folder, nor what was made later', async () => {
  const database = await openEmbedded(folder)
  await database.pg.exec('CREATE TABLE later (id int); CHECKPOINT')
  const open = everything(folder).filter((file) => (statSync(file).mode & 0o077) !== 0)
  await database.close()
  expect(open).toEqual([])
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a second opening is refused by name while the first is open, and a stop frees the folder', async () => {
  const database = await openEmbedded(folder)
  await expect(openEmbedded(folder)).rejects.toThrow(
    new StartError(`The data folder ${folder} is in use by process ${process.pid}; stop that one first.`),
  )
  await database.close()
  await (await openEmbedded(folder)).close()
})

test('a stop leaves the database shut down, not to be recovered', async () => {
  const database = await openEmbedded(folder)
  await database.pg.exec('INSERT INTO later VALUES (1)')
  await database.close()
  const lines: unknown[] = []
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line))
  for (const method of ['log', 'debug', 'warn'] as const) vi.spyOn(console, method).mockImplementation(() => {})
  const again = await PGlite.create(folder, { debug: 1 })
  await close(again)
  expect(lines.join('\n')).toMatch(/database system was shut down at/)
  expect(lines.join('\n')).not.toMatch(/recovery/)
})

test('a copy made while it runs holds every row', { timeout: 60_000 }, async () => {
  const file = path.join(scratch, 'copy.tar.gz')
  const database = await openEmbedded(folder)
  await database.pg.exec('CREATE TABLE kept AS SELECT g AS id, md5(g::text) AS v FROM generate_series(1, 2000) g')
  const rows = await database.pg.query('SELECT * FROM kept ORDER BY id')
  expect(await database.backup(file)).toBe(statSync(file).size)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await database.close()
  const restored = await PGlite.create({ loadDataDir: new Blob([readFileSync(file)], { type: 'application/x-gzip' }) })
  expect((await restored.query('SELECT * FROM kept ORDER BY id')).rows).toEqual(rows.rows)
  await close(restored)
})

test('looking after it vacuums every table', async () => {
  const database = await openEmbedded(folder)
  await database.pg.exec('DELETE FROM kept WHERE id % 2 = 0')
  await database.maintain()
  const { rows } = await database.pg.query<{ n: number }>(
    `SELECT reltuples::int AS n FROM pg_class WHERE relname = 'kept'`,
  )
  await database.close()
  expect(rows).toEqual([{ n: 1000 }])
})

const refusal = async (at: string) => {
  const error: unknown = await openEmbedded(at).then(
    () => 'opened',
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  return (error as StartError).message
}

test.each([
  [EMBEDDED_MAJOR + 1, /made by PostgreSQL 19, newer than the 18 in this program; install the newer Assay\.$/],
  [EMBEDDED_MAJOR - 1, /made by PostgreSQL 17, older than the 18 in this program/],
])('a folder of PostgreSQL %i is refused with a sentence', async (major, sentence) => {
  const at = path.join(scratch, `pg-${major}`)
  mkdirSync(at)
  writeFileSync(path.join(at, 'PG_VERSION'), `${major}\n`)
  expect(await refusal(at)).toMatch(sentence)
})

test('a folder with other files in it is left alone', async () => {
  const at = path.join(scratch, 'photos')
  mkdirSync(at)
  writeFileSync(path.join(at, 'cat.jpg'), '')
  expect(await refusal(at)).toMatch(/holds other files and no database/)
  expect(readdirSync(at)).toEqual(['cat.jpg'])
})

test('a folder that cannot be is refused with a sentence', async () => {
  writeFileSync(path.join(scratch, 'file'), '')
  expect(await refusal(path.join(scratch, 'file', 'pg'))).toMatch(/cannot be written: .* Set DATA_DIR to another\.$/)
  expect(await refusal(path.join(scratch, 'file'))).toMatch(/cannot be written: it is a file\./)
})

test('a folder this user may not write to is refused with a sentence', async () => {
  const at = path.join(scratch, 'closed')
  mkdirSync(at, { mode: 0o555 })
  const root = process.getuid?.() === 0
  chmodSync(scratch, 0o755)
  // Root may write everywhere; nobody may not.
  if (root) process.seteuid!('nobody')
  try {
    expect(await refusal(path.join(at, 'pg'))).toMatch(/cannot be written: this user lacks the permission\./)
  } finally {
    if (root) process.seteuid!(0)
  }
})

test('an interrupted creation leaves nothing that the next start trips over', { timeout: 60_000 }, async () => {
  const at = path.join(scratch, 'interrupted')
  mkdirSync(path.join(`${at}.new`, 'base'), { recursive: true })
  writeFileSync(path.join(`${at}.new`, 'PG_VERSION'), '18\n')
  const database = await openEmbedded(at)
  await database.pg.query('SELECT 1')
  await database.close()
  expect(existsSync(`${at}.new`)).toBe(false)
})

test('a ruined folder is refused with a sentence and its lock is free again', async () => {
  const at = path.join(scratch, 'ruined')
  execFileSync('cp', ['-r', folder, at])
  rmSync(path.join(at, 'global', 'pg_control'))
  expect(await refusal(at)).toMatch(
    /could not be opened: its files are damaged .*\. Copy the whole folder to a safe place first; then restore the last backup/,
  )
  expect(readdirSync(`${at}.lock`)).toEqual([])
})

test.each([
  [
    'could not write to file "pg_wal/xlogtemp.42": No space left on device',
    /the disk is full\. What was saved is kept/,
  ],
  ['could not create file "postmaster.pid": Read-only file system', /mounted read-only\. What was saved is kept/],
  ['could not open file "global/pg_filenode.map": Permission denied', /this user may not read or write/],
  ['database files are incompatible with server', /made by another version or build .* What was saved is kept/],
  ['could not read file "base/1/2619": Input/output error', /the disk fails .* Copy the folder to a sound disk/],
  ['something that nobody has seen yet', /Nothing in it was changed; keep the folder as it is/],
])('a database that is not open because of "%s" is not given up', (said, sentence) => {
  const told = openingProblem(path.join(scratch, 'pg'), said)
  expect(told).toMatch(sentence)
  expect(told).not.toMatch(/restore|backup|begin anew|away/i)
})

test('a folder that holds a database is never to be exchanged for another because it cannot be written', () => {
  const told = (code: string) => (cannotWrite(folder, Object.assign(new Error('no'), { code })) as Error).message
  for (const code of ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'])
    expect(told(code)).toMatch(/What was saved is kept; .* and start again\.$/)
})
