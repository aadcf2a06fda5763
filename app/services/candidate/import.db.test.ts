import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { brokenLink } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { startQueue } from '~/platform/queue.server'
import { jobHandlers } from '~/jobs/handlers'
import { staffedJob } from '../../../test/setup/panel'
import { statementsOf } from '../../../test/setup/statements'
import { readApplication } from '../application/read-application.server'
import { readDesk } from '../desk/read-desk.server'
import { readJob, listJobs } from '../job/read-jobs.server'
import { addCandidate } from './candidates.server'
import { importCandidates, previewImport } from './import-candidates.server'
import { listCandidates, readCandidate } from './read-candidates.server'
import { cancelImport, readImport, recentImports } from './read-imports.server'
import { giveUpImport, runImport } from './run-import.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const asked = { search: '', jobId: null, state: 'all', after: null } as const
const count = (organisationId: number) => db().candidate.count({ where: { organisationId } })

/** Rows that are there whether readers see them or not. */
const rowsOf = async (importId: number) => {
  const [row] = await db().$queryRaw<{ candidates: number; applications: number }[]>`
    SELECT (SELECT count(*)::int FROM "Candidate" WHERE "importId" = ${importId}::int) AS candidates,
      (SELECT count(*)::int FROM "Application" WHERE "importId" = ${importId}::int) AS applications`
  return row!
}

describe('a file that is too large to be parsed while others wait', () => {
  const MB = 1024 * 1024
  test.each([
    ['rows of one letter', 'a\n'],
    ['rows of one letter, ended as on old computers', 'a\r'],
    ['rows of a space', ' \n'],
    ['rows of an empty cell', '""\n'],
  ])('is refused after a bounded number of %s', async (_, row) => {
    const text = `name${row.slice(-1)}${row.repeat(Math.floor(MB / row.length))}`
    expect(await previewImport(panel.recruiter, text)).toMatchObject({
      ok: false,
      error: { message: 'The file has more than 8,000 rows; import at most 2,000 candidates at a time.' },
    })
  })

  test('is refused before its cells are counted one by one', async () => {
    expect(await previewImport(panel.recruiter, `name${','.repeat(4 * MB - 10)}\nYara\n`)).toMatchObject({
      ok: false,
      error: { message: 'The file has more than 200,000 cells; keep the columns for name, e-mail and phone only.' },
    })
  })

  test('but blank lines and long cells are no rows', async () => {
    const cell = `"${'What was said.\n'.repeat(200)}"`
    const lines = Array.from({ length: 100 }, (_, at) => `Person ${at},${cell}`)
    const read = await previewImport(panel.recruiter, `name,notes\n${lines.join('\n')}${'\n'.repeat(20_000)}`)
    expect(read).toMatchObject({ ok: true, value: { sound: 100, wrong: 0 } })
  })
})

let files = 0
/** A file of people whom nobody knows yet. */
const fileOf = (lines: number) => {
  const file = ++files
  return ['name,email', ...Array.from({ length: lines }, (_, at) => `Person ${at},f${file}-${at}@example.org`)].join(
    '\n',
  )
}

type Given = Partial<Parameters<typeof importCandidates>[1]>

async function confirmed(viewer: Viewer, given: Given = {}): Promise<number> {
  const text = given.text ?? fileOf(3)
  const done = await importCandidates(viewer, {
    jobId: null,
    skip: false,
    writeKey: `key-${++files}-of-test`,
    ...given,
    text,
  })
  if (!done.ok) throw new Error(done.error.code)
  return done.value.importId
}

const run = (viewer: Viewer, id: number, signal?: AbortSignal) =>
  runImport({ organisationId: viewer.organisationId, id }, { signal })

/** Writes this many pieces of a hundred lines and is then stopped, as by a server that stops. */
async function runPieces(viewer: Viewer, id: number, pieces: number) {
  const stop = new AbortController()
  let asked = 0
  const signal = Object.assign(stop.signal, {
    throwIfAborted: () => {
      // Asked twice after each piece (`pace`).
      if (++asked === 2 * pieces - 1) throw new Error('stopped by the test')
    },
  })
  await expect(run(viewer, id, signal)).rejects.toThrow('stopped by the test')
}

