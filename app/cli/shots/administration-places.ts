import type { Page } from 'playwright-core'
import { emailOf } from '~/demo/people'
import { detailsBody, IMPORTED_FORMAT } from '~/domain/candidate-import/details'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { textHash } from '~/platform/text.server'
import { verifyNewEntries } from '~/services/audit/verify-audit.server'
import { markDistinct } from '~/services/candidate/distinct-candidates.server'
import { mergeCandidates } from '~/services/candidate/merge-candidates.server'
import { ADMINISTRATOR, RECRUITER, type Place } from './place'

/** Imports in every state, possible duplicates and merges, and the audit list with its chain whole and broken. */
export async function administrationPlaces(organisationId: number): Promise<Place[]> {
  return [
    ...(await importPlaces(organisationId)),
    ...(await mergePlaces(organisationId)),
    ...auditPlaces(organisationId),
    { name: 'exports', as: ADMINISTRATOR, path: paths.exports() },
    { name: 'exports-filtered', as: RECRUITER, path: paths.exports({ q: 'an', state: 'open' }), act: openColumns },
  ]
}

/** The columns of the first export, unfolded. */
const openColumns = (page: Page) => page.locator('summary').filter({ hasText: 'columns' }).first().click()

const userOf = (organisationId: number, name: string) =>
  db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(name) } })

/** Rows as the queue would leave them, without a job that would go on with them. */
async function importPlaces(organisationId: number): Promise<Place[]> {
  const { id: createdById } = await userOf(organisationId, RECRUITER)
  const job = await db().job.findFirstOrThrow({ where: { organisationId, state: 'open' }, orderBy: { id: 'asc' } })
  const finishedAt = new Date()
  const common = { organisationId, createdById, jobId: job.id, leaveOut: true, total: 1_840 }
  const rows = {
    'import-waiting': { state: 'waiting', content: '[]' },
    'import-running': { state: 'waiting', content: '[]', staged: 700 },
    'import-done': { state: 'published', staged: 1_840, imported: 1_838, merged: 2, skipped: 12, takenLines: [31, 977], finishedAt },
    'import-undone': { state: 'undone', staged: 1_840, imported: 1_838, finishedAt, undoneAt: finishedAt },
    'import-cancelled': { state: 'cancelled', staged: 700, finishedAt },
    'import-failed': { state: 'failed', staged: 1_840, failure: 'ADDRESSES_TAKEN', finishedAt },
  } as const
  const places: Place[] = []
  let doneId: number | null = null
  for (const [name, row] of Object.entries(rows)) {
    const takenLines = 'takenLines' in row ? [...row.takenLines] : []
    const { id } = await db().candidateImport.create({ data: { ...common, ...row, takenLines }, select: { id: true } })
    if (name === 'import-done') doneId = id
    places.push({ name, as: RECRUITER, path: paths.candidateImport(id) })
  }
  return [
    ...places,
    await importedPlace(common.organisationId, createdById, mustExist(doneId, 'finished import')),
    { name: 'import-undo-refused', as: RECRUITER, path: paths.candidateImport(mustExist(doneId, 'finished import')), act: refuseUndo },
    { name: 'candidates-import-recent', as: RECRUITER, path: paths.importCandidates() },
  ]
}

/** A candidate with what the file said of them, and with work that keeps the import from being undone. */
async function importedPlace(organisationId: number, createdById: number, importId: number): Promise<Place> {
  const { id } = await db().candidate.create({
    data: { organisationId, createdById, name: 'Ingeborg Nordahl', email: 'ingeborg@example.org', importId, importLine: 2 },
    select: { id: true },
  })
  const body = mustExist(
    detailsBody({
      emails: ['ingeborg.nordahl@mail.example.net'],
      phones: ['+47 22 00 00 00'],
      source: 'Referral',
      tags: ['nlp', 'remote', 'speaks Norwegian'],
      notes: ['Met at a fair.\nWants to move in spring, with a notice period of three months.'],
      applications: [{ job: 'Research scientist', stage: 'Application review' }],
    }),
    'details of the candidate',
  )
  const salt = 'a salt of the pictures'
  const hash = textHash(salt, body, IMPORTED_FORMAT)
  const about = { organisationId, candidateId: id, authorId: createdById, importId }
  await db().text.create({ data: { ...about, kind: 'imported', format: IMPORTED_FORMAT, salt, body, hash } })
  const application = await db().application.findFirstOrThrow({ where: { organisationId }, select: { jobId: true } })
  await db().application.create({ data: { organisationId, candidateId: id, jobId: application.jobId, createdById } })
  return { name: 'candidate-imported', as: RECRUITER, path: paths.candidate(id) }
}

const refuseUndo = async (page: Page) => {
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByRole('alert').waitFor()
}

async function mergePlaces(organisationId: number): Promise<Place[]> {
  const { id: createdById, timeZone } = await userOf(organisationId, ADMINISTRATOR)
  const grants = [{ role: 'administrator' as const, jobId: null }]
  const viewer = { organisationId, userId: createdById, name: ADMINISTRATOR, timeZone, grants }
  const person = async (name: string, email: string, phone: string | null = null) =>
    (await db().candidate.create({ data: { organisationId, createdById, name, email, phone } })).id
  const email = 'maximiliane.brandenburg-hohenstein@mail.example.org'
  const first = await person('Maximiliane Brandenburg-Hohenstein', email, '+49 30 901820')
  const second = await person('Maxi Brandenburg', email)
  const kept = await person('Noor Haddad', 'noor@example.org')
  const other = await person('Noor al-Haddad', 'noor@example.org')
  const merged = await mergeCandidates(viewer, { keepId: kept, otherId: other })
  if (!merged.ok) throw new Error(merged.error.code)
  const [firstId, secondId] = [
    await person('Jun Li', 'li.family@example.org'),
    await person('Wei Li', 'li.family@example.org'),
  ]
  const apart = await markDistinct(viewer, { firstId, secondId })
  if (!apart.ok) throw new Error(apart.error.code)
  const at = (name: string, path: string): Place => ({ name, as: ADMINISTRATOR, path })
  return [
    at('candidates-duplicates', paths.duplicateCandidates()),
    at('candidate-merge', paths.mergeCandidates(first, second)),
    at('candidate-merged', paths.candidate(kept)),
  ]
}

function auditPlaces(organisationId: number): Place[] {
  const found = (brokenNumber: number | null) => async (page: Page) => {
    await verifyNewEntries(organisationId)
    const brokenAt = brokenNumber === null ? null : new Date()
    await db().auditVerification.update({ where: { organisationId }, data: { brokenNumber, brokenAt } })
    await page.reload({ waitUntil: 'networkidle' })
  }
  const at = (name: string, path: string, brokenNumber: number | null): Place => ({
    name,
    as: ADMINISTRATOR,
    path,
    act: found(brokenNumber),
  })
  return [
    at('audit-broken', paths.audit(), 312),
    at('home-administrator-audit-broken', paths.home(), 312),
    at('audit-verified', paths.audit(), null),
  ]
}
