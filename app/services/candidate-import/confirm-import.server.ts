import { detailsBody } from '~/domain/candidate-import/details'
import type { ImportedLine } from '~/domain/candidate/import'
import type { Person } from '~/domain/candidate-import/read-line'
import { withChoices, type LineChoices } from '~/domain/candidate-import/settings'
import { columnsProblem } from '~/domain/candidate-import/fields'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { openJobs } from '../candidate/read-candidates.server'
import { findEarlierWrite, recordWrite } from '../write-key.server'
import { askForImport } from './ask-for-import.server'
import { jobProblem } from './job-problem.server'
import { openJobsOf } from './known-candidates.server'
import { planLines, type PlannedLine } from './plan-lines.server'
import { findUpload, GONE } from './uploads.server'

type Given = { uploadId: number; revision: number; skip: boolean; choices: LineChoices; writeKey: string }

/**
 * Stores what a confirmed table imports and asks for its import, in one short transaction; the queue writes the candidates
 * (`run-import.server.ts`). `skip` says that lines with problems were seen and may be left out; without it a single problem
 * stops the import. The table itself goes. The same key twice is one import.
 */
export async function confirmImport(viewer: Viewer, { writeKey: key, ...form }: Given) {
  const { organisationId, userId } = viewer
  const { uploadId, revision, skip, choices } = form
  const write = { key, act: 'candidate.imported', content: form }
  const before = await findEarlierWrite(db(), viewer, write)
  if (!before.ok) return before
  if (before.value !== null) return ok({ importId: before.value })
  const found = await findUpload(viewer, uploadId)
  if (!found.ok) return found
  const { table } = found.value
  const settings = withChoices(found.value.settings, choices)
  if (found.value.revision !== revision) return fail({ code: 'UPLOAD_STALE' })
  const problem = columnsProblem(settings.columns)
  if (problem) return fail({ code: 'COLUMNS_WRONG', message: problem })
  const planned = await planLines(viewer, table, settings, await openJobs(viewer))
  if (planned.some(({ kind }) => kind === 'wrong') && !skip) return fail({ code: 'LINES_WRONG' })
  const forbidden = hiddenNameProblem(planned, settings.lines)
  if (forbidden) return fail({ code: 'NAME_HIDDEN', message: forbidden })
  const lines = await importedLines(viewer, planned)
  if (lines.length === 0) return fail({ code: 'NOTHING_TO_IMPORT' })
  const used = planned.filter((line) => line.ok && line.choice !== 'leave-out').length
  const jobIds = [...new Set(lines.flatMap((line) => line.jobs ?? []))]
  const content = JSON.stringify(lines)
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const again = await findEarlierWrite(tx, viewer, write)
      if (!again.ok) return again
      if (again.value !== null) return ok({ importId: again.value })
      const problem = await jobProblem(tx, viewer, jobIds)
      if (problem) return fail({ code: problem })
      // An erasure deletes the table, so what it was read into may name somebody who is to be forgotten.
      const { count } = await tx.candidateUpload.deleteMany({
        where: { organisationId, createdById: userId, id: uploadId, revision },
      })
      if (count === 0) return fail({ code: 'UPLOAD_NOT_FOUND', message: GONE })
      const { id: importId } = await tx.candidateImport.create({
        data: {
          organisationId,
          createdById: userId,
          jobId: jobIds.length === 1 ? (jobIds[0] ?? null) : null,
          leaveOut: skip,
          total: lines.length,
          skipped: table.rows.length - used,
          content,
          createdAt: now(),
        },
        select: { id: true },
      })
      await recordWrite(tx, viewer, write, importId)
      await askForImport(tx, organisationId, importId)
      return ok({ importId })
    }),
  )
}

/** What is wrong where a line was to be imported whose address is that of a candidate whose name is hidden from the viewer. */
function hiddenNameProblem(planned: readonly PlannedLine[], chosen: LineChoices['lines']): string | null {
  const line = planned.find(
    (one) => one.kind === 'known' && one.known.hidden && (chosen[String(one.line)] ?? 'leave-out') !== 'leave-out',
  )
  return line
    ? `Line ${line.line}: its candidate’s name is hidden from you, so nothing can be added. Choose “Leave out” for this line.`
    : null
}

/** The people to write: new ones, and those who are candidates already and get more. */
async function importedLines(viewer: Viewer, planned: readonly PlannedLine[]): Promise<ImportedLine[]> {
  const merged = planned.flatMap((line) => (line.kind === 'known' && line.choice === 'merge' ? [line.known.id] : []))
  const open = await openJobsOf(db(), viewer, [...new Set(merged)])
  return planned.flatMap((line): ImportedLine[] => {
    if (line.kind === 'wrong' || line.kind === 'joins' || line.choice === 'leave-out') return []
    // What is added to a line before it was added to that line's person.
    if (line.kind === 'shares' && line.choice !== 'apart') return []
    const into = line.kind === 'known' && line.choice === 'merge' ? line.known.id : null
    const { name, email, phone, addresses, applications } = line.person
    const jobs = [...new Set(applications.flatMap(({ jobId }) => (jobId === null ? [] : [jobId])))]
    return [
      {
        line: line.line,
        name,
        email,
        phone,
        addresses,
        into,
        apart: line.kind === 'shares' || (line.kind === 'known' && into === null),
        jobs: jobs.filter((id) => into === null || !open.get(into)?.has(id)),
        details: detailsBody(detailsOf(line.person, into !== null)),
      },
    ]
  })
}

/** What is kept as a text. Added to an existing candidate, the line's own address and phone are among the others. */
const detailsOf = ({ addresses, phone, otherPhones, source, tags, notes, applications }: Person, added: boolean) => ({
  emails: added ? addresses : addresses.slice(1),
  phones: added && phone !== null ? [phone, ...otherPhones] : otherPhones,
  source,
  tags,
  notes,
  applications: applications
    .filter(({ jobId, job, stage }) => stage !== null || (jobId === null && job !== null))
    .map(({ job, stage }) => ({ job, stage })),
})
