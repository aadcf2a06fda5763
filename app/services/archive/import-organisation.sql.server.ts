import { createHash } from 'node:crypto'
import { ARCHIVED_TABLES } from '~/domain/archive/tables'
import {
  archiveProblem,
  CHECKSUMS,
  FOLDER,
  MANIFEST,
  readManifest,
  tableOfFile,
  type ArchiveProblem,
  type Manifest,
} from '~/domain/archive/manifest'
import { ok, type Result } from '~/domain/shared/result'
import { background, transaction, type Tx } from '~/platform/db.server'
import { askForImport } from '../candidate-import/ask-for-import.server'
import { moveSequences, restTriggers, wakeTriggers } from './resting-triggers.sql.server'
import { appliedMigrations } from './table-schema.sql.server'
import { TableWriter } from './table-writer.sql.server'
import { readTar, TarProblem, type ArchiveFile } from './tar'

const HOURS = 60 * 60_000

export type Imported = { organisationId: number; name: string; rows: number; exportedAt: string }

/**
 * Makes an organisation of an archive: the files of its tar, in their order. All of it or nothing. The organisation gets a
 * number of its own, everything in it keeps its own. `name`: another than the archive's.
 */
export async function importOrganisation(
  source: AsyncIterable<Uint8Array>,
  { name }: { name?: string } = {},
): Promise<Result<Imported, ArchiveProblem>> {
  // Where the import stands, for the sentence about what the database refuses.
  const at = { file: MANIFEST }
  try {
    return await background(() =>
      transaction((tx) => readInto(tx, source, { name, at }), { timeout: 12 * HOURS, attempts: 1 }),
    )
  } catch (error) {
    const refused = sentenceOf(error)
    if (refused === null) throw error
    return archiveProblem(error instanceof TarProblem ? refused : `${at.file}: ${refused}`)
  }
}

type Reading = { name?: string; at: { file: string } }

async function readInto(
  tx: Tx,
  source: AsyncIterable<Uint8Array>,
  { name: given, at }: Reading,
): Promise<Result<Imported, ArchiveProblem>> {
  const files = readTar(source)
  const first = await files.next()
  if (first.done || first.value.name !== MANIFEST)
    return archiveProblem(`The archive does not begin with ${MANIFEST}, so it is not one of Assay.`)
  const manifest = readManifest(textOf(first.value), await appliedMigrations(tx))
  if (!manifest.ok) return manifest
  const { exportedAt, organisation, tables } = manifest.value
  const unknown = tables.find(({ name }) => !ARCHIVED_TABLES.some((table) => table.name === name))
  if (unknown) return archiveProblem(`${MANIFEST} names the table ${unknown.name}, which this version does not have.`)
  const name = given ?? organisation.name
  if (await tx.organisation.findFirst({ where: { name }, select: { id: true } }))
    return archiveProblem(`there is an organisation “${name}” already; give the imported one another name with --name.`)

  const { id: organisationId } = await tx.organisation.create({
    data: { name, timeZone: organisation.timeZone, createdAt: new Date(organisation.createdAt) },
  })
  const sums = new Map<string, string>([sumOf(first.value)])
  let listed: string | null = null
  await restTriggers(tx)
  const writer = new TableWriter(tx, organisationId)
  for await (const file of files) {
    at.file = file.name
    if (file.name === CHECKSUMS) {
      listed = textOf(file)
      continue
    }
    sums.set(...sumOf(file))
    const table = tableOfFile(file.name)
    if (table === null) continue
    const written = await writer.write(table, file)
    if (!written.ok) return written
  }
  at.file = CHECKSUMS
  const differs = wrongSum(listed, sums) ?? wrongCount(manifest.value, writer.counts)
  if (differs) return archiveProblem(differs)
  await writer.finish()
  await wakeTriggers(tx)
  await moveSequences(tx, organisationId)
  // Archives from before ADR 027 say nothing of prompts: those of their interviews followed from a rule.
  if (!tables.some(({ name }) => name === 'InterviewPrompt'))
    await tx.$executeRaw`SELECT record_earlier_prompts(${organisationId}::int)`
  await resumeImports(tx, organisationId)
  const rows = [...writer.counts.values()].reduce((sum, count) => sum + count, 0)
  return ok({ organisationId, name, rows, exportedAt })
}

const textOf = ({ content }: ArchiveFile) => Buffer.from(content).toString('utf8')

const sumOf = ({ name, content }: ArchiveFile): [string, string] => [
  name.slice(FOLDER.length + 1),
  createHash('sha256').update(content).digest('hex'),
]

function wrongSum(listed: string | null, sums: ReadonlyMap<string, string>): string | null {
  if (listed === null) return `${CHECKSUMS} is missing: the archive is cut off. Copy or export it again.`
  const said = new Map(
    listed
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
  )
  for (const [file, sum] of sums)
    if (said.get(file) !== sum) return `${FOLDER}/${file} is not what ${CHECKSUMS} says: it was changed or damaged.`
  const missing = [...said.keys()].find((file) => !sums.has(file))
  return missing === undefined ? null : `${FOLDER}/${missing} is named in ${CHECKSUMS} and is missing.`
}

function wrongCount({ tables }: Manifest, counts: ReadonlyMap<string, number>): string | null {
  const wrong = tables.find(({ name, rows }) => (counts.get(name) ?? 0) !== rows)
  return wrong
    ? `${MANIFEST} says ${wrong.rows} rows of ${wrong.name}, but there are ${counts.get(wrong.name) ?? 0}.`
    : null
}

/** Imports of candidates that were waiting go on: their background jobs are not in the archive. */
async function resumeImports(tx: Tx, organisationId: number) {
  const waiting = await tx.candidateImport.findMany({
    where: { organisationId, state: 'waiting' },
    select: { id: true },
  })
  for (const { id: importId } of waiting) await askForImport(tx, organisationId, importId)
}

/** What the database or the reader says of wrong content; null for every other failure. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof TarProblem) return error.message
  const { code, originalCode, message, originalMessage } = causeOf(error)
  const state = originalCode ?? code ?? ''
  // Classes 22 and 23 of SQLSTATE: values that do not fit their column, and rows that break a rule of the table.
  return /^2[23]/.test(state)
    ? `the database refuses a row (${originalMessage ?? message}). Export the organisation again.`
    : null
}

type Cause = { code?: string; originalCode?: string; message?: string; originalMessage?: string }

function causeOf(error: unknown): Cause {
  const { meta, cause } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: Cause } }; cause?: Cause }
  return meta?.driverAdapterError?.cause ?? cause ?? error ?? {}
}
