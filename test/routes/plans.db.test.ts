// Runs on the embedded database: plans and their figures differ with the version of a server.
import { beforeAll, expect, test } from 'vitest'
import { db } from '~/platform/db.server'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { request } from '../setup/request'
import { statementsOf } from '../setup/statements'
import { call } from './modules'
import { table, type Row } from './table'
import { makeWorld, type Who, type World } from './world'

/**
 * Every statement behind a page or a form has an index to use, which is judged by what the planner could do: told that
 * every table holds a million rows, and kept from scans, hash and merge joins, it takes an index wherever one fits. Whatever then still reads all rows of an organisation
 * stands in READS_ALL with its reason, and nothing may read the rows of all organisations.
 */
type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Filter?: string
  Plans?: Node[]
}

type Read = { table: string; by: string[]; from: string; statement: string }

/** What may read all of an organisation's rows. `by` are the columns it asks for beside the organisation. */
const READS_ALL: { table: string; by?: string; why: string }[] = [
  { table: 'User', why: 'the people of one organisation are a page' },
  { table: 'Job', why: 'its jobs are a page' },
  { table: 'Grant', by: 'role', why: 'the administrators among its grants, asked when one of them is to leave' },
  { table: 'Organisation', why: 'one row for each organisation; asked before anybody is signed in' },
  { table: 'AuditHead', why: 'one row for each organisation' },
  { table: 'AuditVerification', why: 'one row for each organisation' },
  { table: 'AuditEntry', why: 'a page at a time in the order of the key' },
  { table: 'CalibrationRun', why: 'the newest in the order of the key; runs that nothing cites are pruned' },
  {
    table: 'Candidate',
    why: 'a page at a time in the order of the key, and their number; a search reads names and addresses',
  },
  { table: 'DistinctCandidates', why: 'the newest decisions in the order of the key' },
  { table: 'Decision', why: 'the newest in the order of the key' },
  { table: 'OrganisationKit', why: 'the own kits of one organisation are a page' },
  { table: 'KitPublication', why: 'the published versions of its own kits, a few of each' },
  { table: 'Packet', why: 'the newest in the order of the key; undecided ones are those without a decision' },
]

/** Tables that belong to no organisation. */
const SHARED = ['Organisation', 'QueueJob', 'AttemptCounter', 'InstallationSecret']
/** The database's own catalogue and list of migrations, from which the schemas of an archive are made. */
const isCatalogue = (table: string) => table.startsWith('pg_') || table === '_prisma_migrations'
/** The archive is all rows of an organisation, a page at a time in the order of the key, and their number. */
const isOfArchive = ({ from }: Read) => from.startsWith('exports.organisation ')

let world: World
let indexed: Map<string, Set<string>>

beforeAll(async () => {
  if (databaseKind() === 'none') return
  world = await makeWorld()
  indexed = await leadingColumns()
  await db().$executeRaw`
    UPDATE pg_class SET reltuples = 1000000, relpages = 1
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`
}, 120_000)

/** For each table, the columns that come first in an index, or first after the organisation. */
async function leadingColumns() {
  const rows = await db().$queryRaw<{ table: string; columns: string[] }[]>`
    SELECT t.relname AS "table", array_agg(a.attname::text ORDER BY k.at) AS columns
    FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, at)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
    GROUP BY t.relname, i.indexrelid`
  const found = new Map<string, Set<string>>()
  for (const { table, columns } of rows) {
    const leading = columns[0] === 'organisationId' ? columns[1] : columns[0]
    found.set(table, (found.get(table) ?? new Set()).add(leading ?? ''))
  }
  return found
}

/** Somebody whom the table lets do it. */
function whoMay({ roles, but, ok }: Row): Who {
  const named = Object.entries(but ?? {}).find(([, answer]) => answer === ok)?.[0] as Who | undefined
  const candidates: Who[] = roles === 'everyone' ? ['administrator'] : [...roles]
  return candidates.find((who) => (but?.[who] ?? ok) === ok) ?? named ?? 'administrator'
}

