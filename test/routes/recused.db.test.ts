// Runs on one database: who may read what is decided before a database is reached.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import { ROLES, type Role, type Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { closeApplication } from '~/services/application/close-application.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { recuse } from '~/services/decision/recuse.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { liftRecusal } from '~/services/recusal/lift-recusal.server'
import { recuseFromApplication } from '~/services/recusal/recuse-from-application.server'
import { calibrate, judgedApplication, sentPacket, staffedJob } from '../setup/panel'
import { cookieOf, request } from '../setup/request'
import { call } from './modules'
import { table, type Asked, type Row } from './table'
import type { Place, World } from './world'

/**
 * Whoever is recused from an application is told nothing of its scorecards, scores, votes and outcome by any route,
 * whatever roles they hold: marks written into each of them, and the figures themselves, are looked for in every answer.
 */
const MARKS = {
  evidence: 'canary-evidence',
  vote: 'canary-vote',
  decision: 'canary-decision',
  closing: 'canary-closing',
  state: '"hired"',
  outcome: '"outcome":"hire"',
}

const subsets = ROLES.reduce<Role[][]>((all, role) => [...all, ...all.map((some) => [...some, role])], [[]]).filter(
  (roles) => roles.length > 0,
)
const nameOf = (roles: readonly Role[]) => roles.join(' + ')

let staff: Awaited<ReturnType<typeof staffedJob>>
let place: Place
let world: World
let figures: string[]
const recused = new Map<string, Viewer>()
let reader: Viewer
let applicationId: number
let packets: number[]

function succeeded<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const vote = async (voter: Viewer, packetId: number) =>
  succeeded(
    await sealVote(voter, packetId, {
      round: 1,
      choice: 'hire',
      reason: `${MARKS.vote} of ${voter.name}`,
      writeKey: randomUUID(),
    }),
  )

beforeAll(async () => {
  staff = await staffedJob()
  const { organisationId, recruiter, job, anna, ben, cleo, vera, wim } = staff
  const own = await makeUser(organisationId, { roles: ROLES, name: 'Interviews and is recused' })
  const application = await judgedApplication(recruiter, job, [
    { by: anna, levels: {} },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': null } },
    { by: own, levels: { diagnosis: 3, 'right-sizing': 3 } },
  ])
  applicationId = application.id
  const evidence = (criterion: string) => `“${MARKS.evidence} on ${criterion}”`
  await submitLevels(anna, application.cards[0]!.id, { diagnosis: 2, 'right-sizing': 2 }, { evidence })
  const first = await sentPacket(recruiter, applicationId)
  for (const roles of subsets) {
    const viewer = await makeUser(organisationId, { roles, name: nameOf(roles) })
    recused.set(nameOf(roles), viewer)
    // A plain interviewer reads no application page, so the row is written as it would be by one who did.
    const done = await recuseFromApplication(viewer, applicationId, { reason: 'A friend.' })
    if (!done.ok)
      await db().recusal.create({ data: { organisationId, applicationId, userId: viewer.userId, at: new Date() } })
  }
  recused.set('every role, with a scorecard of their own', own)
  succeeded(await recuse(own, first, { reason: 'A friend.' }))
  reader = await makeUser(organisationId, { roles: ROLES, name: 'Reads everything' })
  for (const voter of [vera, wim]) await vote(voter, first)
  const second = await sentPacket(recruiter, applicationId, 'write-key-2')
  packets = [first, second]
  for (const voter of [vera, wim]) await vote(voter, second)
  const decision = { outcome: 'hire', supersedes: null, opened: 1, writeKey: randomUUID() } as const
  succeeded(await recordDecision(vera, second, { ...decision, reason: MARKS.decision }))
  await calibrate(organisationId)
  const scores = await db().runScore.findMany({ where: { organisationId, applicationId } })
  figures = [...new Set(scores.flatMap(({ score, rawMean, sd }) => [score, rawMean, sd]))]
    .map(String)
    .filter((figure) => figure.length > 6)
  const { revision } = await db().application.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: applicationId } },
  })
  succeeded(
    await closeApplication(recruiter, applicationId, {
      revision,
      state: 'hired',
      reason: MARKS.closing,
      cancelRest: false,
    }),
  )
  const interview = await db().interview.findFirstOrThrow({ where: { organisationId, loop: { applicationId } } })
  const there = { candidateId: application.candidateId, applicationId, scorecardId: application.cards[0]!.id }
  const at = (packetId: number) => ({
    read: packetId,
    vote: packetId,
    recuse: packetId,
    resolve: packetId,
    decide: packetId,
    override: packetId,
    overrideToo: packetId,
    dissent: packetId,
  })
  place = {
    kind: 'open',
    mark: '',
    job,
    ...there,
    interviewId: interview.id,
    judged: there,
    judgedToo: there,
    packets: at(second),
    finding: 1,
    decision: 1,
    assigned: cleo,
    voter: vera,
  }
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const people = { ...Object.fromEntries(ROLES.map((role) => [role, reader])), administrator }
  world = { organisationId, people, open: place, secret: place } as unknown as World
}, 300_000)

/** Addresses beside those of the table: other ways to the same application. */
const further = (): { route: string; asked: Asked }[] => {
  const { scorecardId } = place
  const [first, second] = packets as [number, number]
  const candidate = { candidateId: String(place.candidateId) }
  return [
    { route: 'packets.$packetId', asked: { path: `/packets/${first}`, params: { packetId: String(first) } } },
    { route: 'packets.$packetId', asked: { path: `/packets/${second}`, params: { packetId: String(second) } } },
    {
      route: 'scorecards.$scorecardId',
      asked: { path: `/scorecards/${scorecardId}?amend`, params: { scorecardId: String(scorecardId) } },
    },
    { route: 'candidates._index', asked: { path: '/candidates?state=open' } },
    { route: 'candidates._index', asked: { path: '/candidates?state=none' } },
    { route: 'candidates._index', asked: { path: `/candidates?q=${place.candidateId}` } },
    { route: 'candidates.$candidateId', asked: { path: `/candidates/${place.candidateId}`, params: candidate } },
    { route: 'interviews._index', asked: { path: '/interviews' } },
  ]
}

