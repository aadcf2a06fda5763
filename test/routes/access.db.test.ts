// Runs on one database: who may do what is decided before a database is reached.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { request } from '../setup/request'
import { call, intentsOf, routes, type Answer, type Outcome } from './modules'
import { snapshot } from './snapshot'
import { table, type Row } from './table'
import { makeWorld, OPEN_MARK, PEOPLE, SECRET_MARK, type Place, type Who, type World } from './world'

/** What the table says of one person. */
function expected(row: Row, who: Who, at: Place): Answer {
  const { roles, ok, about, but } = row
  if (who === 'stranger') return about === 'nothing' ? (but?.stranger ?? ok) : 404
  if (who === 'outsider') return about === 'nothing' ? (but?.outsider ?? ok) : 404
  const given = but?.[who] ?? byRole(row, who)
  const known = ['nobody', 'administrator', 'assigned', 'voter'].includes(who)
  if (at.kind === 'open' || known || roles === 'everyone') return given
  return given !== 403 || (row.door as readonly Who[] | undefined)?.includes(who) ? 404 : 403
}

function byRole({ roles, ok, but }: Row, who: Who): Answer {
  if (roles === 'everyone') return ok
  if (who === 'nobody') return 'sign-in'
  if (who === 'assigned') return but?.interviewer ?? byRole({ roles, ok } as Row, 'interviewer')
  if (who === 'voter') return but?.committee_member ?? byRole({ roles, ok } as Row, 'committee_member')
  return (roles as readonly Who[]).includes(who) ? ok : 403
}

const refused = (answer: Answer) => answer === 'sign-in' || answer >= 400
const placeOf = ({ route, call, intent }: Row) => [route, call, intent].filter(Boolean).join(' ')
const nameOf = (row: Row) => [placeOf(row), row.of].filter(Boolean).join(', ')

/** Where everybody is answered alike, these stand for all. */
const FEW: Who[] = ['nobody', 'interviewer', 'stranger']

let world: World

beforeAll(async () => {
  if (databaseKind() !== 'none') world = await makeWorld()
}, 120_000)

beforeEach(async () => {
  if (databaseKind() !== 'none') await forgetAttempts()
})

/** The forms of these have no intent beside those that have one: a withdrawal, and what the buttons of a kit's lists do. */
const WITHOUT_INTENT_TOO = new Set([
  'scorecards.$scorecardId',
  'own-kits.$kitId.criteria.$key',
  'own-kits.$kitId.interviews.$key',
  'own-kits.$kitId.red-flags.$key',
  'own-kits.$kitId.prompts.$key',
  'own-kits.$kitId.prompts.$key_.$moment.$exhibit',
  'own-kits.$kitId.cases.$key',
])

describe('the table', () => {
  test('has a row for every loader and action, and none for what does not exist', async () => {
    const there: string[] = []
    for (const [route, load] of routes) {
      const { loader, action } = await load()
      if (loader) there.push(`${route} loader`)
      const intents = intentsOf(route)
      if (!action) continue
      there.push(...intents.map((one) => `${route} action ${one}`))
      if (intents.length === 0 || WITHOUT_INTENT_TOO.has(route)) there.push(`${route} action`)
    }
    expect([...new Set(table.map(placeOf))].sort()).toEqual(there.sort())
  })
})

async function ask(row: Row, who: Who, at: Place) {
  const asked = await row.ask(at, world, who)
  const cookie = await world.cookie(who, at)
  return { who, asked, cookie }
}

type Prepared = Awaited<ReturnType<typeof ask>>

const send = (row: Row, { asked, cookie }: Prepared): Promise<Outcome> =>
  call(row.route, row.call, request(asked.path, { ...asked, cookie }), asked.params ?? {})

async function answers(row: Row, at: Place, people: readonly Who[]) {
  const prepared: Prepared[] = []
  for (const who of people) prepared.push(await ask(row, who, at))
  const said = new Map<Who, Outcome>()
  // Reading changes nothing, whoever reads; writing changes nothing where it is refused.
  const idle = ({ who }: Prepared) => {
    const answer = expected(row, who, at)
    return row.call === 'loader' || (refused(answer) && answer !== row.ok)
  }
  const before = await snapshot()
  for (const one of prepared.filter(idle)) said.set(one.who, await send(row, one))
  expect(await snapshot(), 'what was read or refused has written something').toEqual(before)

  for (const one of prepared.filter((one) => !idle(one))) said.set(one.who, await send(row, one))
  return said
}

const asTable = <T>(people: readonly Who[], value: (who: Who) => T) =>
  Object.fromEntries(people.map((who) => [who, value(who)]))

describe.each(table.map((row) => ({ name: nameOf(row), row })))('$name', ({ row }) => {
  test('answers each person as the table says, and a refusal writes nothing', async () => {
    const people: Who[] = PEOPLE.filter((who) => who !== 'outsider' && (row.roles !== 'everyone' || FEW.includes(who)))
    const said = await answers(row, world.open, people)
    expect(asTable(people, (who) => said.get(who)?.answer)).toEqual(
      asTable(people, (who) => expected(row, who, world.open)),
    )
    if (row.about !== 'nothing' || row.roles !== 'everyone')
      expect(JSON.stringify(said.get('stranger')?.payload ?? null)).not.toContain(OPEN_MARK)
    for (const who of ['recruiter', 'interviewer', 'committee_member', 'hiring_manager', 'stranger'] as const)
      expect(JSON.stringify(said.get(who)?.payload ?? null), `${who} reads of the confidential job`).not.toContain(
        SECRET_MARK,
      )
  })

  if (row.about !== 'job') return
  test('is not there for who may not know of a confidential job', async () => {
    const said = await answers(row, world.secret, PEOPLE)
    expect(asTable(PEOPLE, (who) => said.get(who)?.answer)).toEqual(
      asTable(PEOPLE, (who) => expected(row, who, world.secret)),
    )
  })
})
