import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeOrganisation, makeUser } from '~/demo/factories'
import { withdraw } from '~/demo/submit-levels'
import { EXPORT_NAMES, EXPORTS } from '~/domain/export/exports'
import type { Viewer } from '~/domain/policy/policy'
import { brokenLink, linkHash } from '~/platform/audit.server'
import { db } from '~/platform/db.server'
import { readTable } from '~/tables'
import { runImport } from '~/services/candidate-import/run-import.server'
import { storeUpload } from '~/services/candidate-import/uploads.server'
import { addCandidate } from '~/services/candidate/candidates.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { eraseSubject } from '~/services/erasure/erase-subject.sql.server'
import { confirmUpload } from '../../../test/setup/imports'
import { downloaded, worldToExport } from '../../../test/setup/exports'
import { judgedApplication } from '../../../test/setup/panel'
import { exportTable } from './export-table.server'

let world: Awaited<ReturnType<typeof worldToExport>>
let panel: (typeof world)['panel']
let administrator: Viewer

beforeAll(async () => {
  world = await worldToExport()
  ;({ panel, administrator } = world)
}, 120_000)

test.each(EXPORT_NAMES)(
  '%s has the columns that its description lists, and a second sheet that explains them',
  async (name) => {
    const columns = EXPORTS[name].columns.map((column) => column.name)
    const csv = await downloaded(administrator, name)
    expect(csv.header).toEqual(columns)
    expect(csv.rows.length).toBeGreaterThan(0)
    expect(csv.fileName).toMatch(new RegExp(`^assay-${name}-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
    const xlsx = await downloaded(administrator, name, { format: 'xlsx' })
    expect(xlsx.header).toEqual(columns)
    // The audit log has the download of the first file as well.
    expect(xlsx.rows).toHaveLength(csv.rows.length + (name === 'audit' ? 1 : 0))
    const explained = await readTable({ name: xlsx.fileName, bytes: xlsx.bytes }, { sheet: 'Columns' })
    expect(explained.rows.map(({ cells }) => cells.slice(1))).toEqual(
      EXPORTS[name].columns.map((column) => [column.name, column.note]),
    )
  },
)

describe('candidates', () => {
  test('are those of the list, under the same filters, and can be read in again', async () => {
    const { recruiter, job } = panel
    const add = (name: string, email: string, phone: string | null) =>
      addCandidate(recruiter, { name, email, phone, jobId: job.id, writeKey: `export-${email}` })
    for (const [name, email] of [
      ['=HYPERLINK("x")', 'formula@example.org'],
      ['Müller; "Zoë", Ŵ', 'mueller@example.org'],
      ['-Dash & @ At', 'dash@example.org'],
    ] as const)
      expect(await add(name, email, '+49 30 1234')).toMatchObject({ ok: true })
    const found = await downloaded(recruiter, 'candidates', { q: 'formula@' })
    expect(found.rows).toMatchObject([
      { name: '=HYPERLINK("x")', email: 'formula@example.org', phone: '+49 30 1234', open_applications: '1' },
    ])
    expect(found.text).toContain(`"'=HYPERLINK(""x"")"`)
    expect(found.text).toContain("'+49 30 1234")
    const all = await downloaded(recruiter, 'candidates')
    expect((await downloaded(recruiter, 'candidates', { state: 'none' })).rows).toEqual([])
    const stored = await db().candidate.findMany({
      where: { organisationId: recruiter.organisationId, applications: { some: { jobId: job.id } } },
      orderBy: { id: 'asc' },
    })
    const people = (rows: { name: string | null; email: string | null; phone: string | null }[]) =>
      rows.map(({ name, email, phone }) => [name, email ?? '', phone ?? ''])
    expect(people(all.rows as never)).toEqual(people(stored))
  })

  test.each(['csv', 'xlsx'] as const)(
    'are imported again from their own file as the same people, %s',
    async (format) => {
      const { recruiter } = panel
      const file = await downloaded(recruiter, 'candidates', { format })
      const elsewhere = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
      const stored = await storeUpload(elsewhere, { name: file.fileName, bytes: file.bytes }, null)
      if (!stored.ok) throw new Error(stored.error.message)
      const confirmed = await confirmUpload(elsewhere, stored.value.uploadId, {
        skip: true,
        writeKey: 'again-from-file',
      })
      if (!confirmed.ok) throw new Error(confirmed.error.code)
      await runImport({ organisationId: elsewhere.organisationId, id: confirmed.value.importId })
      const again = await downloaded(elsewhere, 'candidates', { format })
      const people = (rows: Record<string, string>[]) =>
        rows
          // The import takes no formula for a name.
          .filter(({ name }) => name && !name.startsWith('='))
          .map(({ name, email, phone }) => [name, email, phone].join('\n'))
          .sort()
      expect(people(again.rows)).toEqual(people(file.rows))
      expect(again.rows.map(({ name }) => name)).toContain('-Dash & @ At')
    },
  )

  test('merged records are one row, and who was erased has no name', async () => {
    const { recruiter, job, organisationId } = panel
    const [kept, other] = [
      await makeApplication(recruiter, job, { name: 'Kept' }),
      await makeApplication(recruiter, job, { name: 'Other' }),
    ]
    expect(
      await mergeCandidates(administrator, { keepId: kept.candidateId, otherId: other.candidateId }),
    ).toMatchObject({ ok: true })
    const gone = await makeApplication(recruiter, job, { name: 'Gone', email: 'gone@example.org' })
    expect(await eraseSubject(administrator, { type: 'candidate', id: gone.candidateId }, 'asked')).toMatchObject({
      ok: true,
    })
    const { rows, text } = await downloaded(recruiter, 'candidates')
    expect(rows.find(({ name }) => name === 'Kept')).toMatchObject({
      merged_ids: String(other.candidateId),
      open_applications: '2',
    })
    expect(rows.some(({ name }) => name === 'Other')).toBe(false)
    expect(rows.find((one) => one.candidate_id === String(gone.candidateId))).toMatchObject({
      name: '',
      email: '',
      erased: expect.stringMatching(/^20/),
    })
    expect(text).not.toContain('gone@example.org')
    expect(await db().candidate.count({ where: { organisationId, mergedIntoId: kept.candidateId } })).toBe(1)
  })
})

test('applications carry state, score and decision', async () => {
  const { rows } = await downloaded(panel.recruiter, 'applications', { job: panel.job.id })
  const row = rows.find((one) => one.application_id === String(world.judged.id))
  expect(row).toMatchObject({
    state: 'open',
    interviews: '1',
    scorecards_due: '0',
    scorecards_submitted: '2',
    packets: '1',
    decision: 'hire',
    withheld: '',
  })
  expect(Number(row!.score)).toBeGreaterThan(1)
  expect(Number(row!.score_lower)).toBeLessThanOrEqual(Number(row!.score))
})

test('scorecards are one row per rating, of the version that counts; a withdrawn one is left out', async () => {
  const { recruiter, job, anna, ben, cleo } = panel
  const { id, cards } = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 1, 'right-sizing': 2 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': 4 } },
    { by: cleo, levels: {} },
  ])
  await withdraw(ben, cards[1]!.id, 1)
  const rows = (await downloaded(recruiter, 'scorecards')).rows.filter(({ application }) => application === String(id))
  expect(
    rows.map(({ interviewer_name, criterion, score, counts }) => [interviewer_name, criterion, score, counts]),
  ).toEqual([
    ['Anna Berg', 'ml-engineer/diagnosis', '1', 'TRUE'],
    ['Anna Berg', 'ml-engineer/right-sizing', '2', 'TRUE'],
  ])
  expect(rows[0]).toMatchObject({
    scorecard: String(cards[0]!.id),
    recommendation: 'yes',
    evidence: expect.stringContaining('earned 1 on diagnosis'),
  })
  const first = (await downloaded(recruiter, 'scorecards')).rows.filter(
    ({ application }) => application === String(world.judged.id),
  )
  expect(first.map(({ score }) => score)).toEqual(['3', '', '2', '4'])
})

test('decisions carry reason, votes and the run that they cite', async () => {
  const { rows, text } = await downloaded(panel.recruiter, 'decisions')
  expect(rows).toMatchObject([
    {
      application_id: String(world.judged.id),
      packet: '1',
      decision: '1',
      in_force: 'TRUE',
      outcome: 'hire',
      decided_by: 'Vera Lang',
      reason: '@Both rounds agree.',
      votes_hire: '2',
      votes_no_hire: '0',
    },
  ])
  expect(Number(rows[0]!.run)).toBeGreaterThan(0)
  expect(text).toContain("'@Both rounds agree.")
  expect(text).not.toContain('Strong')
})

test('the audit log is whole, in order, and its hashes can be checked', async () => {
  const { organisationId } = panel
  expect(await brokenLink(db(), organisationId)).toBeNull()
  const { rows } = await downloaded(administrator, 'audit')
  const entries = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { number: 'asc' } })
  // Its own download is written after the rows were read.
  expect(rows.map(({ number, hash, previous_hash }) => [number, hash, previous_hash])).toEqual(
    entries.slice(0, -1).map(({ number, hash, previousHash }) => [String(number), hash, previousHash]),
  )
  const { id: _, number: __, hash, ...link } = entries[0]!
  expect(linkHash(link)).toBe(hash)
})

describe('a download', () => {
  test('is an entry of the audit log that says what and in which form, without a number of rows', async () => {
    const { organisationId, recruiter, job } = panel
    await downloaded(recruiter, 'scorecards', { format: 'xlsx', job: job.id })
    const [last] = await db().auditEntry.findMany({ where: { organisationId }, orderBy: { number: 'desc' }, take: 1 })
    expect(last).toMatchObject({ act: 'export.downloaded', actorId: recruiter.userId, subjectType: 'organisation' })
    expect(JSON.parse(last!.detail)).toEqual({ export: 'scorecards', format: 'xlsx', job: job.id })
  })

  test('of a job that the viewer may not know of, or of one in the audit log, is not found, and writes nothing', async () => {
    const { organisationId, recruiter } = panel
    const before = await db().auditEntry.count({ where: { organisationId } })
    const ask = (viewer: Viewer, name: (typeof EXPORT_NAMES)[number], job: number) =>
      exportTable(viewer, name, { format: 'csv', job, q: '', state: 'all' })
    const missing = { ok: false, error: { code: 'JOB_NOT_FOUND' } }
    for (const name of ['candidates', 'applications', 'scorecards', 'decisions'] as const)
      expect(await ask(recruiter, name, world.secret.job)).toEqual(missing)
    expect(await ask(administrator, 'audit', panel.job.id)).toEqual(missing)
    expect(await db().auditEntry.count({ where: { organisationId } })).toBe(before)
  })

  test('of too many rows for a workbook is refused in a sentence', async () => {
    const request = { format: 'xlsx', job: null, q: '', state: 'all' } as const
    expect(await exportTable(administrator, 'audit', request, { mostRows: 3 })).toMatchObject({
      error: { code: 'EXPORT_TOO_LARGE', message: expect.stringContaining('more than 3 rows') },
    })
  })
})
