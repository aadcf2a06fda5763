// Runs on the embedded database: the number of the next transaction tells of a write in one process alone.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { db } from '~/platform/db.server'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { request } from '../setup/request'
import { IDS, SEARCH_VALUES, variants, withExtras } from './hostile'
import { call, namedIn, type Answer } from './modules'
import { prepare, type Prepared } from './prepare'
import { nextWrite, snapshot } from './snapshot'
import { table, type Asked, type Row } from './table'
import { makeWorld, type World } from './world'

let world: World

beforeAll(async () => {
  if (databaseKind() !== 'none') world = await makeWorld()
}, 120_000)

beforeEach(async () => {
  if (databaseKind() !== 'none') await forgetAttempts()
})

const send = async (row: Row, cookie: string | undefined, asked: Asked): Promise<Answer> =>
  (await call(row.route, row.call, request(asked.path, { ...asked, cookie }), asked.params ?? {})).answer

/** An address that leads nowhere, and a set-up that comes second, answer before they read. Signing out asks for no form. */
const READS_NO_FORM = new Set(['$', 'setup'])

const refused = (answer: Answer) => answer === 'sign-in' || answer >= 400

/** `next`: the number of the next write after it, which the next attempt need not ask for. */
type Sent = { answer: Answer; thrown: string | null; moved: boolean; next: string | null }

async function attempt(
  row: Row,
  { cookie, asked }: Prepared,
  of: (asked: Asked) => Asked,
  known: string | null,
): Promise<Sent> {
  const before = known ?? (await nextWrite())
  try {
    const answer = await send(row, cookie, of(asked))
    const next = await nextWrite()
    return { answer, thrown: null, moved: next !== before, next }
  } catch (error) {
    return { answer: 500, thrown: String(error).slice(0, 300), moved: true, next: null }
  }
}

/**
 * Sends every variant; what it reports would be a failed page, or a refusal that has written something. The tables are
 * compared only where a refusal began to write at all: the first such variant is sent once more, to a fresh address, and
 * from then on every one is watched.
 */
async function faultsOf(row: Row): Promise<string[]> {
  const faults: string[] = []
  let prepared: Prepared = await prepare(row, world)
  let known: string | null = null
  let next: string | null = null
  let watching = false
  const tables = async () => JSON.stringify(await snapshot())
  for (const { what, of } of variants(prepared.asked)) {
    if (watching) known ??= await tables()
    let sent = await attempt(row, prepared, of, next)
    if (refused(sent.answer) && sent.moved && !watching) {
      watching = true
      prepared = await prepare(row, world)
      known = await tables()
      sent = await attempt(row, prepared, of, null)
    }
    const { answer, thrown, moved } = sent
    next = sent.next
    if (thrown !== null || (answer !== 'sign-in' && answer >= 500)) faults.push(`${what}: ${thrown ?? answer}`)
    if (refused(answer) && moved && (await tables()) !== known)
      faults.push(`${what}: ${answer}, and something was written`)
    if (!refused(answer)) {
      prepared = await prepare(row, world)
      known = null
      next = null
    }
  }
  return faults
}

const actions = table.filter((row) => row.call === 'action')
const nameOf = ({ route, call, intent, of }: Row) => [route, call, intent, of].filter(Boolean).join(' ')
const named = (rows: Row[]) => rows.map((row) => ({ name: nameOf(row), row }))

describe.each(named(actions))('$name', ({ row }) => {
  test('answers every hostile value, and what it refuses it does not write', { timeout: 240_000 }, async () => {
    expect(await faultsOf(row)).toEqual([])
  })

  test('answers fields it did not ask for as if they were not there', async () => {
    const elsewhere = world.people.stranger.organisationId
    const others = async () => ({
      grants: await db().grant.findMany({
        where: { organisationId: world.organisationId, userId: { in: everyone() } },
      }),
      organisation: await db().organisation.findUnique({ where: { id: elsewhere } }),
      users: await db().user.findMany({ where: { organisationId: elsewhere } }),
      candidates: await db().candidate.findMany({ where: { organisationId: elsewhere } }),
      jobs: await db().job.findMany({ where: { organisationId: elsewhere } }),
    })
    const plain = await prepare(row, world)
    const before = await others()
    const answer = await send(row, plain.cookie, withExtras(plain.asked))
    expect(await others()).toEqual(before)
    // A link or a vote is spent by its first use; then there is nothing to compare with.
    expect([row.ok, 409, 422]).toContain(answer)
  })

  test('answers 400 to a body that it cannot read', async () => {
    const { asked, cookie } = await prepare(row, world)
    for (const [type, body] of [
      ['text/plain', 'intent=open'],
      ['application/json', '{"a":'],
      ['multipart/form-data; boundary=x', 'no boundary'],
      ['application/octet-stream', '\u0000'],
    ] as const) {
      const headers = { 'Content-Type': type, ...(cookie ? { Cookie: cookie } : {}) }
      const sent = new Request(`http://127.0.0.1:3000${asked.path}`, { method: asked.method ?? 'POST', headers, body })
      const { answer } = await call(row.route, row.call, sent, asked.params ?? {})
      if (row.route === 'sign-out') continue
      expect(answer, `${type}: ${body}`).toBe(READS_NO_FORM.has(row.route) ? row.ok : 400)
    }
  })
})

const everyone = () => Object.values(world.people).map(({ userId }) => userId)

describe.each(named(table.filter((row) => row.about !== 'nothing')))('$name', ({ row }) => {
  test('knows no id but a number that PostgreSQL can hold', async () => {
    const { asked, cookie } = await prepare(row, world)
    for (const name of Object.keys(asked.params ?? {}))
      for (const id of IDS) {
        const answer = await send(row, cookie, { ...asked, params: { ...asked.params, [name]: id } })
        expect(answer, `${name} = ${id}`).toBe(404)
      }
  })
})

const SEARCH = [
  'q',
  'before',
  'mergedBefore',
  'apartBefore',
  'after',
  'job',
  'state',
  'seniority',
  'amend',
  'token',
  'next',
]

describe.each(named(table.filter((row) => row.call === 'loader')))('$name', ({ row }) => {
  test('answers every hostile search', { timeout: 120_000 }, async () => {
    const { asked, cookie } = await prepare(row, world)
    const [path] = asked.path.split('?')
    const faults: string[] = []
    // What the route's folder names is asked one by one, the rest at once.
    const named = SEARCH.filter((name) => namedIn(row.route, name))
    const names = [...named.map((name) => [name]), SEARCH.filter((name) => !named.includes(name))]
    for (const some of names)
      for (const value of SEARCH_VALUES) {
        const name = some.join(', ')
        const search = new URLSearchParams(some.map((one) => [one, value]))
        try {
          const answer = await send(row, cookie, { ...asked, path: `${path}?${search}` })
          if (answer !== 'sign-in' && answer >= 500) faults.push(`${name} = ${value}: ${answer}`)
        } catch (error) {
          faults.push(`${name} = ${value}: ${String(error).slice(0, 300)}`)
        }
      }
    expect(faults).toEqual([])
  })
})
