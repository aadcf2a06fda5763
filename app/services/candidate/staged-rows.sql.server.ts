import type { ImportedLine } from '~/domain/candidate/import'
import { foldForSearch } from '~/domain/shared/fold-for-search'
import { mustExist } from '~/domain/shared/must-exist'
import { Prisma } from '~/generated/prisma/client.ts'
import type { Tx } from '~/platform/db.server'

type Import = { organisationId: number; id: number }

const folded = (line: ImportedLine) => ({
  ...line,
  foldedName: foldForSearch(line.name),
  foldedEmail: line.email === null ? null : foldForSearch(line.email),
})

/**
 * Writes one piece of an import in one statement: its candidates, their applications, and how far it is. Writes nothing
 * and answers false when the import has ended meanwhile or another runner has written this piece.
 */
export async function stage(
  reader: Pick<Tx, '$queryRaw'>,
  { organisationId, id }: Import,
  given: { after: number; lines: readonly ImportedLine[]; at: Date },
): Promise<boolean> {
  const last = mustExist(given.lines.at(-1), 'last line of the file').line
  const [row] = await reader.$queryRaw<{ staged: number }[]>`
    WITH going AS (
      UPDATE "CandidateImport" SET "stagedLine" = ${last}::int, staged = staged + ${given.lines.length}::int
      WHERE "organisationId" = ${organisationId}::int AND id = ${id}::int AND state = 'waiting' AND "stagedLine" = ${given.after}::int
      RETURNING id, "organisationId", "createdById", "jobId"),
    made AS (
      INSERT INTO "Candidate" ("organisationId", name, email, phone, "foldedName", "foldedEmail", "createdById", "createdAt", "importId", "importLine")
      SELECT g."organisationId", l.name, l.email, l.phone, l."foldedName", l."foldedEmail", g."createdById", ${given.at}::timestamptz, g.id, l.line
      FROM going g, jsonb_to_recordset(${JSON.stringify(given.lines.map(folded))}::jsonb)
        AS l(line int, name text, email text, phone text, "foldedName" text, "foldedEmail" text)
      ORDER BY l.line
      RETURNING id),
    opened AS (
      INSERT INTO "Application" ("organisationId", "candidateId", "jobId", "createdById", "createdAt", "importId")
      SELECT g."organisationId", m.id, g."jobId", g."createdById", ${given.at}::timestamptz, g.id
      FROM going g, made m WHERE g."jobId" IS NOT NULL ORDER BY m.id
      RETURNING id)
    SELECT (SELECT count(*) FROM made)::int AS staged`
  return (row?.staged ?? 0) > 0
}

/**
 * The lines of an import whose address belongs by now to a candidate in one of these jobs, or in none: whom its author may
 * know of. Merged and published candidates count, other imports' unpublished ones do not.
 */
export async function takenLines(
  tx: Tx,
  { organisationId, id }: Import,
  visibleJobIds: readonly number[],
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ line: number }[]>`
    SELECT DISTINCT mine."importLine" AS line
    FROM "Candidate" mine
    JOIN "Candidate" c ON c."organisationId" = mine."organisationId" AND c.email = mine.email AND c."importId" IS DISTINCT FROM mine."importId"
    LEFT JOIN "CandidateImport" i ON i."organisationId" = c."organisationId" AND i.id = c."importId"
    WHERE mine."organisationId" = ${organisationId}::int AND mine."importId" = ${id}::int
      AND (c."importId" IS NULL OR i.state = 'published')
      AND (NOT EXISTS (SELECT 1 FROM "Application" a WHERE a."organisationId" = c."organisationId" AND a."candidateId" = c.id)
        OR EXISTS (SELECT 1 FROM "Application" a WHERE a."organisationId" = c."organisationId" AND a."candidateId" = c.id
                   AND a."jobId" = ANY(${[...visibleJobIds]}::int[])))
    ORDER BY 1`
  return rows.map(({ line }) => line)
}

/** How many candidates an import has written. */
export async function stagedCount(tx: Tx, { organisationId, id }: Import): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM "Candidate" WHERE "organisationId" = ${organisationId}::int AND "importId" = ${id}::int`
  return row?.n ?? 0
}

/** Takes these lines out of an import that still waits. */
export const unstage = (tx: Pick<Tx, '$executeRaw'>, one: Import, lines: readonly number[]) =>
  clear(tx, one, Prisma.sql`i.state = 'waiting' AND c."importLine" = ANY(${[...lines]}::int[])`)

/** Deletes up to `limit` of the candidates that a failed or cancelled import wrote; how many there were. */
export const discard = (tx: Pick<Tx, '$executeRaw'>, one: Import, limit: number) =>
  clear(tx, one, Prisma.sql`i.state IN ('failed', 'cancelled') ORDER BY c.id LIMIT ${limit}::int`)

async function clear(tx: Pick<Tx, '$executeRaw'>, { organisationId, id }: Import, which: Prisma.Sql): Promise<number> {
  const ids = Prisma.sql`
    SELECT c.id FROM "Candidate" c JOIN "CandidateImport" i ON i."organisationId" = c."organisationId" AND i.id = c."importId"
    WHERE c."organisationId" = ${organisationId}::int AND c."importId" = ${id}::int AND ${which}`
  await tx.$executeRaw`
    DELETE FROM "Application" WHERE "organisationId" = ${organisationId}::int AND "candidateId" IN (${ids})`
  return tx.$executeRaw`DELETE FROM "Candidate" WHERE "organisationId" = ${organisationId}::int AND id IN (${ids})`
}
