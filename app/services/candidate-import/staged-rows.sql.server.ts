import { randomBytes } from 'node:crypto'
import { IMPORTED_FORMAT } from '~/domain/candidate-import/details'
import type { ImportedLine } from '~/domain/candidate/import'
import { foldForSearch } from '~/domain/shared/fold-for-search'
import { mustExist } from '~/domain/shared/must-exist'
import { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'
import { textHash } from '~/platform/text.server'

type Import = { organisationId: number; id: number }
type Line = ImportedLine & { jobs: number[] }

/** A line with the forms by which its candidate is looked for, and the salt and hash of its text. */
function asRow({ line, name, email, phone, into, jobs, details }: Line) {
  const foldedEmail = email === null ? null : foldForSearch(email)
  const row = { line, name, email, phone, foldedName: foldForSearch(name), foldedEmail, into, jobs }
  if (details === null) return row
  const salt = randomBytes(16).toString('hex')
  return { ...row, body: details, salt, hash: textHash(salt, details, IMPORTED_FORMAT) }
}

/**
 * Writes one piece of an import in one statement: its candidates, their applications and texts, and how far it is. Writes
 * nothing and answers false when the import has ended meanwhile, another runner has written this piece, or an erasure took
 * somebody out of its lines (`revision`). A candidate who exists has no second open application for a job.
 */
export async function stage(
  reader: Pick<Tx, '$queryRaw'>,
  { organisationId, id }: Import,
  given: { after: number; revision: number; lines: readonly Line[]; at: Date },
): Promise<boolean> {
  const last = mustExist(given.lines.at(-1), 'last line of the file').line
  const [row] = await reader.$queryRaw<{ staged: number }[]>`
    WITH going AS (
      UPDATE "CandidateImport" SET "stagedLine" = ${last}::int, staged = staged + ${given.lines.length}::int
      WHERE "organisationId" = ${organisationId}::int AND id = ${id}::int AND state = 'waiting'
        AND "stagedLine" = ${given.after}::int AND revision = ${given.revision}::int
      RETURNING id, "organisationId", "createdById"),
    lines AS (
      SELECT g.id AS import, g."organisationId", g."createdById", l.*
      FROM going g, jsonb_to_recordset(${JSON.stringify(given.lines.map(asRow))}::jsonb)
        AS l(line int, name text, email text, phone text, "foldedName" text, "foldedEmail" text, "into" int, jobs int[], body text, salt text, hash text)),
    made AS (
      INSERT INTO "Candidate" ("organisationId", name, email, phone, "foldedName", "foldedEmail", "createdById", "createdAt", "importId", "importLine")
      SELECT "organisationId", name, email, phone, "foldedName", "foldedEmail", "createdById", ${given.at}::timestamptz, import, line
      FROM lines WHERE "into" IS NULL ORDER BY line
      RETURNING id, "importLine"),
    people AS (
      SELECT l.*, coalesce(l."into", m.id) AS candidate FROM lines l LEFT JOIN made m ON m."importLine" = l.line),
    opened AS (
      INSERT INTO "Application" ("organisationId", "candidateId", "jobId", "createdById", "createdAt", "importId")
      SELECT p."organisationId", p.candidate, j.job, p."createdById", ${given.at}::timestamptz, p.import
      FROM people p, unnest(p.jobs) WITH ORDINALITY AS j(job, at) ORDER BY p.line, j.at
      ON CONFLICT DO NOTHING
      RETURNING id),
    told AS (
      INSERT INTO "Text" ("organisationId", "candidateId", "authorId", kind, salt, format, body, hash, "createdAt", "importId")
      SELECT "organisationId", candidate, "createdById", 'imported', salt, ${IMPORTED_FORMAT}::text, body, hash, ${given.at}::timestamptz, import
      FROM people WHERE body IS NOT NULL ORDER BY line
      RETURNING id)
    SELECT (SELECT count(*) FROM lines)::int AS staged`
  return (row?.staged ?? 0) > 0
}

/**
 * The lines of an import whose address belongs by now to a candidate in one of these jobs, or in none: whom its author may
 * know of. Merged and published candidates count, other imports' unpublished ones do not. Lines that were kept apart from a
 * known candidate are passed over.
 */
export async function takenLines(
  tx: Pick<Tx, '$queryRaw'>,
  { organisationId, id }: Import,
  visibleJobIds: readonly number[],
  apart: readonly number[],
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ line: number }[]>`
    SELECT DISTINCT mine."importLine" AS line
    FROM "Candidate" mine
    JOIN "Candidate" c ON c."organisationId" = mine."organisationId" AND c.email = mine.email AND c."importId" IS DISTINCT FROM mine."importId"
    LEFT JOIN "CandidateImport" i ON i."organisationId" = c."organisationId" AND i.id = c."importId"
    WHERE mine."organisationId" = ${organisationId}::int AND mine."importId" = ${id}::int AND mine."importLine" <> ALL(${[...apart]}::int[])
      AND (c."importId" IS NULL OR i.state = 'published')
      AND (NOT EXISTS (SELECT 1 FROM "Application" a WHERE a."organisationId" = c."organisationId" AND a."candidateId" = c.id)
        OR EXISTS (SELECT 1 FROM "Application" a WHERE a."organisationId" = c."organisationId" AND a."candidateId" = c.id
                   AND a."jobId" = ANY(${[...visibleJobIds]}::int[])))
    ORDER BY 1`
  return rows.map(({ line }) => line)
}

