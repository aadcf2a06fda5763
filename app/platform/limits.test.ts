import { expect, test } from 'vitest'
import { LARGER, limitsOf, sizeOf, USUAL } from './limits.server'

test.each([
  '/candidates/import',
  '/candidates/import/',
  '/Candidates/Import',
  '/candidates/%69mport',
  '/candidates/import.data',
  '//candidates/import',
])('%s is the address that takes files, as Remix finds it', (path) => {
  expect(limitsOf(path)).toMatchObject({ files: true, bytes: LARGER['/candidates/import']!.bytes })
})

test.each(['/', '/sign-in', '/_root.data', '/candidates/import/more', '/jobs/x/edit', '/%ff', '/packets/', '/nothing'])(
  '%s has the usual limits',
  (path) => expect(limitsOf(path)).toBe(USUAL),
)

test('pages for strangers take a few kB', () => {
  for (const path of [
    '/sign-in',
    '/setup',
    '/invitation/1.x',
    '/reset/1.x',
    '/task/1.x',
    '/task/1.x/1.csv',
    '/sign-out',
  ])
    expect(limitsOf(path).bytes, path).toBeLessThanOrEqual(16 * 1024)
})

test('a limit is said as people write it', () => {
  expect(sizeOf(16 * 1024)).toBe('16 kB')
  expect(sizeOf(4 * 1024 * 1024)).toBe('4 MB')
})
