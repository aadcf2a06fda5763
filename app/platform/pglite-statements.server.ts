import {
  messages,
  type ParserOptions,
  type PGlite,
  protocol,
  type Results,
  type Transaction,
} from '@electric-sql/pglite'

type Column = { name: string; dataTypeID: number; parse: ParserOptions[number] | undefined }
type Statement = { name: string; parameters: number[]; columns: Column[] }
type Value = string | ArrayBuffer | ArrayBufferView | null

/** The part of a result that Prisma's adapter reads; a row is an array of values. */
export type Rows = Pick<Results<unknown[]>, 'rows' | 'fields' | 'affectedRows'>

export type Statements = {
  /** Runs one statement, in this transaction if one is given. */
  run: (sql: string, values: unknown[], parsers: ParserOptions, tx?: Transaction) => Promise<Rows>
}

/** How many statements PostgreSQL keeps prepared, and the longest text of one: longer ones write many rows, and come once. */
const MOST_KEPT = 500
const LONGEST_KEPT = 10_000

/** What a prepared statement fails with once its columns have changed, or when the session has given it up. */
const OUTDATED = new Set(['0A000', '26000'])

/**
 * After so many changed rows every plan is made anew. A plan is made for the size that its tables had; on a server
 * autovacuum makes it outdated when they have grown, which an embedded database does not have.
 */
const REPLAN_AFTER_ROWS = 1_000
export const REPLAN = 'DISCARD PLANS'

const { serialize } = protocol

/** Names are unique in a process, so that two that share a session do not meet. */
let made = 0

/**
 * Runs statements that PostgreSQL keeps prepared. `PGlite.query` has each statement parsed and planned anew and sends it
 * in six messages, each of which enters WebAssembly by itself: for most statements that took longer than their work.
 * Here a text is parsed and described once, and its values are sent in one go. An embedded database has one session,
 * so what is prepared serves all callers.
 */
export function preparedStatements(pg: PGlite, { mostKept = MOST_KEPT } = {}): Statements {
  /** By their text, the one that was used longest ago first. */
  const kept = new Map<string, Statement>()
  let changed = 0

  const send = (...parts: Uint8Array[]) =>
    pg.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false })

  async function prepare(sql: string, parsers: ParserOptions): Promise<Statement> {
    const keeping = sql.length <= LONGEST_KEPT
    const name = keeping ? `s${++made}` : ''
    const [oldest] = keeping && kept.size >= mostKept ? kept : []
    if (oldest) kept.delete(oldest[0])
    const statement: Statement = { name, parameters: [], columns: [] }
    const described = await send(
      ...(oldest ? [serialize.close({ type: 'S', name: oldest[1].name })] : []),
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
    )
    for (const message of described)
      if (message instanceof messages.ParameterDescriptionMessage) statement.parameters = message.dataTypeIDs
      else if (message instanceof messages.RowDescriptionMessage)
        statement.columns = message.fields.map(({ name, dataTypeID }) => ({
          name,
          dataTypeID,
          parse: parsers[dataTypeID] ?? pg.parsers[dataTypeID],
        }))
    if (keeping) kept.set(sql, statement)
    return statement
  }

  const valueOf = (value: unknown, type: number | undefined): Value => {
    if (value === null || value === undefined) return null
    const serializer = type === undefined ? undefined : pg.serializers[type]
    return serializer ? serializer(value) : (value as { toString: () => string }).toString()
  }

  async function execute(sql: string, values: unknown[], parsers: ParserOptions): Promise<Rows> {
    const known = kept.get(sql)
    if (known) {
      kept.delete(sql)
      kept.set(sql, known)
    }
    const { name, parameters, columns } = known ?? (await prepare(sql, parsers))
    const answer = await send(
      serialize.bind({ statement: name, values: values.map((value, at) => valueOf(value, parameters[at])) }),
      serialize.execute(),
    )
    const rows: unknown[][] = []
    let affectedRows = 0
    for (const message of answer)
      if (message instanceof messages.DataRowMessage) rows.push(rowOf(message.fields, columns))
      else if (message instanceof messages.CommandCompleteMessage) affectedRows = affectedBy(message.text)
    changed += affectedRows
    if (changed >= REPLAN_AFTER_ROWS) {
      changed = 0
      await send(serialize.query(REPLAN))
    }
    return { rows, fields: columns, affectedRows }
  }

  /** What has become outdated is prepared again; inside a transaction the failure has ended that, and is passed on. */
  async function afresh(sql: string, values: unknown[], parsers: ParserOptions, tx: Transaction | undefined) {
    const known = kept.get(sql)
    try {
      return await execute(sql, values, parsers)
    } catch (error) {
      if (!known || !(error instanceof messages.DatabaseError) || !OUTDATED.has(error.code ?? '')) throw error
      kept.delete(sql)
      if (tx) throw error
      return execute(sql, values, parsers)
    }
  }

  return {
    async run(sql, values, parsers, tx) {
      await pg._checkReady()
      if (tx?.closed) throw new Error('Transaction is closed')
      const alone = () => pg._runExclusiveQuery(() => afresh(sql, values, parsers, tx))
      if (tx) return alone()
      return pg._runExclusiveTransaction(async () => {
        const rows = await alone()
        await pg.syncToFs()
        return rows
      })
    },
  }
}

const rowOf = (fields: (string | null)[], columns: Column[]): unknown[] =>
  fields.map((field, at) => {
    const parse = field === null ? undefined : columns[at]?.parse
    return parse ? (parse(field as string) as unknown) : field
  })

/** From a command tag: `INSERT 0 5`, `UPDATE 3`. A tag of other commands counts none. */
const affectedBy = (tag: string): number =>
  /^(INSERT|UPDATE|DELETE|MERGE|COPY) /.test(tag) ? Number(tag.slice(tag.lastIndexOf(' ') + 1)) : 0
