import { readFileSync } from 'node:fs'
import path from 'node:path'
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

test('SECURITY.md names every address that takes more, with the limits in force', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../SECURITY.md'), 'utf8')
  const [, table = ''] = text.split('## Limits of a request')
  const said = new Map<string, { bytes: string; fields: number | null }>()
  for (const [, addresses, body, fields] of table.matchAll(/^\|([^|]+)\|([^|]+)\|([^|]*)\|$/gm))
    for (const [, address] of addresses!.matchAll(/`(\/[^`]*)`/g))
      said.set(address!, {
        bytes: /[\d.]+ [kM]B/.exec(body!)?.[0] ?? '',
        fields: fields!.trim() ? Number(fields!.replaceAll(',', '')) : null,
      })
  expect([...said.keys()].sort()).toEqual(Object.keys(LARGER).sort())
  for (const [address, { bytes, fields }] of said) {
    const limits = limitsOf(address.replace(':id', '1').replaceAll(':key', 'sizing'))
    expect(bytes, address).toBe(sizeOf(limits.bytes))
    // Of JSON, which has no fields, the depth and the number of values are said.
    if (fields !== null) expect(fields, address).toBe(limits.fields)
    else expect(table).toContain(`${limits.depth} levels, ${limits.values.toLocaleString('en-GB')} values`)
  }
})
