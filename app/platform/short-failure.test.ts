import { expect, test } from 'vitest'
import { failure } from './logger.server'
import { shortFailure } from './short-failure.server'
import { DatabaseUnavailable } from './unavailable.server'

/** What a parser or a database might say about a line that a person wrote. */
const QUOTING = 'Unexpected token in "Yara Haddad\n    at yara@example.org"'

test('a failure in one line says what and where, and nothing of its message', () => {
  const said = shortFailure(Object.assign(new TypeError(QUOTING), { code: 'P2010' }))
  expect(said).toMatch(/^TypeError P2010 at .*short-failure\.test\.ts:\d+/)
  expect(said).not.toMatch(/yara/i)
  expect(shortFailure(QUOTING)).not.toMatch(/yara/i)
  expect(shortFailure(new DatabaseUnavailable('timeout', 'unknown'))).toBe('the database did not answer in time')
})

test('a message that looks like a stack does not reach the log', () => {
  const said = failure(new Error(QUOTING))
  expect(JSON.stringify(said)).not.toMatch(/yara/i)
  expect((said as { at: string[] }).at[0]).toContain('short-failure.test.ts')
})
