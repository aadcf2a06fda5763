import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import { brokenLink } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { startQueue } from '~/platform/queue.server'
import { jobHandlers } from '~/jobs/handlers'
import {
  confirmedImport,
  confirmUpload,
  countCandidates,
  fileOf,
  importText,
  previewText,
  runConfirmed,
  uploadText,
} from '../../../test/setup/imports'
import { staffedJob } from '../../../test/setup/panel'
import { statementsOf } from '../../../test/setup/statements'
import { readApplication } from '../application/read-application.server'
import { findUpload, storeUpload } from './uploads.server'
import { cancelImport, readImport, recentImports } from './read-imports.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeAll(async () => {
  panel = await staffedJob()
})

const asFile = (text: string) => ({ name: 'candidates.csv', bytes: new TextEncoder().encode(text) })

describe('a file that is too large to be parsed while others wait', () => {
  const MB = 1024 * 1024
  test.each([
    ['rows of one letter', 'a\n'],
    ['rows of one letter, ended as on old computers', 'a\r'],
  ])('is refused after a bounded number of %s', async (_, row) => {
    const text = `name${row.slice(-1)}${row.repeat(Math.floor(MB / row.length))}`
    expect(await storeUpload(panel.recruiter, asFile(text), null)).toMatchObject({
      ok: false,
      error: { code: 'TABLE_WRONG', message: expect.stringContaining('20,000') as string },
    })
  })

  test.each([
    ['a space', ' \n'],
    ['an empty cell', '""\n'],
  ])('with nothing but rows of %s is refused, and at once', async (_, row) => {
    const text = `name\n${row.repeat(MB)}`
    expect(await storeUpload(panel.recruiter, asFile(text), null)).toMatchObject({ ok: false })
  })

  test('is refused before its cells are counted one by one', async () => {
    expect(await storeUpload(panel.recruiter, asFile(`name${','.repeat(4 * MB - 10)}\nYara\n`), null)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/cells|columns/) as string },
    })
  })

  test('but blank lines and long cells are no rows', async () => {
    const cell = `"${'What was said.\n'.repeat(200)}"`
    const lines = Array.from({ length: 100 }, (_, at) => `Person ${at},${cell}`)
    const read = await previewText(panel.recruiter, `name,notes\n${lines.join('\n')}${'\n'.repeat(20_000)}`)
    expect(read.counts).toMatchObject({ new: 100, wrong: 0 })
  })
})

describe('an import', () => {
  const file = 'name,email\nChidi Eze,chidi@example.org\nMaria Silva,maria@\n"Haddad, Yara",yara@example.org\n'

  test('is looked at before anything is written', async () => {
    const { recruiter, organisationId } = panel
    const before = await countCandidates(organisationId)
    const preview = await previewText(recruiter, file)
    expect(preview.counts).toMatchObject({ new: 2, wrong: 1 })
    expect(preview.shown.find(({ kind }) => kind === 'wrong')).toMatchObject({ line: 3, column: 'email' })
    expect(await countCandidates(organisationId)).toBe(before)
  })

  test('with a wrong line writes nothing unless such lines may be left out, and once only', async () => {
    const { recruiter, organisationId, job } = panel
    const before = await countCandidates(organisationId)
    const uploadId = await uploadText(recruiter, file, job.id)
    const given = { skip: false, writeKey: 'import-of-three' }
    expect(await confirmUpload(recruiter, uploadId, given)).toMatchObject({ error: { code: 'LINES_WRONG' } })
    expect(await countCandidates(organisationId)).toBe(before)
    const skipping = { ...given, skip: true }
    const twice = await Promise.all([
      confirmUpload(recruiter, uploadId, skipping),
      confirmUpload(recruiter, uploadId, skipping),
    ])
    const ids = twice.map((one) => one.ok && one.value.importId)
    const id = Number(ids[0])
    expect(ids).toEqual([id, id])
    await Promise.all([runConfirmed(recruiter, id), runConfirmed(recruiter, id)])
    await runConfirmed(recruiter, id)
    expect(await confirmUpload(recruiter, uploadId, skipping)).toEqual({ ok: true, value: { importId: id } })
    expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 2, skipped: 1 } })
    expect(await countCandidates(organisationId)).toBe(before + 2)
    const yara = await db().candidate.findFirstOrThrow({
      where: { organisationId, email: 'yara@example.org' },
      include: { applications: true },
    })
    expect(yara).toMatchObject({ name: 'Haddad, Yara', applications: [{ jobId: job.id, state: 'open' }] })
  })

  test('into a job that takes no candidates leaves nothing behind', async () => {
    const { recruiter, organisationId } = panel
    const draft = await makeJob(recruiter, { state: 'draft' })
    const before = await countCandidates(organisationId)
    const given = { text: 'name\nAda\nGrace', jobId: draft.id, skip: false, writeKey: 'import-nowhere' }
    expect(await importText(recruiter, given)).toMatchObject({ error: { code: 'JOB_NOT_OPEN' } })
    expect(await countCandidates(organisationId)).toBe(before)
    expect(await db().candidateImport.count({ where: { organisationId, jobId: draft.id } })).toBe(0)
  })

  test('says that an address is known, and does not make the person twice', async () => {
    const { recruiter, organisationId } = panel
    await makeApplication(recruiter, panel.job, { email: 'known@example.org' })
    const text = 'name;email\nKnown;Known@example.org\n'
    const preview = await previewText(recruiter, text)
    expect(preview).toMatchObject({
      counts: { new: 0, known: 1 },
      shown: [{ line: 2, kind: 'known', choice: 'leave-out' }],
    })
    const given = { text, jobId: null, skip: false, writeKey: 'import-of-known' }
    expect(await importText(recruiter, given)).toMatchObject({ error: { code: 'NOTHING_TO_IMPORT' } })
    expect(await db().candidate.count({ where: { organisationId, email: 'known@example.org' } })).toBe(1)
  })

  test.each([
    ['an open quotation mark', 'name\n"Ada\nGrace', /^A quotation mark in line 2 .*\.$/],
    ['nothing but a header', 'name,email\n', /^There are no candidates below the header line\.$/],
    ['nothing', '   \n', /\.$/],
  ])('with %s says so in a sentence', async (_, text, words) => {
    const stored = await storeUpload(panel.recruiter, asFile(text), null)
    expect(stored.ok).toBe(false)
    if (!stored.ok) expect(stored.error.message).toMatch(words)
  })

  test('is one audit entry, and the trail of each application begins with it', async () => {
    const { recruiter, organisationId, job } = panel
    const entries = () => db().auditEntry.count({ where: { organisationId } })
    const before = await entries()
    const id = await confirmedImport(recruiter, { text: fileOf(250), jobId: job.id })
    await runConfirmed(recruiter, id)
    expect(await entries()).toBe(before + 1)
    expect(await brokenLink(db(), organisationId)).toBeNull()
    const made = await db().application.findFirstOrThrow({ where: { organisationId, importId: id } })
    const read = await readApplication(recruiter, made.id)
    const lines = [{ what: 'Application opened by an import', who: recruiter.name }]
    expect(read).toMatchObject({ value: { trail: { lines } } })
  })

  test('takes a number of statements that grows by a step for each hundred lines, not for each line', async () => {
    const { recruiter, job } = panel
    const statements = async (lines: number) => {
      const id = await confirmedImport(recruiter, { text: fileOf(lines), jobId: job.id })
      return (await statementsOf(() => runConfirmed(recruiter, id))).statements.length
    }
    const [few, many] = [await statements(100), await statements(1_100)]
    expect(many - few).toBe(10)
  })
})

