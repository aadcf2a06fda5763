import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeLoop } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { MANIFEST } from '~/domain/archive/manifest'
import { ARCHIVED_TABLES, LEFT_OUT } from '~/domain/archive/tables'
import { connection, db } from '~/platform/db.server'
import { exported, imported, packed, source } from '../../../test/setup/archive'
import { resetDatabase } from '../../../test/setup/database'
import { sentPacket, staffedJob } from '../../../test/setup/panel'
import { importOrganisation } from './import-organisation.sql.server'
import type { ArchiveFile } from './tar'

let files: ArchiveFile[]

beforeAll(async () => {
  const { organisationId, recruiter, job, anna } = await staffedJob()
  const { id } = await makeApplication(recruiter, job)
  const loop = await makeLoop(recruiter, job, id, { debugging: [anna] })
  await submitLevels(anna, loop.interviews[0]!.scorecards[0]!.id, { diagnosis: 3, 'right-sizing': 2 })
  await sentPacket(recruiter, id)
  files = await exported(organisationId)
}, 120_000)

describe('an import into an empty installation', () => {
  beforeEach(resetDatabase, 60_000)

  const changed = (at: (name: string) => boolean, change: (text: string) => string) =>
    files.map((file) =>
      at(file.name) ? { ...file, content: Buffer.from(change(Buffer.from(file.content).toString('utf8'))) } : file,
    )
  const inManifest = (change: (content: Record<string, unknown>) => object) =>
    changed(
      (name) => name === MANIFEST,
      (text) => JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)),
    )
  const candidates = (name: string) => name.includes('/Candidate/')

  test.each<[string, () => ArchiveFile[], string]>([
    [
      'a later format',
      () => inManifest((it) => ({ ...it, format: 'assay.organisation/2' })),
      'has the format assay.organisation/2; this version of Assay reads assay.organisation/1',
    ],
    ['no archive of ours', () => inManifest(() => ({ name: 'package' })), 'is not an archive of Assay'],
    [
      'a newer database',
      () => inManifest((it) => ({ ...it, migration: '20991231000000_later' })),
      'made by a newer version of Assay',
    ],
    [
      'a table that is unknown',
      () => inManifest((it) => ({ ...it, tables: [{ name: 'Later', rows: 0 }] })),
      'names the table Later',
    ],
    ['without its manifest', () => files.slice(1), 'does not begin with organisation/manifest.json'],
    ['without its checksums', () => files.slice(0, -1), 'is missing: the archive is cut off'],
    [
      'without one of its files',
      () => files.filter(({ name }) => !name.includes('/PacketText/')),
      'is named in organisation/SHA256SUMS and is missing',
    ],
    [
      'a file that was changed',
      () => changed(candidates, (text) => text.replace('@example.', '@elsewhere.')),
      'it was changed or damaged',
    ],
    ['a line that is no JSON', () => changed(candidates, (text) => `${text}{`), 'is not JSON'],
    [
      'a column that is unknown',
      () => changed(candidates, (text) => text.replace('"name"', '"nickname"')),
      'has a column “nickname”, which this version does not know',
    ],
    [
      'a line without a column',
      () => changed(candidates, (text) => `${text}{"id": 900001}\n`),
      'has other columns than the first line',
    ],
    [
      'a value of another kind',
      () =>
        changed(
          (name) => name.includes('/Job/'),
          (text) => text.replace(/"maturity": \d/, '"maturity": "much"'),
        ),
      'the database refuses a row',
    ],
    [
      'a value against a rule',
      () =>
        changed(
          (name) => name.includes('/Job/'),
          (text) => text.replace(/"maturity": \d/, '"maturity": 9'),
        ),
      'the database refuses a row',
    ],
    [
      'rows that refer to nothing',
      () => files.filter(({ name }) => !name.includes('/Interview/')),
      'the database refuses a row',
    ],
  ])('refuses one with %s in a sentence, and writes nothing', async (_, of, sentence) => {
    const made = await imported(of())
    expect(made).toMatchObject({ ok: false, error: { code: 'ARCHIVE_WRONG' } })
    expect(made.ok ? '' : made.error.message).toContain(sentence)
    expect(await db().organisation.count()).toBe(0)
    expect(await db().$queryRaw`SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'`).toEqual([])
  })

  test('refuses one that is cut off or no tar', async () => {
    const bytes = await packed(files)
    for (const [of, sentence] of [
      [bytes.subarray(0, bytes.length / 2), /cut off|ends within/],
      [Buffer.from('name,email\nYara,yara@example.org\n'.repeat(40)), /not a tar archive/],
      [new Uint8Array(0), /cut off/],
    ] as const) {
      const made = await importOrganisation(source(of))
      expect(made.ok ? '' : made.error.message).toMatch(sentence)
    }
    expect(await db().organisation.count()).toBe(0)
  })
})

describe('the list of tables', () => {
  const lines = async (sql: string) => (await connection().rows<{ line: string }>(sql)).map(({ line }) => line)
  const names = ARCHIVED_TABLES.map(({ name }) => name)

  test('is every table of an organisation: archived, or left out with a reason', async () => {
    const keyed = await lines(`SELECT c.relname AS line FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'organisationId' AND c.relname <> 'QueueJob'`)
    expect([...names, ...Object.keys(LEFT_OUT)].sort()).toEqual(keyed.sort())
  })

  test('names each table after those that it refers to', async () => {
    const references = await connection().rows<{ from: string; to: string }>(
      `SELECT f.relname AS from, t.relname AS to FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace`,
    )
    const wrong = references.filter(({ from, to }) => names.includes(from) && names.indexOf(to) > names.indexOf(from))
    expect(wrong).toEqual([])
    const within = references.filter(({ from, to }) => from === to).map(({ from }) => from)
    // A decision supersedes an earlier one, which has a lower number.
    expect([...new Set(within)].sort()).toEqual(['Candidate', 'Decision'])
  })
})
