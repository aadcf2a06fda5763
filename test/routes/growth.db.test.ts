// Runs on the embedded database: the time that a statement takes can be told in one process alone.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { limitsOf } from '~/platform/limits.server'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { growthProblem } from '../setup/growth'
import { request } from '../setup/request'
import { bodiesOf, grown, PUMPS } from './growing'
import { call } from './modules'
import { prepare } from './prepare'
import { table, type Asked, type Row } from './table'
import { makeWorld, type World } from './world'

let world: World

beforeAll(async () => {
  if (databaseKind() !== 'none') world = await makeWorld()
}, 120_000)

beforeEach(async () => {
  if (databaseKind() !== 'none') await forgetAttempts()
})

const nameOf = ({ route, call, intent, of }: Row) => [route, call, intent, of].filter(Boolean).join(' ')
const named = (which: Row['call']) =>
  table.filter((row) => row.call === which).map((row) => ({ name: nameOf(row), row }))

test('a parser that is quadratic is found out, and one that is linear is not', async () => {
  // The expression of 05c4eb0, which held every page for 14 s.
  const address = /^[^\s@\u0000]+@[^\s@\u0000]+\.[^\s@\u0000]+$/
  const work = (size: number) => {
    const value = grown(PUMPS['an address without an end']!, size)
    return () => address.test(value)
  }
  expect(await growthProblem(5_000, work)).toMatch(/20000: /)
  expect(await growthProblem(5_000, (size) => () => 'a'.repeat(size).split(''))).toBeNull()
})

describe.each(named('action'))('$name', ({ row }) => {
  test('takes time linear in what it is sent, up to each limit', { timeout: 300_000 }, async () => {
    const { asked, cookie } = await prepare(row, world)
    const faults: string[] = []
    const send = async (given: Asked) => {
      const { answer } = await call(row.route, row.call, request(given.path, { ...given, cookie }), given.params ?? {})
      if (answer !== 'sign-in' && answer >= 500) faults.push(`answered ${answer}`)
    }
    for (const { what, most, of } of bodiesOf(asked, limitsOf(asked.path.split('?')[0]!))) {
      const problem = await growthProblem(Math.max(1, Math.floor(most / 4)), (size) => {
        const given = of(size)
        return () => send(given)
      })
      if (problem) faults.push(`${what}: ${problem}`)
    }
    expect(faults).toEqual([])
  })
})

const SEARCH = ['q', 'before', 'after', 'job', 'state', 'seniority', 'amend', 'token', 'next', 'version', 'from', 'to']
const TARGET = 8_000

describe.each(named('loader'))('$name', ({ row }) => {
  test('takes time linear in its address', { timeout: 300_000 }, async () => {
    const { asked, cookie } = await prepare(row, world)
    const [path] = asked.path.split('?')
    const faults: string[] = []
    // All parameters at once, and then those that are read as text with the whole length for themselves.
    const alone = new Set([...new URLSearchParams(asked.path.split('?')[1]).keys(), 'q'])
    const shares = [SEARCH, ...[...alone].map((name) => [name])]
    const tries = shares.flatMap((names) => Object.entries(PUMPS).map(([what, pump]) => ({ names, what, pump })))
    for (const { names, what, pump } of tries) {
      const problem = await growthProblem(TARGET / 4, (size) => {
        const search = new URLSearchParams(names.map((name) => [name, grown(pump, size / names.length)]))
        return () => call(row.route, row.call, request(`${path}?${search}`, { ...asked, cookie }), asked.params ?? {})
      })
      if (problem) faults.push(`${what} in ${names.join(', ')}: ${problem}`)
    }
    expect(faults).toEqual([])
  })
})
