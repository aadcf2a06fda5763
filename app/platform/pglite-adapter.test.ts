import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PrismaClient } from '~/generated/prisma/client.ts'
import { type Connection, connectMemory } from './connection.server'

let connection: Connection
beforeAll(async () => void (connection = await connectMemory(undefined)), 120_000)
afterAll(() => connection.close())

const VALUES = `SELECT 7::bigint AS big, 1.50::numeric AS exact, '{"a": 1}'::jsonb AS json,
  '2026-11-29 12:00:00+00'::timestamptz AS at`

test('statements bring no parsers of their own, and Prisma and direct queries each read values their own way', async () => {
  const client = new PrismaClient({ adapter: connection.adapter })
  const query = vi.spyOn(PGlite.prototype, 'query')
  const direct = { big: 7, exact: '1.50', json: { a: 1 }, at: new Date('2026-11-29T12:00:00Z') }
  expect(await connection.rows(VALUES)).toEqual([direct])
  const calls = query.mock.calls.length
  const [read] = await client.$queryRawUnsafe<Record<string, unknown>[]>(VALUES)
  expect(read).toEqual({ ...direct, big: 7n, exact: expect.objectContaining({ s: 1, e: 0 }) })
  expect(await connection.rows(VALUES)).toEqual([direct])
  await client.$transaction((tx) => tx.$queryRawUnsafe(VALUES))
  const brought = query.mock.calls.slice(calls).filter(([, , options]) => options?.parsers)
  expect(brought).toHaveLength(1)
  expect(query.mock.calls.length - calls).toBeGreaterThan(1)
})