/** How many candidates an import has written. */
export async function stagedCount(tx: Pick<Tx, '$queryRaw'>, { organisationId, id }: Import): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Candidate" WHERE "organisationId" = ${organisationId}::int AND "importId" = ${id}::int`
  return row?.n ?? 0
}

/** Takes these lines, and what was added to these candidates, out of an import that still waits. */
export async function unstage(
  tx: Pick<Tx, '$executeRaw'>,
  one: Import,
  { lines, candidateIds }: { lines: readonly number[]; candidateIds: readonly number[] },
) {
  const { organisationId, id } = one
  const made = Prisma.sql`
    SELECT c.id FROM "Candidate" c WHERE c."organisationId" = ${organisationId}::int AND c."importId" = ${id}::int
      AND c."importLine" = ANY(${[...lines]}::int[])`
  const ofImport = Prisma.sql`
    "organisationId" = ${organisationId}::int AND "importId" = ${id}::int
      AND ("candidateId" IN (${made}) OR "candidateId" = ANY(${[...candidateIds]}::int[]))`
  await tx.$executeRaw`DELETE FROM "Text" WHERE ${ofImport}`
  await tx.$executeRaw`DELETE FROM "Application" WHERE ${ofImport}`
  await tx.$executeRaw`DELETE FROM "Candidate" WHERE "organisationId" = ${organisationId}::int AND id IN (${made})`
}

const TABLES = ['Text', 'Application', 'Candidate'] as const

/**
 * Deletes up to `limit` of the rows that an import wrote which failed, was cancelled or was undone; how many there were.
 * Texts and applications go before the candidates they are about.
 */
export async function discard(
  tx: Pick<Tx, '$executeRaw'>,
  { organisationId, id }: Import,
  limit: number,
): Promise<number> {
  for (const table of TABLES) {
    const name = Prisma.raw(`"${table}"`)
    const deleted = await tx.$executeRaw`
      DELETE FROM ${name} WHERE "organisationId" = ${organisationId}::int AND id IN (
        SELECT r.id FROM ${name} r JOIN "CandidateImport" i ON i."organisationId" = r."organisationId" AND i.id = r."importId"
        WHERE r."organisationId" = ${organisationId}::int AND r."importId" = ${id}::int AND i.state IN ('failed', 'cancelled', 'undone')
        ORDER BY r.id LIMIT ${limit}::int)`
    if (deleted > 0) return deleted
  }
  return 0
}
