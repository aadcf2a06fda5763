import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PrismaClient } from '~/generated/prisma/client.ts'
import { type Connection, connectMemory } from './connection.server'

let connection: Connection
beforeAll(async () => void (connection = await connectMemory(undefined)), 120_000)
afterAll(() => connection.close())

const VALUES = `SELECT 7::bigint AS big, 1.50::numeric AS exact, '{"a": 1}'::jsonb AS json,
  '2026-11-29 12:00:00+00'::timestamptz AS at`

test('Prisma and direct queries each read values their own way, whichever came first', async () => {
  const client = new PrismaClient({ adapter: connection.adapter })
  const direct = { big: 7, exact: '1.50', json: { a: 1 }, at: new Date('2026-11-29T12:00:00Z') }
  expect(await connection.rows(VALUES)).toEqual([direct])
  const [read] = await client.$queryRawUnsafe<Record<string, unknown>[]>(VALUES)
  expect(read).toEqual({ ...direct, big: 7n, exact: expect.objectContaining({ s: 1, e: 0 }) })
  expect(await connection.rows(VALUES)).toEqual([direct])
  const [within] = await client.$transaction((tx) => tx.$queryRawUnsafe<Record<string, unknown>[]>(VALUES))
  expect(within).toEqual(read)
})

test('Prisma’s statements do not go through PGlite’s own query, which parses each anew', async () => {
  const client = new PrismaClient({ adapter: connection.adapter })
  const query = vi.spyOn(PGlite.prototype, 'query')
  await client.$queryRawUnsafe('SELECT 1 AS one')
  expect(query).not.toHaveBeenCalled()
})
