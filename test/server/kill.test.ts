import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeJob, makeOrganisation, makeUser, type MadeJob } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { closeDatabase, db, openDatabase, type OpenOptions } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { requirementsOfOwn } from '~/services/scorecard/submit-scorecard.server'
import { ask, cookieHeader, post, startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { serveKits } from '../setup/kits'
import { administer, startServer, type TestServer } from '../setup/postgres'
import { wholeDraft } from '../routes/table'

const SUBMISSIONS = 200
const AT_ONCE = 8
const KILL_AFTER = 60
const PASSWORD = 'correct horse battery'

type Card = { id: number; writeKey: string }
type Seeded = { interviewer: Viewer; email: string; cards: Card[]; criteria: number; content: unknown }

/** An interviewer with this many scorecards to write. */
async function seed(options: OpenOptions): Promise<Seeded> {
  await openDatabase(options)
  try {
    await serveKits()
    const organisationId = await makeOrganisation()
    const recruiter = await makeUser(organisationId, { roles: ['recruiter'] })
    const email = 'anna@example.org'
    const passwordHash = await hashPassword(PASSWORD)
    const interviewer = await makeUser(organisationId, { roles: ['interviewer'], email, passwordHash })
    const job = await makeJob(recruiter)
    const cards = (await scorecardsOf(interviewer, recruiter, job)).map((id) => ({ id, writeKey: randomUUID() }))
    const asked = await requirementsOfOwn(interviewer, cards[0]!.id)
    const content = await wholeDraft(interviewer, cards[0]!.id)
    return { interviewer, email, cards, criteria: asked.ok ? asked.value.criteria.length : 0, content }
  } finally {
    await closeDatabase()
  }
}

/** As many applications of a job, each with the interviewer in its debugging interview. */
async function scorecardsOf(interviewer: Viewer, by: Viewer, { id: jobId, kitVersionId }: MadeJob): Promise<number[]> {
  const { organisationId } = interviewer
  const createdById = by.userId
  const kitInterview = await db().kitInterview.findFirstOrThrow({
    where: { organisationId, kitVersionId, key: 'debugging' },
  })
  const all = Array.from({ length: SUBMISSIONS }, (_, at) => ({ organisationId, name: `Candidate ${at}`, createdById }))
  const candidates = await db().candidate.createManyAndReturn({ data: all })
  const applications = await db().application.createManyAndReturn({
    data: candidates.map(({ id }) => ({ organisationId, candidateId: id, jobId, createdById })),
  })
  const loops = await db().loop.createManyAndReturn({
    data: applications.map(({ id }) => ({ organisationId, applicationId: id, kitVersionId, createdById })),
  })
  const interviews = await db().interview.createManyAndReturn({
    data: loops.map(({ id }) => ({
      organisationId,
      loopId: id,
      kitInterviewId: kitInterview.id,
      position: kitInterview.position,
      minutes: kitInterview.minutes,
    })),
  })
  const scorecards = await db().scorecard.createManyAndReturn({
    data: interviews.map(({ id }) => ({ organisationId, interviewId: id, userId: interviewer.userId })),
  })
  return scorecards.map(({ id }) => id)
}

const signIn = async (app: App, email: string) =>
  cookieHeader(await post(app, '/sign-in', { email, password: PASSWORD }))

/** Submits as the page does; false when the connection broke before an answer came. */
async function submit(app: App, cookie: string, { id, writeKey }: Card, content: unknown): Promise<boolean> {
  const body = JSON.stringify({ writeKey, base: 0, content })
  const headers = {
    Cookie: cookie,
    Origin: app.origin,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  }
  const got = await ask(app, `/scorecards/${id}/draft`, { method: 'POST', headers, body }).catch(() => null)
  if (!got) return false
  expect(got.status, `${got.text.slice(0, 500)}\n${app.output().slice(-2000)}`).toBe(200)
  expect(JSON.parse(got.text)).toMatchObject({ number: 1 })
  return true
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const rest = [...items]
  const one = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
}

async function killedInTheMiddle(options: OpenOptions, env: Record<string, string>) {
  const { interviewer, email, cards, criteria, content } = await seed(options)
  const { organisationId } = interviewer

  const first = await startApp(env)
  const cookie = await signIn(first, email)
  const acknowledged = new Set<number>()
  await inParallel(cards, async (card) => {
    if (await submit(first, cookie, card, content)) acknowledged.add(card.id)
    if (acknowledged.size >= KILL_AFTER) first.kill('SIGKILL')
  })
  expect((await first.ended).signal).toBe('SIGKILL')
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILL_AFTER)
  expect(acknowledged.size).toBeLessThan(SUBMISSIONS)

  const second = await startApp(env)
  const restarted = new Date()
  // The session outlived the crash, and every submission may be sent again under its key.
  await inParallel(cards, async (card) => expect(await submit(second, cookie, card, content)).toBe(true))
  expect(await second.stop()).toEqual({ code: 0, signal: null })

  await openDatabase(options)
  try {
    const versions = await db().scorecardVersion.findMany({
      where: { organisationId },
      select: {
        scorecardId: true,
        number: true,
        writeKey: true,
        submittedAt: true,
        _count: { select: { ratings: true } },
      },
    })
    const of = (id: number) => versions.filter(({ scorecardId }) => scorecardId === id)
    expect(versions).toHaveLength(SUBMISSIONS)
    for (const { id, writeKey } of cards) {
      expect(of(id)).toMatchObject([{ number: 1, writeKey, _count: { ratings: criteria } }])
      if (acknowledged.has(id)) expect(of(id)[0]!.submittedAt.getTime()).toBeLessThan(restarted.getTime())
    }
    const audited = await db().auditEntry.count({ where: { organisationId, act: 'scorecard.submitted' } })
    expect(audited).toBe(SUBMISSIONS)
  } finally {
    await closeDatabase()
  }
}

describe('kill -9 during 200 submissions: what was acknowledged is there, once', { timeout: 900_000 }, () => {
  const { folder, remove } = preparedFolder()
  let server: TestServer | undefined

  beforeAll(async () => {
    server = await startServer(['fsync=on', 'synchronous_commit=on'])
  })

  afterAll(async () => {
    await server?.stop()
    remove()
  })

  test('on the embedded database', async () => {
    await killedInTheMiddle({ folder: path.join(folder, 'pg') }, { DATA_DIR: folder })
  })

  test('on PostgreSQL', async (context) => {
    if (!server) {
      process.stderr.write(
        '\n*** SKIPPED: kill -9 on PostgreSQL. Neither TEST_DATABASE_URL nor binaries were found ***\n\n',
      )
      return context.skip('no PostgreSQL was found')
    }
    const name = `assay_kill_${process.pid}`
    await administer(server.url('postgres'), `CREATE DATABASE "${name}" TEMPLATE template0`)
    try {
      const url = server.url(name)
      await killedInTheMiddle({ url }, { DATABASE_URL: url, DATA_DIR: folder })
    } finally {
      await administer(server.url('postgres'), `DROP DATABASE "${name}" WITH (FORCE)`)
    }
  })
})
