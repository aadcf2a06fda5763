import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeLoop, makeUser } from '~/demo/factories'
import { submitLevels } from '~/demo/submit-levels'
import type { Viewer } from '~/domain/policy/policy'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { countFailure, signInCounters } from '~/platform/throttle.server'
import { paths } from '~/paths'
import { forgetAttempts } from '../setup/attempts'
import { databaseKind } from '../setup/database'
import { staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

/** Every list that shows only so many says how many more there are, or leads to them. */
let panel: Awaited<ReturnType<typeof staffedJob>>
let administrator: Viewer
let applicationId: number
let interviewId: number

beforeAll(async () => {
  if (databaseKind() === 'none') return
  await forgetAttempts()
  panel = await staffedJob()
  const { organisationId, recruiter, job, anna } = panel
  administrator = await makeUser(organisationId, { roles: ['administrator', 'recruiter'] })
  applicationId = (await makeApplication(recruiter, job)).id
  interviewId = (await makeLoop(recruiter, job, applicationId, { debugging: [anna] })).interviews[0]!.id
})

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

async function page(viewer: Viewer, address: string, cookie?: string): Promise<string> {
  const answer = await ask(request(address.split('#')[0]!, { cookie: cookie ?? (await cookieOf(viewer)) }))
  expect(answer.status).toBe(200)
  // React sets a comment between two texts, and numbers are kept together with their noun.
  return (await answer.text())
    .replace(/<!-- -->/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&#x27;', "'")
}

/** Where a link or button of this label leads. */
const hrefOf = (html: string, label: string): string | null =>
  new RegExp(`<a[^>]*href="([^"]*)"[^>]*>${label}</a>`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? null

test('pages for a candidate can all be reached and closed, and the next one’s key does not move with the list', async () => {
  const { organisationId, anna } = panel
  const { kitVersionId } = panel.job
  const live = { organisationId, interviewId, kitVersionId, given: [], createdById: anna.userId }
  const expiresAt = new Date(now().getTime() + 3_600_000)
  await db().candidateLink.createMany({
    data: numbers(45).map((at) => ({ ...live, prompt: 'none', tokenHash: `hash-${at}`, expiresAt })),
  })
  const ids = (html: string) => [...html.matchAll(/name="linkId" value="(\d+)"/g)].map((found) => Number(found[1]))
  const seen: number[] = []
  const keys = new Set<string | undefined>()
  let last = ''
  for (let address: string | null = paths.interview(interviewId); address;) {
    const html = await page(anna, address)
    seen.push(...ids(html))
    keys.add(/name="writeKey" value="(link-[^"]*)"/.exec(html)?.[1])
    last = address
    address = hrefOf(html, 'Older')
  }
  const stored = await db().candidateLink.findMany({ where: { organisationId, interviewId }, orderBy: { id: 'desc' } })
  expect(seen).toEqual(stored.map(({ id }) => id))
  expect([...keys]).toEqual([`link-${interviewId}-${seen[0]}`])

  const form = { intent: 'revoke-link', linkId: String(seen.at(-1)) }
  const closed = await ask(request(last.split('#')[0]!, { cookie: await cookieOf(anna), form }))
  expect(closed.headers.get('Location')).toBe(last)
  expect(await db().candidateLink.count({ where: { organisationId, interviewId, revokedAt: null } })).toBe(44)
})

describe('jobs', () => {
  beforeAll(async () => {
    if (databaseKind() === 'none') return
    const { organisationId, recruiter } = panel
    const one = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: panel.job.id } } })
    const { id: _, ...values } = one
    await db().job.createMany({
      data: numbers(204).map((at) => ({ ...values, name: `Copy ${at}.`, createdById: recruiter.userId })),
    })
  })

  test('are listed a hundred at a time, each once', async () => {
    const seen: string[] = []
    let pages = 0
    for (let address: string | null = paths.jobs(); address; pages++) {
      const html = await page(administrator, address)
      seen.push(...[...html.matchAll(/href="\/jobs\/(\d+)"/g)].map((found) => found[1]!))
      address = hrefOf(html, 'Next')
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 205, 205])
    expect(await page(administrator, paths.jobs(4))).toContain('The list of jobs ends before page 4.')
    for (const wrong of ['0', 'x', '99999999'])
      expect(await page(administrator, `/jobs?page=${wrong}`)).toContain('Page 1')
  })

  test('can all be chosen for an export and as a filter of candidates', async () => {
    for (const address of [paths.exports(), paths.candidates()]) {
      const html = await page(administrator, address)
      for (const at of [0, 100, 203]) expect(html).toContain(`>Copy ${at}.</option>`)
    }
  })
})

test('a job with more applications than it lists says how many, and leads to them', async () => {
  const { organisationId, recruiter } = panel
  const job = await makeJob(recruiter)
  const by = { organisationId, createdById: recruiter.userId }
  const people = await db().candidate.createManyAndReturn({
    data: numbers(503).map((at) => ({ ...by, name: `Many ${at}` })),
    select: { id: true },
  })
  await db().application.createMany({ data: people.map(({ id }) => ({ ...by, candidateId: id, jobId: job.id })) })
  const html = await page(administrator, paths.job(job.id))
  expect(html).toContain('3 earlier applications are not listed.')
  expect(hrefOf(html, 'All candidates of this job')).toBe(`/candidates?job=${job.id}`)
  expect(html).toContain('>503<')
})

