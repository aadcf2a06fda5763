import { PGlite } from '@electric-sql/pglite'
import { amcheck } from '@electric-sql/pglite/contrib/amcheck'
import { close, openEmbedded } from '../embedded.server'

export type Mode = 'stock' | 'durable'
export type Rng = () => number

const ACCOUNTS = 50
const EACH = 100

/** A small seeded generator, so that a round can be run again. */
export function seeded(seed: number): Rng {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Opens a folder as we do, or as PGlite does by itself. */
export async function openAs(mode: Mode, folder: string) {
  const extensions = { amcheck }
  if (mode === 'durable') {
    const database = await openEmbedded(folder, { extensions })
    return { pg: database.pg, close: database.close }
  }
  const pg = await PGlite.create({ dataDir: folder, extensions })
  return { pg: pg as PGlite, close: () => close(pg) }
}

export async function prepare(pg: PGlite) {
  await pg.exec(`CREATE TABLE IF NOT EXISTS entry (id bigint PRIMARY KEY, body text);
    CREATE INDEX IF NOT EXISTS entry_body ON entry (body);
    CREATE TABLE IF NOT EXISTS account (id int PRIMARY KEY, balance int);
    INSERT INTO account SELECT g, ${EACH} FROM generate_series(1, ${ACCOUNTS}) g ON CONFLICT DO NOTHING; CHECKPOINT;`)
}

/** Writes transactions until told to stop, and tells of each once the database has acknowledged it. */
export async function write(pg: PGlite, rng: Rng, acknowledged: (id: number) => void, goOn: () => boolean) {
  const any = (n: number) => 1 + Math.floor(rng() * n)
  const { rows } = await pg.query<{ id: number }>('SELECT coalesce(max(id), 0)::int AS id FROM entry')
  let id = rows[0]?.id ?? 0
  while (goOn()) {
    id++
    await pg.transaction(async (tx) => {
      await tx.query('UPDATE account SET balance = balance - 1 WHERE id = $1', [any(ACCOUNTS)])
      await tx.query('INSERT INTO entry VALUES ($1, $2)', [id, String(rng()).repeat(any(20))])
      await tx.query('UPDATE account SET balance = balance + 1 WHERE id = $1', [any(ACCOUNTS)])
    })
    acknowledged(id)
    if (id % 97 === 0) await pg.query(`UPDATE entry SET body = body || 'z' WHERE id % 7 = 0 AND id > $1`, [id - 300])
    if (id % 150 === 0) await pg.exec('CHECKPOINT')
  }
}

export type Verdict = { kind: 'clean' | 'unopenable' | 'lost' | 'corrupt'; detail: string }

/** Opens what is left and judges it: every acknowledged entry there, once, sums whole, indexes and tables sound. */
export async function verify(mode: Mode, folder: string, owed: number): Promise<Verdict> {
  let opened: Awaited<ReturnType<typeof openAs>>
  try {
    opened = await openAs(mode, folder)
  } catch (error) {
    return { kind: 'unopenable', detail: (error as Error).message }
  }
  try {
    return await judge(opened.pg, owed)
  } catch (error) {
    return { kind: 'corrupt', detail: (error as Error).message }
  } finally {
    await opened.close()
  }
}

async function judge(pg: PGlite, owed: number): Promise<Verdict> {
  await pg.exec('CREATE EXTENSION IF NOT EXISTS amcheck')
  const number = async (sql: string) =>
    Number(Object.values((await pg.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0])
  const last = await number('SELECT coalesce(max(id), 0) FROM entry')
  const found = {
    owed,
    last,
    entries: await number('SELECT count(*) FROM entry'),
    sum: await number('SELECT sum(balance) FROM account'),
  }
  if (last < owed) return { kind: 'lost', detail: JSON.stringify(found) }
  if (found.entries !== last || found.sum !== ACCOUNTS * EACH) return { kind: 'corrupt', detail: JSON.stringify(found) }
  for (const index of ['entry_pkey', 'entry_body', 'account_pkey'])
    await pg.query(`SELECT bt_index_check('${index}', true)`)
  for (const table of ['entry', 'account']) {
    const damage = await number(`SELECT count(*) FROM verify_heapam('${table}')`)
    if (damage > 0) return { kind: 'corrupt', detail: `${damage} damaged places in ${table}` }
  }
  return { kind: 'clean', detail: JSON.stringify(found) }
}
