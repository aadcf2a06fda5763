import { beforeAll, describe, expect, test } from 'vitest'
import type { Prisma } from '~/generated/prisma/client.ts'
import { db } from './db.server'

const NAMES = ['a_b', 'axb', 'A_B', '100% c', '100 of c', 'd\\e', 'de', 'D\\E', '\\_%']
let organisationId = 0
beforeAll(async () => {
  organisationId = (await db().organisation.create({ data: { name: 'Filters', timeZone: 'UTC' } })).id
  await db().user.createMany({ data: NAMES.map((name) => ({ organisationId, name, timeZone: 'UTC' })) })
})

const found = async (name: Prisma.StringNullableFilter, wrap = (where: Prisma.UserWhereInput) => where) =>
  (await db().user.findMany({ where: { organisationId, ...wrap({ name }) }, orderBy: { id: 'asc' } })).map(
    (one) => one.name,
  )

describe('underscores, percent signs and backslashes are looked for as they are', () => {
  test.each<[string, Prisma.StringNullableFilter, string[]]>([
    ['contains', { contains: 'a_' }, ['a_b']],
    ['contains', { contains: '%' }, ['100% c', '\\_%']],
    ['contains', { contains: '\\' }, ['d\\e', 'D\\E', '\\_%']],
    ['startsWith', { startsWith: '\\_' }, ['\\_%']],
    ['endsWith', { endsWith: '_%' }, ['\\_%']],
    ['contains without case', { contains: 'A_', mode: 'insensitive' }, ['a_b', 'A_B']],
    ['equals without case', { equals: 'a_B', mode: 'insensitive' }, ['a_b', 'A_B']],
    ['equals without case', { equals: 'd\\e', mode: 'insensitive' }, ['d\\e', 'D\\E']],
    ['not without case', { not: 'a_b', mode: 'insensitive' }, NAMES.filter((name) => !/^a_b$/i.test(name))],
    ['equals with case', { equals: '\\_%' }, ['\\_%']],
    ['in', { in: ['a_b', '\\_%'] }, ['a_b', '\\_%']],
    ['not contains', { not: { contains: '_' } }, NAMES.filter((name) => !name.includes('_'))],
  ])('%s %j', async (_, filter, names) => {
    expect(await found(filter)).toEqual(names)
    expect(await found(filter, (where) => ({ OR: [{ AND: [where] }] }))).toEqual(names)
    expect(await db().user.count({ where: { organisationId, name: filter } })).toBe(names.length)
  })

  test('also among related rows, and in what is changed or deleted', async () => {
    const { users } = await db().organisation.findUniqueOrThrow({
      where: { id: organisationId },
      select: { users: { where: { name: { contains: 'a_' } }, select: { name: true } } },
    })
    expect(users).toEqual([{ name: 'a_b' }])
    const changed = await db().user.updateMany({
      where: { organisationId, name: { startsWith: 'a_' } },
      data: { name: 'a_c%' },
    })
    expect(changed.count).toBe(1)
    expect(await found({ equals: 'a_c%' })).toEqual(['a_c%'])
    expect((await db().user.deleteMany({ where: { organisationId, name: { contains: 'c%' } } })).count).toBe(1)
  })
})
