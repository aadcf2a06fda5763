import { beforeAll, expect, test } from 'vitest'
import { db } from './db.server'

let organisationId = 0
beforeAll(async () => {
  organisationId = (await db().organisation.create({ data: { name: 'Lists', timeZone: 'UTC' } })).id
  await db().user.createMany({
    data: ['a', 'b', 'c'].map((name) => ({ organisationId, email: `${name}@example.org`, timeZone: 'UTC' })),
  })
})

const long = Array.from({ length: 40_000 }, (_, index) => index + 1_000_000)
const users = () => db().user.count({ where: { organisationId } })

test('a delete of all but a long list is refused and deletes nobody', async () => {
  await expect(db().user.deleteMany({ where: { organisationId, NOT: { id: { in: long } } } })).rejects.toThrow(
    'User.deleteMany has lists of 40000 values in a where with NOT, OR, none or every; the most is 30000.',
  )
  expect(await users()).toBe(3)
})

test.each([
  ['OR', { OR: [{ id: { in: long } }, { email: 'a@example.org' }] }],
  ['AND inside OR', { OR: [{ AND: [{ id: { in: long } }] }] }],
  ['notIn', { id: { notIn: long } }],
  ['not', { id: { not: { in: long } } }],
  ['none', { sessions: { none: { id: { in: long } } } }],
  ['every', { sessions: { every: { id: { in: long } } } }],
  ['a short list inside NOT beside a long one', { id: { in: long }, NOT: { email: { in: ['a@example.org'] } } }],
])('a long list is refused: %s', async (_, where) => {
  await expect(db().user.findMany({ where: { organisationId, ...where } })).rejects.toThrow('the most is 30000')
})

test('a long list is refused in the where of related rows too', async () => {
  await expect(
    db().user.findMany({
      where: { organisationId },
      select: { id: true, sessions: { where: { NOT: { id: { in: long } } }, select: { id: true } } },
    }),
  ).rejects.toThrow('the most is 30000')
})

test('a long plain list is answered whole, and a shorter one inside NOT is right', async () => {
  const [first] = await db().user.findMany({ where: { organisationId }, orderBy: { id: 'asc' } })
  const found = await db().user.findMany({ where: { organisationId, id: { in: [first!.id, ...long] } } })
  expect(found.map(({ id }) => id)).toEqual([first!.id])
  const others = await db().user.findMany({
    where: { organisationId, NOT: { id: { in: [first!.id, ...long.slice(0, 20_000)] } } },
  })
  expect(others).toHaveLength(2)
})
