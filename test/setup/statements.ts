import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { vi } from 'vitest'
import { REPLAN } from '~/platform/pglite-statements.server'

type Message = { kind: string; text: (from: number) => string; after: (from: number) => number }

/** The messages of PostgreSQL's protocol in what is sent at once: a letter, a length of four bytes that counts itself, and the rest. */
function messagesIn(sent: Uint8Array): Message[] {
  const found: Message[] = []
  const view = new DataView(sent.buffer, sent.byteOffset, sent.byteLength)
  for (let at = 0; at + 5 <= sent.length; at += 1 + view.getUint32(at + 1)) {
    const begin = at + 5
    const after = (from: number) => sent.indexOf(0, begin + from) + 1 - begin
    const text = (from: number) => new TextDecoder().decode(sent.subarray(begin + from, begin + after(from) - 1))
    found.push({ kind: String.fromCharCode(sent[at]!), text, after })
  }
  return found
}

/** What each session has prepared, by its name: a statement that is prepared once is run by its name alone. */
const prepared = new WeakMap<PGlite, Map<string, string>>()
/** Takes every statement that runs on an embedded database, while somebody listens. */
let listener: ((statement: string) => void) | undefined

const { execProtocolRaw } = PGlite.prototype
PGlite.prototype.execProtocolRaw = function (this: PGlite, sent, options) {
  const names = prepared.get(this) ?? new Map<string, string>()
  prepared.set(this, names)
  for (const { kind, text, after } of messagesIn(sent)) {
    // Parse: name, statement. Bind: portal, name. Query: statement.
    if (kind === 'P') names.set(text(0), text(after(0)))
    // When plans are made anew depends on how much was written before.
    if (kind === 'Q' && text(0) !== REPLAN) listener?.(text(0))
    if (kind === 'B') {
      const statement = names.get(text(after(0)))
      if (statement === undefined) throw new Error('A statement ran that was prepared unseen.')
      listener?.(statement)
    }
  }
  return execProtocolRaw.call(this, sent, options)
}

/**
 * Every SQL statement that reaches the database while `work` runs, without its parameters, sorted: Prisma reads the
 * relations of a row at the same time, and on a server their order is chance. Listens where the drivers send, below
 * Prisma, so that nothing can run unseen.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }> {
  const statements: string[] = []
  listener = (statement) => statements.push(statement)
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  const server = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [config] = given
    statements.push(typeof config === 'string' ? config : (config as { text: string }).text)
    return query.apply(this, given) as never
  })
  try {
    const value = await work()
    return { value, statements: statements.sort() }
  } finally {
    listener = undefined
    server.mockRestore()
  }
}
