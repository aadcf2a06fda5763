import { ARCHIVED_TABLES, type ArchivedTable } from '~/domain/archive/tables'
import { archiveProblem, type ArchiveProblem } from '~/domain/archive/manifest'
import { ok, type Result } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { readRows, type ArchivedRow } from './read-rows'
import { archivedColumns } from './table-schema.sql.server'
import type { ArchiveFile } from './tar'

/** Rows of one statement. */
const PIECE = 500

/** Puts rows into the tables of one organisation. */
export class TableWriter {
  readonly counts = new Map<string, number>()
  private readonly later: { table: ArchivedTable; rows: ArchivedRow[] }[] = []

  private readonly tx: Tx
  private readonly organisationId: number

  constructor(tx: Tx, organisationId: number) {
    this.tx = tx
    this.organisationId = organisationId
  }

  async write(name: string, file: ArchiveFile): Promise<Result<null, ArchiveProblem>> {
    const table = ARCHIVED_TABLES.find((one) => one.name === name)
    if (!table) return archiveProblem(`${file.name}: this version does not have the table ${name}.`)
    const read = readRows(file, await archivedColumns(this.tx, table), table.renamed)
    if (!read.ok) return read
    const { columns, rows } = read.value
    for (let from = 0; from < rows.length; from += PIECE)
      await this.insert(table, columns, rows.slice(from, from + PIECE))
    for (const column of table.later ?? []) {
      const waiting = rows.filter((row) => row[column] != null).map((row) => ({ id: row.id, [column]: row[column] }))
      if (waiting.length > 0) this.later.push({ table, rows: waiting })
    }
    this.counts.set(name, (this.counts.get(name) ?? 0) + rows.length)
    return ok(null)
  }

  private async insert({ name, later = [] }: ArchivedTable, columns: readonly string[], rows: readonly ArchivedRow[]) {
    const taken = columns.filter((column) => !later.includes(column))
    const made = MADE_HERE[name] ?? {}
    const names = ['organisationId', ...taken, ...Object.keys(made)].map((column) => `"${column}"`).join(', ')
    const valueOf = (column: string) =>
      column === 'chainOrganisationId' ? `nullif(r."${column}", $1::int)` : `r."${column}"`
    const values = ['$1::int', ...taken.map(valueOf), ...Object.values(made)].join(', ')
    await this.tx.$executeRawUnsafe(
      `INSERT INTO "${name}" (${names}) SELECT ${values} FROM json_populate_recordset(NULL::"${name}", $2::json) r`,
      this.organisationId,
      JSON.stringify(rows),
    )
  }

  /** References within a table, once all rows of it are there. */
  async finish() {
    for (const { table, rows } of this.later)
      for (const column of table.later ?? [])
        await this.tx.$executeRawUnsafe(
          `UPDATE "${table.name}" t SET "${column}" = r."${column}"
           FROM json_populate_recordset(NULL::"${table.name}", $2::json) r
           WHERE t."organisationId" = $1::int AND t.id = r.id`,
          this.organisationId,
          JSON.stringify(rows),
        )
  }
}

/** Columns that the archive leaves out and the table must have: a hash of nothing that anybody knows. */
const MADE_HERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CandidateLink: { tokenHash: `encode(sha256(gen_random_uuid()::text::bytea), 'hex')` },
}
