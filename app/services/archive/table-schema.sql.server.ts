import type { ArchivedTable } from '~/domain/archive/tables'
import { mustExist } from '~/domain/shared/must-exist'
import type { Tx } from '~/platform/db.server'

type Column = { name: string; type: string; array: boolean; nullable: boolean; values: string[] | null }

/** The columns of a table as this database has them, in their order. */
const columnsOf = (tx: Tx, table: string) =>
  tx.$queryRawUnsafe<Column[]>(
    `SELECT a.attname::text AS name, NOT a.attnotnull AS nullable, t.typcategory = 'A' AS array,
       coalesce(e.typname, t.typname)::text AS type,
       (SELECT array_agg(v.enumlabel::text ORDER BY v.enumsortorder) FROM pg_enum v WHERE v.enumtypid = t.oid) AS values
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum`,
    table,
  )

/** The columns of a table that an archive of this version holds. */
export async function archivedColumns(tx: Tx, { name, without = [] }: ArchivedTable): Promise<string[]> {
  const columns = await columnsOf(tx, name)
  return columns.map((one) => one.name).filter((one) => one !== 'organisationId' && !without.includes(one))
}

const TYPES: Readonly<Record<string, object>> = {
  int4: { type: 'integer' },
  float8: { type: 'number' },
  bool: { type: 'boolean' },
  text: { type: 'string' },
  timestamptz: { type: 'string', format: 'date-time' },
}

/** One line of a table's files as JSON Schema (draft 2020-12). */
export async function tableSchema(tx: Tx, table: ArchivedTable): Promise<object> {
  const held = await archivedColumns(tx, table)
  const columns = (await columnsOf(tx, table.name)).filter(({ name }) => held.includes(name))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: table.name,
    type: 'object',
    properties: Object.fromEntries(columns.map((one) => [one.name, valueSchema(one)])),
    required: columns.map(({ name }) => name),
    additionalProperties: false,
  }
}

function valueSchema({ name, type, array, nullable, values }: Column): object {
  const one = values ? { enum: values } : mustExist(TYPES[type], `JSON type of ${name}, a ${type}`)
  const value = array ? { type: 'array', items: one } : one
  return nullable ? { anyOf: [value, { type: 'null' }] } : value
}

/** The migrations that this database has. */
export async function appliedMigrations(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRawUnsafe<{ name: string }[]>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  return new Set(rows.map(({ name }) => name))
}

export async function newestMigration(tx: Tx): Promise<string> {
  const newest = [...(await appliedMigrations(tx))].sort().at(-1)
  return mustExist(newest, 'applied migration')
}
