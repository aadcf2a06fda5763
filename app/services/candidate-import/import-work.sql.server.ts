import type { Tx } from '~/platform/db.server'

type Import = { organisationId: number; id: number }

/** The first entry of the audit list about one of an import's candidates, and how many of them were worked on. */
export type ImportWork = {
  candidates: number
  candidateId: number | null
  applicationId: number | null
  actorId: number | null
  act: string | null
  /** What the entry says beside its subject, as JSON. */
  detail: string | null
  at: Date | null
}

/**
 * What was done with the candidates and applications of an import after it was published: everything that is audited
 * about them, and every row that refers to one and is not the import's own. An application that somebody rated had a loop
 * before, so neither the number nor the first entry depends on what was submitted for it.
 */
export async function workOnImport(tx: Pick<Tx, '$queryRaw'>, { organisationId, id }: Import): Promise<ImportWork> {
  const [row] = await tx.$queryRaw<ImportWork[]>`
    WITH mine AS (
      SELECT id, "mergedIntoId", "erasedAt" FROM "Candidate" WHERE "organisationId" = ${organisationId}::int AND "importId" = ${id}::int),
    applied AS (
      SELECT id, "candidateId", state FROM "Application" WHERE "organisationId" = ${organisationId}::int AND "importId" = ${id}::int),
    entries AS (
      SELECT e.number, e.act, e.detail, e."actorId", e.at, e."applicationId", coalesce(a."candidateId", m.id) AS candidate
      FROM "AuditEntry" e
      LEFT JOIN applied a ON a.id = e."applicationId"
      LEFT JOIN mine m ON m.id = e."subjectId" AND e."subjectType" = 'candidate'
      WHERE e."organisationId" = ${organisationId}::int AND (a.id IS NOT NULL OR m.id IS NOT NULL)),
    worked AS (
      SELECT candidate FROM entries
      UNION SELECT id FROM mine WHERE "mergedIntoId" IS NOT NULL OR "erasedAt" IS NOT NULL
      UNION SELECT m.id FROM mine m JOIN "Candidate" c ON c."organisationId" = ${organisationId}::int AND c."mergedIntoId" = m.id
      UNION SELECT m.id FROM mine m JOIN "DistinctCandidates" d ON d."organisationId" = ${organisationId}::int AND m.id IN (d."firstId", d."secondId")
      UNION SELECT m.id FROM mine m JOIN "Application" a ON a."organisationId" = ${organisationId}::int AND a."candidateId" = m.id
        WHERE a."importId" IS DISTINCT FROM ${id}::int
      UNION SELECT m.id FROM mine m JOIN "Text" t ON t."organisationId" = ${organisationId}::int AND t."candidateId" = m.id
        WHERE t."importId" IS DISTINCT FROM ${id}::int
      UNION SELECT "candidateId" FROM applied WHERE state <> 'open'
      UNION SELECT a."candidateId" FROM applied a JOIN "Loop" l ON l."organisationId" = ${organisationId}::int AND l."applicationId" = a.id
      UNION SELECT a."candidateId" FROM applied a JOIN "Recusal" r ON r."organisationId" = ${organisationId}::int AND r."applicationId" = a.id),
    opening AS (SELECT * FROM entries ORDER BY number LIMIT 1)
    SELECT (SELECT count(*) FROM worked)::int AS candidates, coalesce(o.candidate, (SELECT min(candidate) FROM worked)) AS "candidateId",
      o."applicationId", o."actorId", o.act, o.detail, o.at
    FROM (SELECT 1) one LEFT JOIN opening o ON true`
  return (
    row ?? { candidates: 0, candidateId: null, applicationId: null, actorId: null, act: null, detail: null, at: null }
  )
}