describe('an import', () => {
  const file = 'name,email\nChidi Eze,chidi@example.org\nMaria Silva,maria@\n"Haddad, Yara",yara@example.org\n'

  test('is looked at before anything is written', async () => {
    const { recruiter, organisationId } = panel
    const before = await count(organisationId)
    const preview = await previewImport(recruiter, file)
    expect(preview).toMatchObject({ ok: true, value: { sound: 2, wrong: 1 } })
    expect(preview.ok && preview.value.shown.find(({ ok }) => !ok)).toMatchObject({ line: 3, column: 'email' })
    expect(await count(organisationId)).toBe(before)
  })

  test('with a wrong line writes nothing unless such lines may be left out, and once only', async () => {
    const { recruiter, organisationId, job } = panel
    const before = await count(organisationId)
    const given = { text: file, jobId: job.id, skip: false, writeKey: 'import-of-three' }
    expect(await importCandidates(recruiter, given)).toMatchObject({ error: { code: 'LINES_WRONG' } })
    expect(await count(organisationId)).toBe(before)
    const skipping = { ...given, skip: true }
    const twice = await Promise.all([importCandidates(recruiter, skipping), importCandidates(recruiter, skipping)])
    const id = await confirmed(recruiter, skipping)
    expect(twice.map((one) => one.ok && one.value.importId)).toEqual([id, id])
    await Promise.all([run(recruiter, id), run(recruiter, id)])
    await run(recruiter, id)
    expect(await confirmed(recruiter, skipping)).toBe(id)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 2 } })
    expect(await count(organisationId)).toBe(before + 2)
    const yara = await db().candidate.findFirstOrThrow({
      where: { organisationId, email: 'yara@example.org' },
      include: { applications: true },
    })
    expect(yara).toMatchObject({ name: 'Haddad, Yara', applications: [{ jobId: job.id, state: 'open' }] })
  })

  test('into a job that takes no candidates leaves nothing behind', async () => {
    const { recruiter, organisationId } = panel
    const draft = await makeJob(recruiter, { state: 'draft' })
    const before = await count(organisationId)
    const given = { text: 'name\nAda\nGrace', jobId: draft.id, skip: false, writeKey: 'import-nowhere' }
    expect(await importCandidates(recruiter, given)).toMatchObject({ error: { code: 'JOB_NOT_OPEN' } })
    expect(await count(organisationId)).toBe(before)
    expect(await db().candidateImport.count({ where: { organisationId, jobId: draft.id } })).toBe(0)
  })

  test('says that an address is known, and does not make the person twice', async () => {
    const { recruiter } = panel
    await makeApplication(recruiter, panel.job, { email: 'known@example.org' })
    const preview = await previewImport(recruiter, 'name;email\nKnown;Known@example.org\n')
    expect(preview).toMatchObject({ value: { sound: 0, wrong: 1, shown: [{ line: 2, column: 'email' }] } })
  })

  test.each([
    ['an open quotation mark', 'name\n"Ada\nGrace', /line|Line/],
    ['another encoding', 'name\nJos\uFFFD', /UTF-8/],
  ])('with %s says so in a sentence', async (_, text, words) => {
    const preview = await previewImport(panel.recruiter, text)
    expect(preview.ok).toBe(false)
    if (!preview.ok) expect(preview.error.message).toMatch(words)
  })

  test('is one audit entry, and the trail of each application begins with it', async () => {
    const { recruiter, organisationId, job } = panel
    const entries = () => db().auditEntry.count({ where: { organisationId } })
    const before = await entries()
    const id = await confirmed(recruiter, { text: fileOf(250), jobId: job.id })
    await run(recruiter, id)
    expect(await entries()).toBe(before + 1)
    expect(await brokenLink(db(), organisationId)).toBeNull()
    const made = await db().application.findFirstOrThrow({ where: { organisationId, importId: id } })
    const read = await readApplication(recruiter, made.id)
    expect(read).toMatchObject({ value: { trail: [{ what: 'Application opened by an import', who: recruiter.name }] } })
  })

  test('takes a number of statements that grows by a step for each hundred lines, not for each line', async () => {
    const { recruiter, job } = panel
    const statements = async (lines: number) => {
      const id = await confirmed(recruiter, { text: fileOf(lines), jobId: job.id })
      return (await statementsOf(() => run(recruiter, id))).statements.length
    }
    const [few, many] = [await statements(100), await statements(1_100)]
    expect(many - few).toBe(10)
  })
})

