import { PGlite } from '@electric-sql/pglite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { preparedStatements, type Statements } from './pglite-statements.server'

let pg: PGlite
let statements: Statements

beforeAll(async () => void (pg = await PGlite.create()), 120_000)
afterAll(() => pg.close())

beforeEach(async () => {
  await pg.exec(
    'DEALLOCATE ALL; DROP TABLE IF EXISTS item; CREATE TABLE item (id int PRIMARY KEY, name text, seen timestamptz)',
  )
  statements = preparedStatements(pg)
})
afterEach(() => expect(pg.isInTransaction()).toBe(false))

const run = (sql: string, ...values: unknown[]) => statements.run(sql, values, {})
const rows = async (sql: string, ...values: unknown[]) => (await run(sql, ...values)).rows
/** The texts that PostgreSQL holds prepared. */
const held = async () =>
  (
    await pg.query<{ statement: string }>('SELECT statement FROM pg_prepared_statements ORDER BY prepare_time')
  ).rows.map(({ statement }) => statement)
const times = (count: number) => Array.from({ length: count }, (_, at) => at)

test('a statement is prepared once and run by its name with other values', async () => {
  const sent = vi.spyOn(pg, 'execProtocolRaw')
  for (const id of times(20)) await run('INSERT INTO item VALUES ($1, $2, now())', id, `name ${id}`)
  expect(sent).toHaveBeenCalledTimes(21)
  expect(await rows('SELECT id, name FROM item WHERE id = $1', 7)).toEqual([[7, 'name 7']])
  expect(await rows('SELECT id, name FROM item WHERE id = $1', 19)).toEqual([[19, 'name 19']])
  expect(await held()).toEqual(['INSERT INTO item VALUES ($1, $2, now())', 'SELECT id, name FROM item WHERE id = $1'])
})

test('values of every kind are read and written as PGlite’s own query does', async () => {
  const kinds: [string, unknown[]][] = [
    ['int', [0, -1, 2_147_483_647, null]],
    ['bigint', [9_007_199_254_740_993n, 5, null]],
    ['float8', [1.5, -0, 1e300]],
    ['boolean', [true, false, null]],
    ['text', ['', 'déjà vu 🎈', `'";--`, null, 'x'.repeat(200_000)]],
    ['text[]', [['a', 'b,c', '"', ''], [], null]],
    ['int[]', [[1, 2], null]],
    ['jsonb', [{ a: [1, null] }, '[]', null]],
    ['bytea', [new Uint8Array([0, 1, 255]), new Uint8Array(0)]],
    ['timestamptz', [new Date('2026-11-29T12:00:00.123Z'), null]],
    ['numeric', ['12345678901234567890.12', null]],
    ['uuid', ['0b1cd6f4-5b5c-4c8e-8d0a-0d6f5d6f7a11']],
  ]
  for (const [type, values] of kinds)
    for (const value of values) {
      const sql = `SELECT $1::${type} AS value, 1 AS one`
      const usual = await pg.query<unknown[]>(sql, [value], { rowMode: 'array' })
      const once = await run(sql, value)
      const twice = await run(sql, value)
      expect(once.rows, `${type}: ${typeof value}`).toEqual(usual.rows)
      expect(twice).toEqual(once)
      expect(once.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }))).toEqual(usual.fields)
    }
})

test('the parsers that are given come before PGlite’s own', async () => {
  const read = async (parsers: Record<number, (text: string) => unknown>) =>
    (await preparedStatements(pg).run('SELECT 7::int, 8::int8', [], parsers)).rows
  expect(await read({ 23: (text) => `<${text}>` })).toEqual([['<7>', 8]])
  expect(await read({})).toEqual([[7, 8]])
})

test('counts the rows that a statement has changed, and none for one that reads', async () => {
  const affected = async (sql: string) => (await run(sql)).affectedRows
  expect(await affected(`INSERT INTO item SELECT n, 'x' FROM generate_series(1, 12) n`)).toBe(12)
  expect(await affected(`UPDATE item SET name = 'y' WHERE id < 4`)).toBe(3)
  expect(await affected('SELECT * FROM item')).toBe(0)
  expect(await affected('DELETE FROM item')).toBe(12)
  expect(await affected('CREATE TABLE other (id int)')).toBe(0)
  expect(await affected('DROP TABLE other')).toBe(0)
})

