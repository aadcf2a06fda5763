import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadExample } from '~/demo/example-organisation'
import { CHECKSUMS } from '~/domain/archive/manifest'
import { ARCHIVED_TABLES } from '~/domain/archive/tables'
import { holds, verifyPacket } from '~/domain/packet/verify-packet'
import type { Viewer } from '~/domain/policy/policy'
import { audit, brokenLink } from '~/platform/audit.server'
import { connection, db, transaction } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'
import { textHash, writeText } from '~/platform/text.server'
import { viewerColumns, viewerOf } from '~/platform/viewer.server'
import { verifyNewEntries } from '~/services/audit/verify-audit.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { addCandidate } from '~/services/candidate/candidates.server'
import { eraseSubject } from '~/services/erasure/erase-subject.sql.server'
import { makeLink } from '~/services/identity/links.server'
import { comparable, countOf, exported, imported, withoutTable } from '../../../test/setup/archive'
import { confirmedImport, importText, runConfirmed } from '../../../test/setup/imports'
import { resetDatabase } from '../../../test/setup/database'
import { ownKitRows } from '../../../test/setup/own-kit'
import { serveKits } from '../../../test/setup/kits'
import type { ArchiveFile } from './tar'

const SECRETS = { passwordHash: 'hash-of-a-password', userAgent: 'browser-of-a-session' }
let files: ArchiveFile[]
let secrets: string[]

beforeAll(async () => {
  await serveKits()
  const { organisationId } = await loadExample({ seed: 7, now: new Date('2026-11-18T15:20:00Z'), size: 'small' })
  secrets = await fill(organisationId)
  files = await exported(organisationId)
}, 400_000)

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
  await ownKitRows(viewer)
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
  await importText(viewer, { text, jobId: null, skip: false, writeKey: 'waiting-import' })
  const told = 'name,email,notes,tags\nTold,told@example.org,"a ""note""",one;two'
  await runConfirmed(viewer, await confirmedImport(viewer, { text: told }))
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
  const named = { organisationId, kit: 'ml-engineer' }
  const retired = { cause: 'leak' as const, reason: 'On a public page.', retiredById: userId, retiredAt: at }
  await db().promptRetirement.create({ data: { ...named, prompt: 'one', ...retired } })
  await db().promptLimit.create({ data: { ...named, candidates: 12, setById: userId, setAt: at } })
  await verifyNewEntries(organisationId)
}

test('an archive holds every table with rows of the example, and no secret', () => {
  const empty = ARCHIVED_TABLES.map(({ name }) => name).filter((name) => countOf(files, name) === 0)
  expect(empty).toEqual([])
  const all = files.map(({ content }) => Buffer.from(content).toString('utf8')).join('\n')
  expect(all).toContain('=Added \\"line')
  for (const secret of secrets) expect(all).not.toContain(secret)
  expect(all).not.toContain('"passwordHash"')
})

/** The archive as a version wrote it that called a column of a table otherwise. */
function withColumn(table: string, from: string, to: string): ArchiveFile[] {
  const renamed = files.map((file) => {
    if (!file.name.includes(`/tables/${table}/`)) return file
    const text = Buffer.from(file.content).toString('utf8')
    return { ...file, content: Buffer.from(text.replaceAll(`"${from}":`, `"${to}":`)) }
  })
  const sum = ({ content }: ArchiveFile) => createHash('sha256').update(content).digest('hex')
  const sums = new Map(files.map((file, at): [string, string] => [sum(file), sum(renamed[at]!)]))
  return renamed.map((file) => {
    if (file.name !== CHECKSUMS) return file
    const lines = Buffer.from(file.content).toString('utf8')
    return { ...file, content: Buffer.from(lines.replace(/^[0-9a-f]{64}/gm, (of) => sums.get(of) ?? of)) }
  })
}

test('an archive of a version that called a column otherwise is read', async () => {
  const older = withColumn('RunSeverity', 'reported', 'named')
  const rows = older.filter(({ name }) => name.includes('/tables/'))
  const text = rows.map(({ content }) => Buffer.from(content).toString('utf8')).join('')
  expect([text.includes('"named":'), text.includes('"reported":')]).toEqual([true, false])
  const made = await imported(older, 'Of an older version')
  if (!made.ok) throw new Error(made.error.message)
  expect(comparable(await exported(made.value.organisationId))).toEqual(comparable(files))
}, 200_000)

test('an archive from before prompts were recorded gets those that followed from the rule', async () => {
  const made = await imported(withoutTable(files, 'InterviewPrompt'), 'From before prompts')
  if (!made.ok) throw new Error(made.error.message)
  const { organisationId } = made.value
  const rows = await db().interviewPrompt.findMany({ where: { organisationId } })
  const planned = await db().interview.count({ where: { organisationId } })
  expect(new Set(rows.map(({ interviewId }) => interviewId)).size).toBeGreaterThan(planned / 2)
  expect(rows.every(({ chosenById, openedAt, replacedAt }) => !chosenById && !openedAt && !replacedAt)).toBe(true)
}, 200_000)

describe('imported beside the organisation that it came from', () => {
  let organisationId: number
  let again: ArchiveFile[]
  beforeAll(async () => {
    const made = await imported(files, 'A copy')
    if (!made.ok) throw new Error(made.error.message)
    organisationId = made.value.organisationId
    again = await exported(organisationId)
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
    const again = await exported(organisationId)
    expect(comparable(again)).toEqual(comparable(files))
    expect(await brokenLink(db(), organisationId)).toBeNull()
    expect(await imported(files)).toMatchObject({ error: { message: expect.stringContaining(`“${name}” already`) } })
  })
})
