import { beforeAll, expect, test } from 'vitest'
import { Prisma } from '~/generated/prisma/client.ts'
import { connection, db, transaction } from './db.server'
import { isKeyed } from './scoping.server'

let [one, two] = [0, 0]
beforeAll(async () => {
  const make = async (name: string) => (await db().organisation.create({ data: { name, timeZone: 'UTC' } })).id
  one = await make('One')
  two = await make('Two')
  for (const organisationId of [one, two])
    await db().user.create({ data: { organisationId, email: 'same@example.org', timeZone: 'UTC' } })
})

type Operation = (where: object) => Promise<unknown>
const operations: [string, Operation][] = [
  ['findFirst', (where) => db().user.findFirst({ where })],
  ['findFirstOrThrow', (where) => db().user.findFirstOrThrow({ where })],
  ['findMany', (where) => db().user.findMany({ where })],
  ['updateMany', (where) => db().user.updateMany({ where, data: { timeZone: 'UTC' } })],
  ['updateManyAndReturn', (where) => db().user.updateManyAndReturn({ where, data: { timeZone: 'UTC' } })],
  ['deleteMany', (where) => db().user.deleteMany({ where: { email: 'nobody@example.org', ...where } })],
  ['count', (where) => db().user.count({ where })],
  ['aggregate', (where) => db().user.aggregate({ where, _count: true })],
  ['groupBy', (where) => db().user.groupBy({ where, by: ['state'] })],
]

const unscoped: [string, () => object][] = [
  ['nothing', () => ({})],
  ['undefined', () => ({ organisationId: undefined })],
  ['another column', () => ({ email: 'same@example.org' })],
  ['a range', () => ({ organisationId: { gt: 0 } })],
  ['a negation', () => ({ organisationId: { not: one } })],
  ['a range beside a list', () => ({ organisationId: { in: [one], gt: 0 } })],
  ['an undefined in a list', () => ({ organisationId: { in: [undefined] } })],
  ['the organisation inside OR', () => ({ OR: [{ organisationId: one }, { organisationId: two }] })],
]

test.each(operations)('%s is refused unless its where names organisations', async (name, run) => {
  for (const [, where] of unscoped)
    await expect(run(where())).rejects.toThrow(`User.${name} needs organisationId in its where`)
  await expect(run({ organisationId: one })).resolves.toBeDefined()
  await expect(run({ organisationId: { in: [one, two] } })).resolves.toBeDefined()
})

test('a query without any arguments is refused', async () => {
  await expect(db().user.findMany()).rejects.toThrow('needs organisationId')
  await expect(db().user.count()).rejects.toThrow('needs organisationId')
})

test('inside a transaction the same rule holds', async () => {
  await expect(transaction((tx) => tx.user.findMany({ where: { email: 'same@example.org' } }))).rejects.toThrow(
    'needs organisationId',
  )
  expect(await transaction((tx) => tx.user.count({ where: { organisationId: one } }))).toBe(1)
})

test('rows made many at a time all name their organisation', async () => {
  const row = { organisationId: one, email: 'new@example.org', timeZone: 'UTC' }
  const bad = [row, { email: 'other@example.org', timeZone: 'UTC' }] as unknown as Prisma.UserCreateManyInput[]
  await expect(db().user.createMany({ data: bad })).rejects.toThrow('User.createMany needs organisationId in every row')
  await expect(db().user.createManyAndReturn({ data: bad })).rejects.toThrow('needs organisationId in every row')
  expect(await db().user.createMany({ data: [row] })).toEqual({ count: 1 })
})

test('the extension knows every table that the database keys by organisation, and no other', async () => {
  const rows = await connection().rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organisationId' AND table_name <> 'QueueJob' ORDER BY 1`,
  )
  expect(Object.keys(Prisma.ModelName).filter(isKeyed).sort()).toEqual(rows.map(({ name }) => name).sort())
})

test('a reference into another organisation is refused by the database', async () => {
  const stranger = await db().user.findFirstOrThrow({ where: { organisationId: two } })
  const grant = { organisationId: one, userId: stranger.id, role: 'recruiter' as const }
  await expect(db().grant.create({ data: grant })).rejects.toMatchObject({ code: 'P2003' })
})

test('a row cannot move to another organisation', async () => {
  const { id } = await db().user.findFirstOrThrow({ where: { organisationId: one } })
  await expect(
    connection().runScript(
      `UPDATE "User" SET "organisationId" = ${two} WHERE "organisationId" = ${one} AND id = ${id}`,
    ),
  ).rejects.toThrow(/User cannot move to another organisation/)
})
