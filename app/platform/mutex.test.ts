import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PrismaClient } from '~/generated/prisma/client.ts'
import { close } from './embedded.server'
import { pgliteAdapter } from './pglite-adapter.server'
import { createMutex } from './mutex.server'
import { asUnavailable, DatabaseUnavailable } from './unavailable.server'

test('turns are given in the order of asking, and whoever waited too long never has one', async () => {
  const turns = createMutex(30)
  const end = await turns.acquire()
  const late = await turns.acquire().catch((error: unknown) => error)
  expect(late).toMatchObject({ name: 'DatabaseUnavailable', reason: 'busy', outcome: 'not-committed' })
  const order: number[] = []
  const others = [1, 2, 3].map(async (n) => {
    const over = await turns.acquire()
    order.push(n)
    over()
    // Ending twice ends nobody else's turn.
    over()
  })
  end()
  await Promise.all(others)
  expect(order).toEqual([1, 2, 3])
  ;(await turns.acquire())()
})

let pg: PGlite
beforeAll(async () => {
  pg = await PGlite.create()
  await pg.exec('CREATE TABLE kept (key text)')
}, 120_000)
afterAll(() => close(pg))

test('while one transaction keeps the embedded database, others are refused in time and run nothing later', async () => {
  const client = new PrismaClient({ adapter: pgliteAdapter(pg, { longestWaitMs: 200 }) })
  const failures: unknown[] = []
  await client.$transaction(async (tx) => {
    const write = client.$executeRaw`INSERT INTO kept VALUES ('late')`
    const whole = client.$transaction((other) => other.$executeRaw`INSERT INTO kept VALUES ('late too')`)
    for (const work of [write, whole]) failures.push(await work.catch((error: unknown) => asUnavailable(error)))
    await tx.$executeRaw`INSERT INTO kept VALUES ('first')`
  })
  expect(failures).toHaveLength(2)
  for (const failure of failures) expect(failure).toBeInstanceOf(DatabaseUnavailable)
  await client.$executeRaw`INSERT INTO kept VALUES ('after')`
  expect((await pg.query<{ key: string }>('SELECT key FROM kept')).rows.map(({ key }) => key)).toEqual([
    'first',
    'after',
  ])
  await client.$disconnect()
})