async function statementsBehind(row: Row): Promise<string[]> {
  await forgetAttempts()
  const who = whoMay(row)
  const asked = await row.ask(world.open, world, who)
  const cookie = await world.cookie(who, world.open)
  const { value, statements } = await statementsOf(() =>
    call(row.route, row.call, request(asked.path, { ...asked, cookie }), asked.params ?? {}),
  )
  expect(value.answer, `${row.route} ${row.call} ${row.intent ?? ''} as ${who}`).toBe(row.ok)
  return statements
}

const columnsIn = (condition = '') =>
  [...condition.matchAll(/\("?(\w+)"? (?:=|<|>|<=|>=|~~\*?|IS NULL)/g)].map((match) => match[1]!)

function readsOf(plan: Node, from: string, statement: string): Read[] {
  const relation = plan['Relation Name']
  const below = (plan.Plans ?? []).flatMap((part) => readsOf(part, from, statement))
  if (!relation || !plan['Node Type'].includes('Scan')) return below
  const by = [plan['Index Cond'], plan['Recheck Cond'], plan.Filter].flatMap(columnsIn)
  const bitmap = plan.Plans?.flatMap((part) => columnsIn(part['Index Cond'])) ?? []
  return [...below, { table: relation, by: [...new Set([...by, ...bitmap])], from, statement }]
}

/** The plan that fits any parameters. */
async function plansOf(statements: Map<string, string>): Promise<Read[]> {
  const reads: Read[] = []
  await db().$transaction(
    async (tx) => {
      for (const setting of [
        'plan_cache_mode = force_generic_plan',
        'enable_seqscan = off',
        'enable_hashjoin = off',
        'enable_mergejoin = off',
      ])
        await tx.$executeRawUnsafe(`SET LOCAL ${setting}`)
      let number = 0
      for (const [statement, from] of statements) {
        const name = `plan_${number++}`
        await tx.$executeRawUnsafe(`PREPARE ${name} AS ${statement}`)
        const count = new Set(statement.match(/\$\d+/g) ?? []).size
        const given = count === 0 ? '' : `(${Array.from({ length: count }, () => 'NULL').join(', ')})`
        const rows = await tx.$queryRawUnsafe<{ 'QUERY PLAN': string | [{ Plan: Node }] }[]>(
          `EXPLAIN (FORMAT JSON) EXECUTE ${name}${given}`,
        )
        const answer = rows[0]!['QUERY PLAN']
        const [{ Plan: plan }] = (typeof answer === 'string' ? JSON.parse(answer) : answer) as [{ Plan: Node }]
        reads.push(...readsOf(plan, from, statement))
      }
    },
    { timeout: 200_000 },
  )
  return reads
}

const said = ({ table, by, from, statement }: Read) => `${table} by ${by.join(', ')} in ${from}: ${statement}`

test('every statement of a page or form finds its rows by an index', { timeout: 300_000 }, async () => {
  const statements = new Map<string, string>()
  for (const row of table)
    for (const statement of await statementsBehind(row))
      if (/^\s*(SELECT|UPDATE|DELETE|WITH)\b/i.test(statement) && !statements.has(statement))
        statements.set(statement, [row.route, row.call, row.intent].filter(Boolean).join(' '))
  const reads = await plansOf(statements)
  expect(reads.length).toBeGreaterThan(200)

  const everywhere = reads.filter(
    ({ table, by }) => !SHARED.includes(table) && !isCatalogue(table) && !by.includes('organisationId'),
  )
  expect(everywhere.map(said), 'reads the rows of every organisation').toEqual([])

  const whole = reads.filter(
    ({ table, by }) => !isCatalogue(table) && !by.some((column) => indexed.get(table)?.has(column)),
  )
  const unexplained = whole.filter(
    (read) =>
      !isOfArchive(read) &&
      !READS_ALL.some(({ table, by }) => table === read.table && (by === undefined || read.by.includes(by))),
  )
  expect(unexplained.map(said), 'reads all rows of an organisation').toEqual([])
  const unused = READS_ALL.filter(({ table }) => !whole.some((read) => read.table === table))
  expect(
    unused.map(({ table }) => table),
    'stands in READS_ALL without need',
  ).toEqual([])
})