const isLoader = ({ call, roles }: Row) => call === 'loader' && roles !== 'everyone'

/** Every loader's answer to this person, one after another. */
async function toldOf(viewer: Viewer, loaders: readonly { route: string; asked: Asked }[]): Promise<string> {
  const cookie = await cookieOf(viewer)
  const parts: string[] = []
  for (const { route, asked } of loaders) {
    const { payload } = await call(route, 'loader', request(asked.path, { cookie }), asked.params ?? {})
    parts.push(`${route} ${asked.path}: ${JSON.stringify(payload)}`)
  }
  return parts.join('\n')
}

/** The marks that stand in these answers, each with the answers it stands in. */
const found = (told: string) =>
  Object.fromEntries(
    [...Object.values(MARKS), ...figures].map((mark) => [
      mark,
      told
        .split('\n')
        .filter((line) => line.includes(mark))
        .map((line) => line.slice(0, line.indexOf(':'))),
    ]),
  )
const none = () => Object.fromEntries([...Object.values(MARKS), ...figures].map((mark) => [mark, []]))

describe('to whoever is recused from an application, no route tells', () => {
  let loaders: { route: string; asked: Asked }[]
  beforeAll(async () => {
    loaders = further()
    for (const row of table.filter(isLoader))
      loaders.push({ route: row.route, asked: await row.ask(place, world, 'administrator') })
  }, 120_000)

  test('while each mark and figure is told to one who is not', async () => {
    expect(figures.length).toBeGreaterThan(1)
    const told = found(await toldOf(reader, loaders))
    for (const [mark, places] of Object.entries(told)) expect([mark, places.length > 0]).toEqual([mark, true])
  })

  test.each([...subsets.map(nameOf), 'every role, with a scorecard of their own'])(
    '%s',
    async (name) => {
      expect(found(await toldOf(recused.get(name)!, loaders))).toEqual(none())
    },
    120_000,
  )

  test('neither do forms posted there', async () => {
    const viewer = recused.get(nameOf(ROLES))!
    const cookie = await cookieOf(viewer)
    const posts = table.filter(({ call, route }) => call === 'action' && /^(packets|applications_)/.test(route))
    expect(posts.length).toBeGreaterThan(5)
    for (const row of posts) {
      const asked = await row.ask(place, world, 'administrator')
      const { answer, payload } = await call(
        row.route,
        'action',
        request(asked.path, { ...asked, cookie }),
        asked.params!,
      )
      // The form comes back with the outcome that was typed into it, which tells nothing of the application.
      const told = { ...found(`${row.route}: ${JSON.stringify(payload)}`), [MARKS.outcome]: [] }
      expect([row.intent, told]).toEqual([row.intent, none()])
      // A recusal with another reason is a conflict that shows one's own; everything else is refused.
      expect([row.intent, Number(answer) >= 400]).toEqual([row.intent, true])
    }
  })

  test('one’s own scorecard stays, and the whole application opens again once the recusal is lifted', async () => {
    const own = recused.get('every role, with a scorecard of their own')!
    const { organisationId } = staff
    const card = await db().scorecard.findFirstOrThrow({ where: { organisationId, userId: own.userId } })
    const params = { scorecardId: String(card.id) }
    const asked = request(`/scorecards/${card.id}`, { cookie: await cookieOf(own) })
    expect((await call('scorecards.$scorecardId', 'loader', asked, params)).answer).toBe(200)

    const lift = { person: own.userId, reason: 'It was another person of that name.' }
    expect(await liftRecusal(own, applicationId, lift)).toMatchObject({ error: { code: 'OWN_RECUSAL' } })
    const other = recused.get('administrator')!
    expect(await liftRecusal(other, applicationId, lift)).toMatchObject({ error: { code: 'LIFTER_RECUSED' } })
    expect(await liftRecusal(staff.vera, applicationId, lift)).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect(await liftRecusal(staff.recruiter, applicationId, lift)).toMatchObject({ ok: true })
    // Sent again it is acknowledged; with another reason it is a conflict.
    expect(await liftRecusal(staff.recruiter, applicationId, lift)).toMatchObject({ ok: true })
    expect(await liftRecusal(staff.recruiter, applicationId, { ...lift, reason: 'Another.' })).toMatchObject({
      error: { code: 'CONTENT_CONFLICT' },
    })
    expect(await toldOf(own, loaders)).toContain(MARKS.decision)
    const [row] = await db().recusal.findMany({
      where: { organisationId, userId: own.userId },
      include: { lift: true },
    })
    expect(row!.lift).toMatchObject({ liftedById: staff.recruiter.userId })
    await expect(
      db().recusalLift.create({
        data: {
          organisationId,
          recusalId: (await db().recusal.findFirstOrThrow({ where: { organisationId, userId: other.userId } })).id,
          liftedById: other.userId,
          reasonTextId: row!.reasonTextId!,
          at: new Date(),
        },
      }),
    ).rejects.toThrow(/lifted by somebody else/)
    const entry = await db().auditEntry.findFirstOrThrow({ where: { organisationId, act: 'recusal.lifted' } })
    expect(entry.actorId).toBe(staff.recruiter.userId)
  })
})
