import { expect, test } from 'vitest'
import { isBehindProxy, isLoopbackHost, plainHttpWarning } from './origin.server'

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
  ['127.0.0.1:65535', true],
  ['127.0.0.1:65536', false],
  ['localhost:99999', false],
  ['localhost:123456789', false],
  ['127.0.0.1.example.org', false],
  ['example.org', false],
  ['', false],
])('a Host header of "%s" names this machine: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected))

test.each([
  [undefined, '127.0.0.1', 0, false],
  [undefined, '127.0.0.1', 1, true],
  ['http://127.0.0.1:3000', '127.0.0.1', 0, false],
  ['http://[::1]:3000', '::1', 0, false],
  ['http://assay.example.org', '0.0.0.0', 0, false],
  ['http://assay.example.org', '127.0.0.1', 0, true],
  ['http://assay.example.org', '::1', 0, true],
  ['https://assay.example.org', '127.0.0.1', 0, true],
  ['https://assay.example.org', '0.0.0.0', 0, true],
])('with APP_ORIGIN %s on %s and TRUST_PROXY %s people come through a proxy: %s', (APP_ORIGIN, HOST, TRUST_PROXY, is) =>
  expect(isBehindProxy({ APP_ORIGIN, HOST, TRUST_PROXY })).toBe(is),
)