describe('a statement that fails', () => {
  test('says what PGlite’s own query says, whether it was prepared before or not, and leaves the session usable', async () => {
    await run('INSERT INTO item (id) VALUES ($1)', 1)
    const wrong: [string, unknown[]][] = [
      ['INSERT INTO item (id) VALUES ($1)', [1]],
      ['SELECT nothing FROM item', []],
      ['SELECT FROM WHERE', []],
      ['SELECT 1; SELECT 2', []],
      ['SELECT 1 / $1::int', [0]],
      ['SELECT $1::int', ['no number']],
    ]
    for (const [sql, values] of wrong) {
      const failure = (work: Promise<unknown>) =>
        work.then(
          () => 'none',
          ({ code, message, detail }) => ({ code, message, detail }),
        )
      const usual = await failure(pg.query(sql, values))
      expect(usual).not.toBe('none')
      expect(await failure(run(sql, ...values)), sql).toEqual(usual)
      expect(await failure(run(sql, ...values)), sql).toEqual(usual)
      expect(await rows('SELECT count(*)::int FROM item')).toEqual([[1]])
    }
  })

  test('that cannot be committed is no success', async () => {
    await run(`CREATE TABLE IF NOT EXISTS late (id int REFERENCES item DEFERRABLE INITIALLY DEFERRED)`)
    for (const _ of times(2)) await expect(run('INSERT INTO late VALUES ($1)', 99)).rejects.toThrow(/foreign key/)
    expect(await rows('SELECT count(*)::int FROM late')).toEqual([[0]])
    await run('DROP TABLE late')
  })

  test('inside a transaction ends that, and what was prepared in it serves the next', async () => {
    const insert = 'INSERT INTO item (id) VALUES ($1)'
    const failing = pg.transaction(async (tx) => {
      await statements.run(insert, [1], {}, tx)
      await statements.run(insert, [1], {}, tx)
    })
    await expect(failing).rejects.toThrow(/duplicate key/)
    const swallowing = pg.transaction(async (tx) => {
      await statements.run(insert, [1], {}, tx)
      await statements.run(insert, [1], {}, tx).catch(() => {})
      await statements.run('SELECT id FROM item', [], {}, tx)
    })
    await expect(swallowing).rejects.toThrow(/current transaction is aborted/)
    await pg.transaction(async (tx) => {
      await statements.run(insert, [1], {}, tx)
      await tx.exec('SAVEPOINT one')
      await statements.run(insert, [1], {}, tx).catch(() => tx.exec('ROLLBACK TO SAVEPOINT one'))
      await statements.run(insert, [2], {}, tx)
    })
    expect(await rows('SELECT id FROM item ORDER BY id')).toEqual([[1], [2]])
  })

  test('a transaction that is over runs nothing more', async () => {
    const over = await pg.transaction((tx) => Promise.resolve(tx))
    await expect(statements.run('SELECT 1', [], {}, over)).rejects.toThrow('Transaction is closed')
  })
})

describe('a table that changes', () => {
  test('is read with its new columns and types', async () => {
    await run(`INSERT INTO item (id, name) VALUES (1, '5')`)
    for (const _ of times(7)) expect(await rows('SELECT * FROM item')).toEqual([[1, '5', null]])
    await pg.exec('ALTER TABLE item DROP COLUMN seen, ADD COLUMN size int DEFAULT 3')
    expect(await rows('SELECT * FROM item')).toEqual([[1, '5', 3]])
    await pg.exec('ALTER TABLE item ALTER COLUMN name TYPE int USING name::int')
    expect(await rows('SELECT * FROM item')).toEqual([[1, 5, 3]])
  })

  test('is read anew after a failure inside a transaction', async () => {
    await rows('SELECT * FROM item')
    await pg.exec('ALTER TABLE item DROP COLUMN seen')
    const read = () => pg.transaction((tx) => statements.run('SELECT * FROM item', [], {}, tx))
    await expect(read()).rejects.toThrow(/cached plan/)
    expect((await read()).fields.map(({ name }) => name)).toEqual(['id', 'name'])
  })

  test('loses and finds an index under a prepared statement', async () => {
    await pg.exec(
      `INSERT INTO item SELECT n, 'name ' || n FROM generate_series(1, 3000) n; CREATE INDEX by_name ON item (name); ANALYZE item`,
    )
    const find = () => rows('SELECT id FROM item WHERE name = $1', 'name 77')
    for (const _ of times(7)) expect(await find()).toEqual([[77]])
    await pg.exec('DROP INDEX by_name')
    expect(await find()).toEqual([[77]])
  })
})

test('a plan for an empty table is not kept when the table has grown', async () => {
  await run('CREATE INDEX by_size ON item (name)')
  const find = 'SELECT id FROM item WHERE name = $1'
  for (const _ of times(10)) await run(find, 'none')
  const [[name]] = (await rows('SELECT name FROM pg_prepared_statements WHERE statement = $1', find)) as [[string]]
  const plan = async () => JSON.stringify(await rows(`EXPLAIN EXECUTE ${name}('none')`))
  const generic = async () =>
    (await rows('SELECT generic_plans::int FROM pg_prepared_statements WHERE name = $1', name))[0]
  expect(await generic()).not.toEqual([0])
  const before = await plan()
  for (const at of times(30))
    await run(`INSERT INTO item SELECT n, 'name ' || n FROM generate_series($1::int, $2) n`, at * 100, at * 100 + 99)
  const after = await plan()
  expect(after).toContain('by_size')
  expect(after).not.toBe(before)
  await run('DROP INDEX by_size')
})

test('statements that the session has given up are prepared again', async () => {
  const name = 'SELECT name FROM item'
  await run(name)
  await pg.exec('DEALLOCATE ALL')
  expect(await rows(name)).toEqual([])
  expect(await held()).toEqual([name])
})

test('no more statements are kept than the limit, those that were used last', async () => {
  statements = preparedStatements(pg, { mostKept: 5 })
  for (const at of times(50)) {
    await run(`SELECT ${at}`)
    expect(await rows('SELECT name FROM item')).toEqual([])
  }
  expect((await held()).sort()).toEqual(['SELECT 46', 'SELECT 47', 'SELECT 48', 'SELECT 49', 'SELECT name FROM item'])
})

test('a statement with a text of many rows is not kept', async () => {
  const values = times(2_000).map((at) => `($${at + 1})`)
  await run(`INSERT INTO item (id) VALUES ${values.join(', ')}`, ...times(2_000))
  expect(await rows('SELECT count(*)::int FROM item')).toEqual([[2_000]])
  expect(await held()).toEqual(['SELECT count(*)::int FROM item'])
})

test('callers at once, with transactions and direct queries between, each get their own rows', async () => {
  const work = times(60).map((at) => {
    if (at % 3 === 0) return rows('SELECT $1::int', at)
    if (at % 3 === 1) return pg.query<unknown[]>('SELECT $1::int', [at], { rowMode: 'array' }).then(({ rows }) => rows)
    return pg.transaction(async (tx) => (await statements.run('SELECT $1::int', [at], {}, tx)).rows)
  })
  expect(await Promise.all(work)).toEqual(times(60).map((at) => [[at]]))
})