describe('until it is published', () => {
  /** What somebody with these rights reads anywhere that counts or lists candidates or applications. */
  const everything = async (viewer: Viewer, jobId: number) => [
    await listCandidates(viewer, asked),
    await listCandidates(viewer, { ...asked, state: 'open' }),
    await listCandidates(viewer, { ...asked, search: 'Person' }),
    await listCandidates(viewer, { ...asked, jobId }),
    await readDesk(viewer, null),
    await listJobs(viewer),
    await readJob(viewer, jobId),
  ]

  test('nobody sees any of its rows, and then everybody sees all of them', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    await makeApplication(recruiter, job)
    const administrator = await makeUser(organisationId, { roles: ['administrator'] })
    const before = [await everything(recruiter, job.id), await everything(administrator, job.id)]
    const id = await confirmed(recruiter, { text: fileOf(350), jobId: job.id })
    await runPieces(recruiter, id, 2)
    const rows = await rowsOf(id)
    expect(rows).toEqual({ candidates: 200, applications: 200 })
    expect([await everything(recruiter, job.id), await everything(administrator, job.id)]).toEqual(before)
    const [hidden] = await db().$queryRaw<{ candidate: number; application: number }[]>`
      SELECT a."candidateId" AS candidate, a.id AS application FROM "Application" a WHERE a."importId" = ${id}::int LIMIT 1`
    for (const viewer of [recruiter, administrator]) {
      expect(await readCandidate(viewer, hidden!.candidate)).toMatchObject({ error: { code: 'CANDIDATE_NOT_FOUND' } })
      expect(await readApplication(viewer, hidden!.application)).toMatchObject({
        error: { code: 'APPLICATION_NOT_FOUND' },
      })
    }
    await run(recruiter, id)
    expect((await listCandidates(administrator, asked)).total).toBe(351)
    expect((await listCandidates(administrator, { ...asked, jobId: job.id, state: 'open' })).total).toBe(351)
    expect(await readCandidate(administrator, hidden!.candidate)).toMatchObject({ ok: true })
  })

  test('a run that was stopped goes on where it ended, and no line is written twice', async () => {
    const { recruiter, organisationId } = await staffedJob()
    const id = await confirmed(recruiter, { text: fileOf(450) })
    await runPieces(recruiter, id, 1)
    expect(await rowsOf(id)).toEqual({ candidates: 100, applications: 0 })
    await run(recruiter, id)
    expect(await count(organisationId)).toBe(450)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', staged: 450, imported: 450 } })
  })

  test('it can be cancelled, and what was written is cleared away', async () => {
    const { recruiter, organisationId, job } = await staffedJob()
    const id = await confirmed(recruiter, { text: fileOf(250), jobId: job.id })
    await runPieces(recruiter, id, 1)
    expect(await cancelImport(recruiter, id)).toMatchObject({ ok: true })
    await run(recruiter, id)
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'cancelled', imported: 0 } })
    expect(await cancelImport(recruiter, id)).toMatchObject({ error: { code: 'IMPORT_ENDED_CONFLICT' } })
    const one = await db().candidateImport.findFirstOrThrow({ where: { organisationId, id } })
    expect(one.content).toBeNull()
  })

  test('a published one can neither be cancelled nor hidden again', async () => {
    const { recruiter, organisationId } = panel
    const id = await confirmed(recruiter)
    await run(recruiter, id)
    expect(await cancelImport(recruiter, id)).toMatchObject({ error: { code: 'IMPORT_ENDED_CONFLICT' } })
    const where = { organisationId, id }
    await expect(
      db().candidateImport.updateMany({ where, data: { state: 'waiting', content: '[]', finishedAt: null } }),
    ).rejects.toThrow()
    await giveUpImport({ organisationId, id })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 3 } })
  })

  test('one that the server cannot finish ends, says so and leaves nothing', async () => {
    const { recruiter, organisationId } = await staffedJob()
    const id = await confirmed(recruiter, { text: fileOf(250) })
    await runPieces(recruiter, id, 1)
    await giveUpImport({ organisationId, id })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'INTERNAL' } })
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
  })
})