test('an import is its author’s: nobody else reads or cancels it', async () => {
  const { recruiter, organisationId } = panel
  const colleague = await makeUser(organisationId, { roles: ['recruiter'] })
  const stranger = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  const id = await confirmedImport(recruiter)
  for (const other of [colleague, stranger]) {
    expect(await readImport(other, id)).toMatchObject({ error: { code: 'IMPORT_NOT_FOUND' } })
    expect(await cancelImport(other, id)).toMatchObject({ error: { code: 'IMPORT_NOT_FOUND' } })
    expect(await recentImports(other)).toEqual({ imports: [], more: 0 })
  }
  expect((await recentImports(recruiter)).imports[0]).toMatchObject({ id, state: 'waiting' })
})

test('the queue brings a confirmed import to its end', async () => {
  const { recruiter } = await staffedJob()
  const id = await confirmedImport(recruiter, { text: fileOf(250) })
  const queue = startQueue(jobHandlers, { pollMs: 20 })
  try {
    await queue.drain()
  } finally {
    await queue.stop()
  }
  expect(await readImport(recruiter, id)).toMatchObject({ value: { state: 'published', imported: 250 } })
})

describe('two names with one address', () => {
  const text = 'Name,Email\nAda Lovelace,jobs@agency-two.example\nBob Bo,jobs@agency-two.example'

  test('are one candidate and a question', async () => {
    const preview = await previewText(panel.recruiter, text)
    expect(preview.counts).toMatchObject({ new: 1, shares: 1, wrong: 0 })
    expect(preview.people).toBe(1)
    expect(preview.shown[1]).toMatchObject({ kind: 'shares', choice: 'leave-out', shares: { line: 2 } })
  })

  test('are two candidates where they are kept apart', async () => {
    const { organisationId } = panel.recruiter
    const before = await countCandidates(organisationId)
    const id = await confirmedImport(panel.recruiter, { text, lines: { 3: 'apart' } })
    await runConfirmed(panel.recruiter, id)
    expect(await countCandidates(organisationId)).toBe(before + 2)
    const bob = await db().candidate.findFirst({ where: { organisationId, name: 'Bob Bo' } })
    expect(bob?.email).toBe('jobs@agency-two.example')
  })
})

test('a file without a header loses nobody', async () => {
  const text =
    'Ada No-Header,ada@no-header.example,+44 20 7946 0958\nBob No-Header,bob@no-header.example,+44 20 7946 0959'
  const preview = await previewText(panel.recruiter, text)
  expect(preview.shown.map(({ cells }) => cells)).toMatchObject([
    { name: 'Ada No-Header', email: 'ada@no-header.example', phone: '+44 20 7946 0958' },
    { name: 'Bob No-Header', email: 'bob@no-header.example' },
  ])
  const found = await findUpload(panel.recruiter, await uploadText(panel.recruiter, text))
  expect(found.ok && found.value.table.notes).toContainEqual(
    expect.stringMatching(/^Line 1 looks like a candidate \(“ada@no-header\.example”\)/),
  )
})

test('the footer of a report is told and left out', async () => {
  const text = 'Name,Email\nAda Footer,ada@footer.example\n\nGrand Totals (1 record),\nGenerated By: Bob Bo,'
  const { counts, shown } = await previewText(panel.recruiter, text)
  expect(counts).toMatchObject({ new: 1, wrong: 2 })
  expect(shown[1]).toMatchObject({ line: 4, kind: 'wrong', problem: expect.stringContaining('footer') as string })
})
