import { expect, test } from 'vitest'
import { isLoopbackHost, plainHttpWarning } from './origin.server'

test.each([
  ['http://assay.example.org', true],
  ['http://192.168.1.20:3000', true],
  ['https://assay.example.org', false],
  ['http://localhost:3000', false],
  ['http://127.0.0.1:3000', false],
  ['http://[::1]:3000', false],
  [undefined, false],
])('%s is warned about: %s', (origin, warned) => {
  expect(plainHttpWarning(origin) !== null).toBe(warned)
  if (warned) expect(plainHttpWarning(origin)).toContain('unencrypted')
})

test.each([
  ['127.0.0.1', true],
  ['localhost:3000', true],
  ['[::1]:3000', true],
  ['127.0.0.1.example.org', false],
  ['example.org', false],
  ['', false],
])('a Host header of "%s" names this machine: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected))
