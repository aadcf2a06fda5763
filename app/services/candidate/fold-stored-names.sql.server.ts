import { foldForSearch } from '~/domain/shared/fold-for-search'
import type { Candidate } from '~/generated/prisma/client.ts'
import { db } from '~/platform/db.server'

const PIECE = 1_000

type Row = Pick<Candidate, 'organisationId' | 'id' | 'name' | 'email'>

/**
 * Writes how candidates are looked for where it is missing: before the migration that added it, and where an older
 * server wrote beside a newer one. Run at every start; without such rows it reads one empty index. Answers how many.
 */
export async function foldStoredNames(): Promise<number> {
  let folded = 0
  let after = { organisationId: 0, id: 0 }
  for (;;) {
    const rows = await db().$queryRaw<Row[]>`
      SELECT "organisationId", id, name, email FROM "Candidate"
      WHERE ((name IS NOT NULL AND "foldedName" IS NULL) OR (email IS NOT NULL AND "foldedEmail" IS NULL))
        AND ("organisationId", id) > (${after.organisationId}::int, ${after.id}::int)
      ORDER BY "organisationId", id LIMIT ${PIECE}::int`
    const last = rows.at(-1)
    if (!last) return folded
    after = last
    const found = rows.map((row) => ({
      ...row,
      foldedName: row.name && foldForSearch(row.name),
      foldedEmail: row.email && foldForSearch(row.email),
    }))
    // A row that was changed since it was read is left to whoever changed it.
    folded += await db().$executeRaw`
      UPDATE "Candidate" c SET "foldedName" = f."foldedName", "foldedEmail" = f."foldedEmail"
      FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        AS f("organisationId" int, id int, name text, email text, "foldedName" text, "foldedEmail" text)
      WHERE c."organisationId" = f."organisationId" AND c.id = f.id
        AND c.name IS NOT DISTINCT FROM f.name AND c.email IS NOT DISTINCT FROM f.email`
  }
}
