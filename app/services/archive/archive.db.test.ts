import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadExample } from '~/demo/example-organisation'
import { CHECKSUMS, MANIFEST } from '~/domain/archive/manifest'
import { ARCHIVED_TABLES, LEFT_OUT } from '~/domain/archive/tables'
import { holds, verifyPacket } from '~/domain/packet/verify-packet'
import type { Viewer } from '~/domain/policy/policy'
import { audit, brokenLink } from '~/platform/audit.server'
import { connection, db, transaction } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { textHash, writeText } from '~/platform/text.server'
import { viewerColumns, viewerOf } from '~/platform/viewer.server'
import { verifyNewEntries } from '~/services/audit/verify-audit.server'
import { importCandidates } from '~/services/candidate/import-candidates.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { addCandidate } from '~/services/candidate/candidates.server'
import { eraseSubject } from '~/services/erasure/erase-subject.sql.server'
import { makeLink } from '~/services/identity/links.server'
import { resetDatabase } from '../../../test/setup/database'
import { serveKits } from '../../../test/setup/kits'
import { exportOrganisation } from './export-organisation.server'
import { importOrganisation } from './import-organisation.sql.server'
import { readTar, writeTar, type ArchiveFile } from './tar'

const SECRETS = { passwordHash: 'hash-of-a-password', userAgent: 'browser-of-a-session' }
let folder: string
let files: ArchiveFile[]
let secrets: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-archive-'))
  await serveKits()
  const { organisationId } = await loadExample({ seed: 7, now: new Date('2026-11-18T15:20:00Z'), size: 'small' })
  secrets = await fill(organisationId)
  files = await exported(organisationId, 'first')
}, 400_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function administratorOf(organisationId: number): Promise<Viewer> {
  const user = await db().user.findFirstOrThrow({
    where: { organisationId, state: 'active', grants: { some: { role: 'administrator', revokedAt: null } } },
    select: viewerColumns,
    orderBy: { id: 'asc' },
  })
  return viewerOf(user)!
}

/** What the example does not have; returns what no archive may hold. */
async function fill(organisationId: number): Promise<string[]> {
  const viewer = await administratorOf(organisationId)
  const { userId } = viewer
  const add = async (email: string | null) => {
    const made = await addCandidate(viewer, {
      name: '=Added "line\n',
      email,
      phone: null,
      jobId: null,
      writeKey: `key-of-${email}`,
    })
    return made.ok ? made.value.candidateId : 0
  }
  // The one that is kept has the higher number: the reference points to a row further on.
  const [later, earlier] = [await add('first@example.org'), await add('second@example.org')]
  expect(await mergeCandidates(viewer, { keepId: earlier, otherId: later })).toMatchObject({ ok: true })
  const text = 'name,email\nWaiting,waiting@example.org'
  await importCandidates(viewer, { text, jobId: null, skip: false, writeKey: 'waiting-import' })
  await fillRest(viewer, [later, earlier])
  const [one] = await db().candidate.findMany({ where: { organisationId, texts: { some: {} } }, take: 1 })
  await eraseSubject(viewer, { type: 'candidate', id: one!.id }, 'asked for it')
  await db().user.updateMany({ where: { organisationId }, data: { passwordHash: SECRETS.passwordHash } })
  const link = await transaction((tx) => makeLink(tx, { organisationId, userId, kind: 'reset', createdById: null }))
  const interview = await db().interview.findFirstOrThrow({ where: { organisationId }, include: { loop: true } })
  const at = new Date()
  const tokenHash = sha256('a link for a candidate')
  await db().candidateLink.create({
    data: {
      organisationId,
      interviewId: interview.id,
      kitVersionId: interview.loop.kitVersionId,
      prompt: 'one',
      given: ['a', 'b,"c'],
      tokenHash,
      createdById: userId,
      createdAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    },
  })
  await db().session.create({
    data: { organisationId, userId, tokenHash: sha256('session'), userAgent: SECRETS.userAgent, expiresAt: at },
  })
  return [...Object.values(SECRETS), link.token, tokenHash, sha256('session')]
}

