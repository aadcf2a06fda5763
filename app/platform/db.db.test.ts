import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { databaseKind } from '../../test/setup/database'
import { connection, db, isConflict, transaction } from './db.server'

const organisation = () => db().organisation.create({ data: { name: 'Example', timeZone: 'Europe/London' } })

test('an instant is stored as the instant it is, whatever zone the server lives in', async () => {
  const createdAt = new Date('2026-07-01T12:34:56.789Z')
  const { id } = await db().organisation.create({ data: { name: 'Example', timeZone: 'UTC', createdAt } })
  const rows = await connection().rows<{ seconds: number }>(
    `SELECT extract(epoch FROM "createdAt")::float8 AS seconds FROM "Organisation" WHERE id = ${id}`,
  )
  expect(rows).toEqual([{ seconds: createdAt.getTime() / 1000 }])
})

test('db() inside a transaction throws instead of waiting for itself', async () => {
  await expect(transaction(async () => db().organisation.count())).rejects.toThrow('inside a transaction')
})

test('what is written before an error in a transaction is taken back', async () => {
  const { id } = await organisation()
  await expect(
    transaction(async (tx) => {
      await tx.user.create({ data: { organisationId: id, email: 'a@example.org', timeZone: 'UTC' } })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await db().user.count({ where: { organisationId: id } })).toBe(0)
})

test('what is written before a returned failure is taken back, and the failure is the answer', async () => {
  const answer = await transaction(async (tx) => {
    await tx.organisation.create({ data: { name: 'Undone', timeZone: 'UTC' } })
    return { ok: false as const, error: { code: 'NO' } }
  })
  expect(answer).toEqual({ ok: false, error: { code: 'NO' } })
  expect(await db().organisation.count({ where: { name: 'Undone' } })).toBe(0)
})

test('a COMMIT that fails is a failure', async () => {
  await connection().runScript(
    `CREATE TABLE promise (id int PRIMARY KEY, other int REFERENCES promise DEFERRABLE INITIALLY DEFERRED)`,
  )
  await expect(transaction((tx) => tx.$executeRaw`INSERT INTO promise VALUES (1, 2)`)).rejects.toThrow()
  expect(await connection().rows('SELECT * FROM promise')).toEqual([])
})

test('transactions that conflict both go through, one of them again', async () => {
  const { id: organisationId } = await organisation()
  const count = () => db().user.count({ where: { organisationId } })
  let runs = 0
  let meet = () => {}
  const twoHaveRead = new Promise<void>((resolve) => (meet = resolve))
  // Each adds a user only while there are fewer than three: two that read at once must not both add.
  const addUpToThree = (email: string) =>
    transaction(async (tx) => {
      const users = await tx.user.count({ where: { organisationId } })
      if (++runs === 2) meet()
      if (databaseKind() === 'server') await twoHaveRead
      if (users < 3) await tx.user.create({ data: { organisationId, email, timeZone: 'UTC' } })
    })
  await Promise.all(Array.from({ length: 6 }, (_, i) => addUpToThree(`u${i}@example.org`)))
  expect(await count()).toBe(3)
  if (databaseKind() === 'server') expect(runs).toBeGreaterThan(6)
})

test('without another attempt the loser of a conflict sees the conflict', async () => {
  const { id } = await organisation()
  let meet = () => {}
  const both = new Promise<void>((resolve) => (meet = resolve))
  let readers = 0
  const rename = (name: string) =>
    transaction(
      async (tx) => {
        await tx.organisation.findUniqueOrThrow({ where: { id } })
        if (++readers === 2) meet()
        if (databaseKind() === 'server') await both
        await tx.organisation.update({ where: { id }, data: { name } })
      },
      { attempts: 1 },
    )
  const ends = await Promise.allSettled([rename('A'), rename('B')])
  const lost = ends.filter((end) => end.status === 'rejected')
  expect(lost).toHaveLength(databaseKind() === 'server' ? 1 : 0)
  for (const end of lost) expect(isConflict(end.reason)).toBe(true)
})

test('a session is sent one statement at a time, also where a transaction reads several relations of a row', async () => {
  const { id: organisationId } = await organisation()
  await db().user.create({ data: { organisationId, email: 'a@example.org', timeZone: 'UTC' } })
  let underWay = 0
  let most = 0
  const { query } = pg.Client.prototype
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    most = Math.max(most, ++underWay)
    const answer = (query as (...given: unknown[]) => Promise<unknown>).apply(this, given)
    const over = () => void underWay--
    answer.then(over, over)
    return answer as never
  })
  const where = { organisationId }
  const include = { grants: true, sessions: true, devices: true }
  const [user] = await transaction((tx) => tx.user.findMany({ where, include }))
  expect(user).toMatchObject({ grants: [], sessions: [], devices: [] })
  expect(most).toBe(databaseKind() === 'server' ? 1 : 0)
})

test('a statement that fails does not hold up those that wait behind it', async () => {
  let ends: PromiseSettledResult<unknown>[] = []
  const whole = transaction(async (tx) => {
    ends = await Promise.allSettled([tx.$queryRaw`SELECT 1 / 0`, tx.organisation.count()])
    throw new Error('both have ended')
  })
  await expect(whole).rejects.toThrow('both have ended')
  // Whether the second is sent before or after the first has failed the transaction is chance: it ends either way.
  expect(ends).toHaveLength(2)
  expect(ends[0]?.status).toBe('rejected')
  expect(await db().organisation.count()).toBeGreaterThan(0)
})