test('a candidate with more applications than the list shows has a link to the others', async () => {
  const { organisationId, recruiter } = panel
  const { candidateId } = await makeApplication(recruiter, panel.job, { name: 'Rhea Popular' })
  const by = { organisationId, createdById: recruiter.userId, candidateId }
  const more = async () => {
    await db().application.create({ data: { ...by, jobId: (await makeJob(recruiter)).id } })
    return (await page(administrator, '/candidates?q=Rhea')).match(/Earlier applications/g)?.length ?? 0
  }
  expect([await more(), await more(), await more()]).toEqual([0, 0, 1])
})

test('the activity of an application says how many earlier entries there are', async () => {
  const { organisationId, recruiter, anna } = panel
  await transaction(async (tx) => {
    for (let at = 0; at < 61; at++)
      await audit(tx, {
        organisationId,
        actorId: recruiter.userId,
        act: 'interviewer.assigned',
        subject: { type: 'application', id: applicationId },
        applicationId,
        detail: { user: anna.userId },
      })
  })
  const total = await db().auditEntry.count({ where: { organisationId, applicationId } })
  const html = await page(recruiter, paths.application(applicationId))
  expect(html).toMatch(new RegExp(`${total - 60} earlier entr(y is|ies are) not listed`))
})

test('imports before the last ten are counted', async () => {
  const { organisationId, recruiter } = panel
  const own = { organisationId, createdById: recruiter.userId, leaveOut: false, total: 1, takenLines: [] }
  await db().candidateImport.createMany({
    data: numbers(11).map(() => ({ ...own, state: 'cancelled' as const, finishedAt: now() })),
  })
  expect(await page(recruiter, paths.importCandidates())).toContain('1 earlier import is not listed.')
})

test('what more than twenty files said about a candidate is counted', async () => {
  const { organisationId, recruiter } = panel
  const { candidateId } = await makeApplication(recruiter, panel.job)
  const body = JSON.stringify({ source: 'Fair' })
  const { id: importId } = await db().candidateImport.create({
    data: {
      ...{ organisationId, createdById: recruiter.userId, leaveOut: false, total: 22, takenLines: [] },
      ...{ state: 'published', finishedAt: now() },
    },
  })
  await db().text.createMany({
    data: numbers(22).map(() => ({
      ...{
        organisationId,
        candidateId,
        authorId: recruiter.userId,
        kind: 'imported',
        importId,
        salt: 's',
        hash: 'h',
        body,
      },
    })),
  })
  expect(await page(recruiter, paths.candidate(candidateId))).toContain(
    '2 earlier imports of this candidate are not listed.',
  )
})

test('an interviewer with many interviews and scorecards is told how many are not listed', async () => {
  const { organisationId, recruiter, job } = panel
  const busy = await makeUser(organisationId, { name: 'Busy' })
  for (let at = 0; at < 32; at++) {
    const { id } = await makeApplication(recruiter, job)
    const loop = await makeLoop(recruiter, job, id, { debugging: [busy] })
    await submitLevels(busy, loop.interviews[0]!.scorecards[0]!.id, { diagnosis: 3 })
  }
  expect(await page(busy, paths.interviews())).toContain('2 earlier scorecards are not listed.')

  const inDays = (days: number) => new Date(now().getTime() + days * 86_400_000)
  for (const [many, days] of [[5, 3] as const, [8, -3] as const])
    for (let at = 0; at < many; at++) {
      const { id } = await makeApplication(recruiter, job)
      await makeLoop(recruiter, job, id, { debugging: [busy] }, inDays(days))
    }
  const html = await page(busy, paths.home())
  expect(html).toContain('1 further interview is not listed.')
  expect(html).toContain('2 further scorecards to write are not listed.')
})

test('an administrator is told of every invitation and of everybody at whose address sign-ins failed', async () => {
  const { organisationId } = panel
  await db().user.createMany({
    data: numbers(6).map((at) => ({
      ...{ organisationId, name: `Invited ${at}`, email: `invited-${at}@example.org` },
      ...{ timeZone: 'Europe/Berlin', state: 'invited' as const },
    })),
  })
  const home = await page(administrator, paths.home())
  expect(home).toContain('6 people invited and not yet joined')
  expect(home).toContain('Invited 0, Invited 1, Invited 2, Invited 3 and 2 more')

  for (let at = 0; at < 52; at++) {
    const email = `forgetful-${at}@example.org`
    await makeUser(organisationId, { email })
    await countFailure(signInCounters(email, '10.0.0.9'))
  }
  expect(await page(administrator, paths.people())).toContain('2 further people are not listed.')
})

test('sessions that the account does not list are counted, and it says how to end them', async () => {
  const { organisationId } = panel
  const { userId } = await makeUser(organisationId)
  const expiresAt = new Date(now().getTime() + 3_600_000)
  await db().session.createMany({
    data: numbers(103).map((at) => ({ organisationId, userId, tokenHash: `session-${at}`, expiresAt })),
  })
  const viewer = { ...administrator, userId }
  const html = await page(viewer, paths.account())
  expect(html).toContain('4 sessions that were used before these are not listed.')
})