/** A row in each table that neither the example nor the acts above write to. */
async function fillRest({ organisationId, userId }: Viewer, [firstId, secondId]: [number, number]) {
  const application = await db().application.findFirstOrThrow({ where: { organisationId } })
  const { id: applicationId } = application
  const packet = await db().packet.findFirstOrThrow({ where: { organisationId } })
  const at = new Date()
  await db().distinctCandidates.create({ data: { organisationId, firstId, secondId, decidedById: userId } })
  await transaction(async (tx) => {
    // Such rows are a migration's.
    await tx.$executeRaw`ALTER TABLE "PacketVoter" DISABLE TRIGGER refuse_insert`
    await tx.packetVoter.create({ data: { organisationId, packetId: packet.id, userId } })
    await tx.$executeRaw`ALTER TABLE "PacketVoter" ENABLE TRIGGER refuse_insert`
  })
  const score = { applicationId, score: 3.0000000000000004, sd: 1e-7 }
  await db().runOrdinalScore.create({ data: { organisationId, runId: packet.runId!, ...score } })
  await transaction(async (tx) => {
    const about = { organisationId, subject: { userId }, authorId: userId }
    const reason = await writeText(tx, { ...about, kind: 'recusal-lift-reason', body: 'Lifted.' })
    const recusal = await tx.recusal.create({ data: { organisationId, applicationId, userId, at } })
    const other = await tx.user.findFirstOrThrow({ where: { organisationId, id: { not: userId } } })
    const lifted = { liftedById: other.id, reasonTextId: reason.id, at }
    await tx.recusalLift.create({ data: { organisationId, recusalId: recusal.id, ...lifted } })
  })
  await verifyNewEntries(organisationId)
}

const filesOf = async (bytes: Uint8Array) => {
  const read: ArchiveFile[] = []
  for await (const file of readTar(source(bytes))) read.push(file)
  return read
}
// eslint-disable-next-line @typescript-eslint/require-await
async function* source(bytes: Uint8Array, piece = 10_000) {
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece)
}

async function exported(organisationId: number, name: string): Promise<ArchiveFile[]> {
  const file = path.join(folder, `${name}.tar.gz`)
  await exportOrganisation(organisationId, file, null)
  return filesOf(gunzipSync(await readFile(file)))
}

