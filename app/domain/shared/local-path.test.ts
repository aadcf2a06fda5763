import { describe, expect, test } from 'vitest'
import { localPath } from './local-path'

describe('where to go after sign-in', () => {
  test.each([
    ['/jobs', '/jobs'],
    ['/jobs?state=open&page=2', '/jobs?state=open&page=2'],
    ['/kits/ml-engineer#criteria', '/kits/ml-engineer'],
    ['/people/../jobs', '/jobs'],
    [null, '/'],
    ['', '/'],
  ])('a path of this site is kept: %s', (given, path) => {
    expect(localPath(given)).toBe(path)
  })

  test.each([
    'https://evil.example',
    'HTTPS://evil.example',
    '//evil.example',
    '///evil.example',
    '////evil.example/jobs',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/jobs/..//evil.example',
    '/%2e//evil.example',
    '/%2e%2e//evil.example',
    '/jobs/%2e%2e//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    'http:/evil.example',
    'http:evil.example',
    '/\u0000/evil.example',
  ])('another site is never reached: %j', (given) => {
    const path = localPath(given)
    expect(path).toMatch(/^\//)
    const site = new URL('http://assay.example/sign-in')
    expect(new URL(path, site).origin).toBe(site.origin)
  })
})
