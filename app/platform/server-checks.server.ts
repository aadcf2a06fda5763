import type pg from 'pg'
import { mustExist } from '~/domain/shared/must-exist'
import { StartError } from './start-error.server'

const OLDEST_SERVER = 15

type Facts = {
  version: number
  encoding: string
  replica: boolean
  readOnly: boolean
  standardStrings: boolean
  schema: string | null
  role: string
  database: string
  mayCreate: boolean | null
  migrated: boolean
  foreignTables: string[]
}

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    pg_is_in_recovery() AS replica,
    current_setting('transaction_read_only') = 'on' AS "readOnly",
    current_setting('standard_conforming_strings') = 'on' AS "standardStrings",
    current_schema() AS schema,
    current_user::text AS role,
    current_database()::text AS database,
    has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate",
    to_regclass('_prisma_migrations') IS NOT NULL AS migrated,
    ARRAY(SELECT relname::text FROM pg_class
      WHERE relnamespace = to_regnamespace(quote_ident(current_schema())) AND relkind IN ('r', 'p', 'f')
      ORDER BY relname LIMIT 3) AS "foreignTables"`

/**
 * Refuses, before anything is written, a server or database on which Assay would work wrongly or not at all. Collation
 * is not among the checks: addresses are folded to lower case before they reach SQL, and lists are sorted in the program.
 */
export async function refuseUnfit(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<Facts>(FACTS)
  const problem = problemOf(mustExist(rows[0], 'row of settings'))
  if (problem) throw new StartError(problem)
}

function problemOf(facts: Facts): string | null {
  const major = Math.floor(facts.version / 10_000)
  const { database, role, schema } = facts
  if (major < OLDEST_SERVER) return `DATABASE_URL leads to PostgreSQL ${major}; Assay needs ${OLDEST_SERVER} or newer.`
  if (facts.encoding !== 'UTF8')
    return `The database ${database} stores text as ${facts.encoding}, which cannot hold every name; create one with ENCODING 'UTF8' TEMPLATE template0 and name it in DATABASE_URL.`
  if (facts.replica)
    return `The database ${database} is on a read-only replica; let DATABASE_URL name the primary server.`
  if (facts.readOnly)
    return `The database ${database} takes no writes from ${role} (default_transaction_read_only is on); turn that off for this database or role.`
  if (!facts.standardStrings)
    return `The database ${database} has standard_conforming_strings off, under which quoted text is read differently; turn it on.`
  if (schema === null)
    return `No schema of the search path exists in the database ${database}; create one, or correct the search_path of ${role}.`
  if (facts.migrated) return null
  if (facts.foreignTables.length > 0)
    return `The database holds tables that Assay did not make (${facts.foreignTables.join(', ')}); give it an empty database of its own.`
  if (!facts.mayCreate)
    return `The role ${role} may not create tables in the schema ${schema} of the database ${database}; run GRANT CREATE ON SCHEMA ${schema} TO ${role} there as its owner.`
  return null
}