/** The files as a tar again. */
async function packed(of: readonly ArchiveFile[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  // eslint-disable-next-line @typescript-eslint/require-await
  const given = async function* () {
    yield* of
  }
  for await (const part of writeTar(given(), new Date(0))) parts.push(part)
  return Buffer.concat(parts)
}

const imported = async (of: readonly ArchiveFile[], name?: string) =>
  importOrganisation(source(await packed(of)), name === undefined ? {} : { name })

/** What two archives of the same organisation have in common: all but the time, the name and what follows from these. */
const comparable = (of: readonly ArchiveFile[]) =>
  Object.fromEntries(
    of
      .filter(({ name }) => name !== CHECKSUMS)
      .map(({ name, content }) => {
        const text = Buffer.from(content).toString('utf8')
        if (name !== MANIFEST) return [name, text]
        const { exportedAt, organisation, ...rest } = JSON.parse(text) as {
          exportedAt: string
          organisation: { name: string }
        }
        return [name, { ...rest, organisation: { ...organisation, name: 'X' } }]
      }),
  )

const countOf = (of: readonly ArchiveFile[], table: string) =>
  of
    .filter(({ name }) => name.includes(`/tables/${table}/`))
    .reduce((sum, { content }) => sum + Buffer.from(content).toString('utf8').split('\n').length - 1, 0)

test('an archive holds every table with rows of the example, and no secret', () => {
  const empty = ARCHIVED_TABLES.map(({ name }) => name).filter((name) => countOf(files, name) === 0)
  expect(empty).toEqual([])
  const all = files.map(({ content }) => Buffer.from(content).toString('utf8')).join('\n')
  expect(all).toContain('=Added \\"line')
  for (const secret of secrets) expect(all).not.toContain(secret)
  expect(all).not.toContain('"passwordHash"')
})

describe('imported beside the organisation that it came from', () => {
  let organisationId: number
  let again: ArchiveFile[]
  beforeAll(async () => {
    const made = await imported(files, 'A copy')
    if (!made.ok) throw new Error(made.error.message)
    organisationId = made.value.organisationId
    again = await exported(organisationId, 'second')
  }, 200_000)

  test('it is exported as the same archive', () => {
    expect(comparable(again)).toEqual(comparable(files))
  })

  test('its audit chain verifies, and goes on', async () => {
    expect(await brokenLink(db(), organisationId)).toBeNull()
    const head = await db().auditHead.findUniqueOrThrow({ where: { organisationId } })
    expect(head.chainOrganisationId).not.toBeNull()
    const record = { organisationId, actorId: null, act: 'test.entry', subject: { type: 'user', id: 1 } }
    await transaction((tx) => audit(tx, record))
    expect(await brokenLink(db(), organisationId)).toBeNull()
    // Under its own number the chain would be another one.
    await db().auditHead.update({ where: { organisationId }, data: { chainOrganisationId: null } })
    expect(await brokenLink(db(), organisationId)).toBe(1)
    await db().auditHead.update({ where: { organisationId }, data: { chainOrganisationId: head.chainOrganisationId } })
  })

  test('its packets verify, erased words included', async () => {
    const packets = await db().packet.findMany({ where: { organisationId } })
    expect(packets.length).toBeGreaterThan(3)
    const texts = await db().text.findMany({ where: { organisationId } })
    const checks = packets.map((one) => verifyPacket(one, texts, { ofBytes: sha256, ofText: textHash }))
    expect(checks.map(holds)).toEqual(packets.map(() => true))
    expect(texts.some(({ body }) => body === null)).toBe(true)
  })

  test('new rows get new numbers and a later place in the order of events', async () => {
    const viewer = await administratorOf(organisationId)
    const most = await db().candidate.aggregate({ where: { organisationId }, _max: { id: true } })
    const form = { name: 'New', email: null, phone: null, jobId: null, writeKey: 'after-the-import' }
    const made = await addCandidate(viewer, form)
    expect(made.ok && made.value.candidateId).toBeGreaterThan(most._max.id!)
    const versions = await db().scorecardVersion.aggregate({ where: { organisationId }, _max: { writtenOrder: true } })
    const grant = await db().grant.create({ data: { organisationId, userId: viewer.userId, role: 'hiring_manager' } })
    expect(grant.grantedOrder).toBeGreaterThan(versions._max.writtenOrder!)
  })

  test('a waiting import of candidates is taken up again', async () => {
    const waiting = await db().candidateImport.findFirstOrThrow({ where: { organisationId, state: 'waiting' } })
    const jobs = await db().queueJob.findMany({ where: { organisationId, name: 'import-candidates' } })
    expect(jobs.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([{ importId: waiting.id }])
  })

  test('the guards of the tables are in force again', async () => {
    await expect(db().vote.updateMany({ where: { organisationId }, data: { round: 2 } })).rejects.toThrow()
    const off = await connection().rows<{ name: string }>(
      `SELECT tgname AS name FROM pg_trigger WHERE tgenabled <> 'O'`,
    )
    expect(off).toEqual([])
  })
})

describe('in an empty installation', () => {
  beforeEach(resetDatabase, 60_000)

  test('it is exported as the same archive', { timeout: 200_000 }, async () => {
    const made = await imported(files)
    if (!made.ok) throw new Error(made.error.message)
    const { organisationId, name } = made.value
    expect(await db().organisation.count()).toBe(1)
    const again = await exported(organisationId, 'third')
    expect(comparable(again)).toEqual(comparable(files))
    expect(await brokenLink(db(), organisationId)).toBeNull()
    expect(await imported(files)).toMatchObject({ error: { message: expect.stringContaining(`“${name}” already`) } })
  })

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
      () => files.filter(({ name }) => !name.includes('/Vote/')),
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
