import { describe, expect, test } from 'vitest'
import { refuseBeyondThisMachine } from '~/platform/env.server'

describe('the example organisation', () => {
  test('is refused to a database server and to other machines, each in one sentence', () => {
    expect(() => refuseBeyondThisMachine({ DATABASE_URL: 'postgres://db.example/assay' })).toThrow(
      /^The example organisation lives in data\/demo only; start the demo without DATABASE_URL\.$/,
    )
    expect(() => refuseBeyondThisMachine({ HOST: '0.0.0.0' })).toThrow(
      /^The example organisation is served to this machine alone; start the demo without HOST 0\.0\.0\.0\.$/,
    )
  })

  test('is served on every name of this machine', () => {
    for (const HOST of ['', '127.0.0.1', 'localhost', '::1'])
      expect(() => refuseBeyondThisMachine({ HOST, DATABASE_URL: '' })).not.toThrow()
  })
})
