import { createHash } from 'node:crypto'
import { ARCHIVED_TABLES, LEFT_OUT_SENTENCES, type ArchivedTable } from '~/domain/archive/tables'
import { ARCHIVE_FORMAT, CHECKSUMS, MANIFEST, rowsFile, schemaFile, type Manifest } from '~/domain/archive/manifest'
import { mustExist } from '~/domain/shared/must-exist'
import type { Tx } from '~/platform/db.server'
import type { ArchiveFile } from './tar'
import { newestMigration, tableSchema } from './table-schema.sql.server'

/** Rows of one statement, and the size at which a part of a table ends. */
const PAGE = 500
const PART_BYTES = 4 * 1024 * 1024

/**
 * Every file of an organisation's archive in the order in which it is read again: the manifest, the schemas, the rows of
 * each table after those of the tables it refers to, and the checksums of all of them. `tx` should see one moment
 * (`RepeatableRead`).
 */
export async function* archiveFiles(tx: Tx, organisationId: number, exportedAt: Date): AsyncGenerator<ArchiveFile> {
  const sums: string[] = []
  const file = (name: string, content: string): ArchiveFile => {
    const bytes = Buffer.from(content)
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name.replace(/^[^/]+\//, '')}\n`)
    return { name, content: bytes }
  }
  const manifest = await manifestOf(tx, organisationId, exportedAt)
  yield file(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`)
  for (const table of ARCHIVED_TABLES)
    yield file(schemaFile(table.name), `${JSON.stringify(await tableSchema(tx, table), null, 2)}\n`)
  for (const table of ARCHIVED_TABLES)
    for await (const { part, content } of partsOf(tx, organisationId, table))
      yield file(rowsFile(table.name, part), content)
  yield { name: CHECKSUMS, content: Buffer.from(sums.join('')) }
}

async function manifestOf(tx: Tx, organisationId: number, exportedAt: Date): Promise<Manifest> {
  const { name, timeZone, createdAt } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const tables: Manifest['tables'] = []
  for (const table of ARCHIVED_TABLES) {
    const [row] = await tx.$queryRawUnsafe<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM "${table.name}" WHERE "organisationId" = $1`,
      organisationId,
    )
    tables.push({ name: table.name, rows: mustExist(row, `number of rows of ${table.name}`).rows })
  }
  return {
    format: ARCHIVE_FORMAT,
    migration: await newestMigration(tx),
    exportedAt: exportedAt.toISOString(),
    organisation: { name, timeZone, createdAt: createdAt.toISOString() },
    tables,
    leftOut: [...LEFT_OUT_SENTENCES],
  }
}

/** The rows of a table as JSON Lines, a part of some megabytes at a time; no part where there are no rows. */
async function* partsOf(tx: Tx, organisationId: number, table: ArchivedTable) {
  let part = 1
  let content = ''
  let after = 0
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ id: number; row: string }[]>(pageOf(table), organisationId, after, PAGE)
    for (const { row } of rows) {
      content += `${row}\n`
      if (content.length < PART_BYTES) continue
      yield { part: part++, content }
      content = ''
    }
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE || table.single) break
  }
  if (content) yield { part, content }
}

/** A page of rows, each as one line of JSON in which only the database's own way of writing values has a say. */
function pageOf({ name, without = [], single = false }: ArchivedTable): string {
  const left = ['organisationId', ...without].map((column) => ` - '${column}'`).join('')
  // A chain that was imported before goes on under the number that its hashes hold.
  const chain =
    name === 'AuditHead'
      ? ` || jsonb_build_object('chainOrganisationId', coalesce(t."chainOrganisationId", t."organisationId"))`
      : ''
  const id = single ? '1' : 't.id'
  return `SELECT ${id} AS id, (to_jsonb(t)${left}${chain})::text AS row FROM "${name}" t
    WHERE t."organisationId" = $1 AND ${id} > $2 ORDER BY ${id} LIMIT $3`
}
