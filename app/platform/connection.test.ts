import { expect, test } from 'vitest'
import { connectServer } from './connection.server'
import { openPool, poolConfig, REQUEST_LIMITS } from './server-pool.server'
import { StartError } from './start-error.server'

test.each([
  ['nonsense', /^DATABASE_URL is not an address; it should read like postgresql:/],
  ['mysql://me@host/db', /begins with mysql:\/\/ where postgresql:\/\/ is needed/],
  ['postgresql://me:secret@host', /names no database/],
  ['postgresql://me:secret@host/', /names no database/],
  ['postgresql:///db', /names no host/],
  ['postgresql://me:secret@host:99999/db', /is not an address/],
])('%s is refused with a sentence that keeps the password to itself', (url, sentence) => {
  const refused = () => poolConfig(url)
  expect(refused).toThrow(StartError)
  expect(refused).toThrow(sentence)
  expect(refused).not.toThrow(/secret/)
})

test('every session is in UTC, and the options of the address are kept', () => {
  const { connectionString } = poolConfig(
    'postgresql://me@host/db?options=-c%20statement_timeout%3D5000&sslmode=require',
  )
  const { searchParams } = new URL(connectionString!)
  expect(searchParams.get('options')).toBe('-c statement_timeout=5000 -c timezone=UTC')
  expect(searchParams.get('sslmode')).toBe('require')
})

test('a socket folder may stand for the host', () => {
  expect(poolConfig('postgresql:///db?host=/run/postgresql').connectionString).toContain('host=%2Frun%2Fpostgresql')
})

test('a server that does not answer is told in a sentence', async () => {
  await expect(connectServer('postgresql://me:secret@127.0.0.1:1/db')).rejects.toThrow(
    new StartError('The database named by DATABASE_URL cannot be reached: nothing answers there.'),
  )
})

test.each([
  [
    '',
    '-c timezone=UTC -c statement_timeout=10000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=60000',
    12_000,
  ],
  [
    '?options=-c%20statement_timeout%3D20000',
    '-c statement_timeout=20000 -c timezone=UTC -c lock_timeout=8000 -c idle_in_transaction_session_timeout=60000',
    22_000,
  ],
  [
    '?options=-c%20statement_timeout%3D0',
    '-c statement_timeout=0 -c timezone=UTC -c lock_timeout=8000 -c idle_in_transaction_session_timeout=60000',
    undefined,
  ],
])('requests have time limits, and those of the address "%s" come first', async (query, options, readMs) => {
  const pool = openPool(poolConfig(`postgresql://me@host/db${query}`), REQUEST_LIMITS)
  expect(new URL(pool.options.connectionString!).searchParams.get('options')).toBe(options)
  expect(pool.options.query_timeout).toBe(readMs)
  expect(pool.options.connectionTimeoutMillis).toBe(5_000)
  await pool.end()
})
