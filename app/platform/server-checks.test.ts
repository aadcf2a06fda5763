import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer, startServer, type TestServer } from '../../test/setup/postgres'
import { connectServer } from './connection.server'
import { migrate } from './migrate.server'
import { StartError } from './start-error.server'

let server: TestServer | undefined
beforeAll(async () => {
  server = process.env.TEST_DATABASE_URL ? undefined : await startServer()
}, 120_000)
afterAll(() => server?.stop())

const ours = (context: { skip: (note: string) => never }) =>
  server ?? context.skip('no PostgreSQL of our own: none is installed, or TEST_DATABASE_URL names one')

const refusal = async (url: string) => {
  const error: unknown = await connectServer(url).then(
    async (connection) => {
      await connection.close()
      return 'it was taken'
    },
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartError)
  return (error as StartError).message
}

test.for(['SQL_ASCII', 'LATIN1', 'EUC_JP'])('a database in %s is refused by name', async (encoding, context) => {
  const { url } = ours(context)
  const name = `in_${encoding.toLowerCase()}`
  await administer(
    url('postgres'),
    `CREATE DATABASE ${name} ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
  )
  expect(await refusal(url(name))).toBe(
    `The database ${name} stores text as ${encoding}, which cannot hold every name; create one with ENCODING 'UTF8' TEMPLATE template0 and name it in DATABASE_URL.`,
  )
})

test('a database that takes no writes is refused', async (context) => {
  const { url } = ours(context)
  await administer(
    url('postgres'),
    'CREATE DATABASE frozen TEMPLATE template0',
    'ALTER DATABASE frozen SET default_transaction_read_only = on',
  )
  expect(await refusal(url('frozen'))).toMatch(/^The database frozen takes no writes from assay \(default_transaction/)
})

test('a session that reads quoted text in the old way is refused', async (context) => {
  const { url } = ours(context)
  await administer(
    url('postgres'),
    'CREATE DATABASE old TEMPLATE template0',
    'ALTER DATABASE old SET standard_conforming_strings = off',
  )
  expect(await refusal(url('old'))).toMatch(/^The database old has standard_conforming_strings off/)
})

test('a role that may not create tables is told which grant it lacks', async (context) => {
  const { url } = ours(context)
  await administer(url('postgres'), 'CREATE DATABASE strict TEMPLATE template0', 'CREATE ROLE guest LOGIN')
  await administer(url('strict'), 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
  const address = new URL(url('strict'))
  address.username = 'guest'
  expect(await refusal(address.href)).toBe(
    'The role guest may not create tables in the schema public of the database strict; run GRANT CREATE ON SCHEMA public TO guest there as its owner.',
  )
})

test('a search path that leads nowhere is refused', async (context) => {
  const { url } = ours(context)
  await administer(
    url('postgres'),
    'CREATE DATABASE lost TEMPLATE template0',
    'ALTER DATABASE lost SET search_path = nowhere',
  )
  expect(await refusal(url('lost'))).toMatch(/^No schema of the search path exists in the database lost/)
})

test("a database of somebody else's tables is left alone, and says whose they look like", async (context) => {
  const { url } = ours(context)
  await administer(url('postgres'), 'CREATE DATABASE shop TEMPLATE template0')
  await administer(url('shop'), 'CREATE TABLE orders (id int)')
  expect(await refusal(url('shop'))).toBe(
    'The database holds tables that Assay did not make (orders); give it an empty database of its own.',
  )
})

test('an empty database of UTF-8 is taken, and one that is migrated again', { timeout: 120_000 }, async (context) => {
  const { url } = ours(context)
  await administer(url('postgres'), 'CREATE DATABASE good TEMPLATE template0')
  for (let round = 0; round < 2; round++) {
    const connection = await connectServer(url('good'))
    await migrate(connection)
    await connection.close()
  }
})