describe('what changes while it waits', () => {
  let place: Awaited<ReturnType<typeof staffedJob>>
  beforeEach(async () => {
    place = await staffedJob()
  })
  const add = (email: string, writeKey = `add-${email}`) =>
    addCandidate(place.recruiter, { name: 'Sooner', email, phone: null, jobId: null, writeKey })

  test('an address that somebody adds meanwhile stops it, with all lines', async () => {
    const { recruiter, organisationId } = place
    const id = await confirmed(recruiter, { text: 'name,email\nAda,ada@example.org\nGrace,grace@example.org' })
    expect(await add('grace@example.org')).toMatchObject({ ok: true })
    await run(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'ADDRESSES_TAKEN' } })
    expect(await count(organisationId)).toBe(1)
    expect(await rowsOf(id)).toEqual({ candidates: 0, applications: 0 })
  })

  test('or is left out and named, where lines may be left out', async () => {
    const { recruiter, organisationId, job } = place
    const text = 'name,email\nAda,ada@example.org\nGrace,grace@example.org\nNobody,nobody@'
    const id = await confirmed(recruiter, { text, skip: true, jobId: job.id })
    expect(await add('grace@example.org')).toMatchObject({ ok: true })
    await run(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({
      value: { state: 'published', imported: 1, takenLines: [3] },
    })
    expect(await count(organisationId)).toBe(2)
    expect(await rowsOf(id)).toEqual({ candidates: 1, applications: 1 })
  })

  test('two imports of one file at the same moment make each person once', async () => {
    const { recruiter, organisationId } = place
    const other = await makeUser(organisationId, { roles: ['recruiter'] })
    const text = fileOf(150)
    const [first, second] = [await confirmed(recruiter, { text }), await confirmed(other, { text })]
    await Promise.all([run(recruiter, first), run(other, second)])
    expect(await count(organisationId)).toBe(150)
    const states = [await readImport(recruiter, first), await readImport(other, second)]
    expect(states.map((one) => one.ok && one.value.state).sort()).toEqual(['failed', 'published'])
  })

  test('the job stops taking candidates', async () => {
    const { recruiter, organisationId, job } = place
    const id = await confirmed(recruiter, { jobId: job.id })
    await db().job.updateMany({ where: { organisationId, id: job.id }, data: { state: 'closed' } })
    await run(recruiter, id)
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'failed', failure: 'JOB_NOT_OPEN' } })
    expect(await count(organisationId)).toBe(0)
  })

  test('its author loses the role', async () => {
    const { recruiter, organisationId } = place
    const id = await confirmed(recruiter)
    const where = { organisationId, userId: recruiter.userId }
    await db().grant.updateMany({ where, data: { revokedAt: new Date() } })
    await run(recruiter, id)
    expect(await db().candidateImport.findFirst({ where: { organisationId, id } })).toMatchObject({
      state: 'failed',
      failure: 'FORBIDDEN',
    })
    expect(await count(organisationId)).toBe(0)
  })
})

test('an import is its author’s: nobody else reads or cancels it', async () => {
  const { recruiter, organisationId } = panel
  const colleague = await makeUser(organisationId, { roles: ['recruiter'] })
  const stranger = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  const id = await confirmed(recruiter)
  for (const other of [colleague, stranger]) {
    expect(await readImport(other, id)).toMatchObject({ error: { code: 'IMPORT_NOT_FOUND' } })
    expect(await cancelImport(other, id)).toMatchObject({ error: { code: 'IMPORT_NOT_FOUND' } })
    expect(await recentImports(other)).toEqual([])
  }
  expect((await recentImports(recruiter))[0]).toMatchObject({ id, state: 'waiting' })
})

test('the queue brings a confirmed import to its end', async () => {
  const { recruiter } = await staffedJob()
  const id = await confirmed(recruiter, { text: fileOf(250) })
  const queue = startQueue(jobHandlers, { pollMs: 20 })
  try {
    await queue.drain()
  } finally {
    await queue.stop()
  }
  expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 250 } })
})
