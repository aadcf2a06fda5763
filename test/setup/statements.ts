import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { vi } from 'vitest'

const [PARSE, QUERY] = ['P', 'Q'].map((letter) => letter.charCodeAt(0))

/**
 * The statement inside a message of PostgreSQL's protocol: a Parse is type, length, name and text, a simple query type,
 * length and text; name and text end with a zero. null for every other message.
 */
function statementIn(message: Uint8Array): string | null {
  const text = (from: number) => new TextDecoder().decode(message.subarray(from, message.indexOf(0, from)))
  if (message[0] === PARSE) return text(message.indexOf(0, 5) + 1)
  return message[0] === QUERY ? text(5) : null
}

/**
 * Every SQL statement that reaches the database while `work` runs, without its parameters, sorted: Prisma reads the
 * relations of a row at the same time, and on a server their order is chance. Listens where the drivers send, below
 * Prisma, so that nothing can run unseen.
 */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }> {
  const statements: string[] = []
  const { execProtocolRaw } = PGlite.prototype
  const embedded = vi.spyOn(PGlite.prototype, 'execProtocolRaw').mockImplementation(function (
    this: PGlite,
    message,
    options,
  ) {
    const statement = statementIn(message)
    if (statement !== null) statements.push(statement)
    return execProtocolRaw.call(this, message, options)
  })
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
    embedded.mockRestore()
    server.mockRestore()
  }
}
