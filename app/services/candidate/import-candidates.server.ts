import { IMPORT_CANDIDATES } from '~/domain/jobs/import-candidates'
import type { ImportedLine } from '~/domain/candidate/import'
import type { ImportLine } from '~/domain/candidate/read-csv'
import { may, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { now } from '~/platform/clock.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'
import { candidatesVisible } from '../scope.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'
import { readCsv } from './read-import-file.server'

/** What an import would do, line by line, and nothing written. */
export async function previewImport(viewer: Viewer, text: string) {
  const read = readCsv(text)
  if (!read.ok) return fail({ code: 'TABLE_WRONG', message: read.problem })
  return ok(summary(await withKnown(db(), viewer, read.lines)))
}

/** So many lines of each kind, and characters of a cell, tell what is wrong; the page stays small whatever the file. */
const WRONG_SHOWN = 100
const SOUND_SHOWN = 5
const CELL_SHOWN = 120

/** The first lines with a problem and the first of the sound ones, in the file's order. */
export function summary(lines: ImportLine[]) {
  const sound = lines.filter((line) => line.ok)
  const wrong = lines.filter((line) => !line.ok)
  const shown = [...wrong.slice(0, WRONG_SHOWN), ...sound.slice(0, SOUND_SHOWN)]
    .sort((a, b) => a.line - b.line)
    .map((line): PreviewLine => {
      const { name, email, phone } = line.cells
      const place = { line: line.line, cells: { name: cut(name), email: cut(email), phone: cut(phone) } }
      return line.ok ? { ...place, ok: true } : { ...place, ok: false, column: line.column, problem: line.problem }
    })
  return { sound: sound.length, wrong: wrong.length, shown }
}

/** A line of the preview: what becomes of it, without the candidate that it would make. */
type PreviewLine = Pick<ImportLine, 'line' | 'cells'> &
  ({ ok: true } | { ok: false; column: string | null; problem: string })

const cut = (cell: string) => (cell.length > CELL_SHOWN ? `${cell.slice(0, CELL_SHOWN)} …` : cell)

export type ImportPreview = ReturnType<typeof summary>

/** Lines whose address belongs already to a candidate whom the viewer may know of are a problem: nobody is made twice. */
async function withKnown(reader: Tx, viewer: Viewer, lines: ImportLine[]): Promise<ImportLine[]> {
  const emails = lines.flatMap((line) => (line.ok && line.candidate.email ? [line.candidate.email] : []))
  const known = await reader.candidate.findMany({
    where: { ...candidatesVisible(viewer), email: { in: emails } },
    select: { email: true },
  })
  const taken = new Set(known.map(({ email }) => email))
  return lines.map((line) =>
    line.ok && taken.has(line.candidate.email)
      ? {
          line: line.line,
          cells: line.cells,
          ok: false,
          column: 'email',
          problem: 'There is already a candidate with this e-mail address; open an application on their page.',
        }
      : line,
  )
}

/**
 * Stores the lines of a confirmed file and asks for their import, in one short transaction; the queue writes the candidates
 * (`run-import.server.ts`). `skip` says that lines with problems were seen and may be left out; without it a single problem
 * stops the import. The same key twice is one import.
 */
export async function importCandidates(
  viewer: Viewer,
  given: { text: string; jobId: number | null; skip: boolean; writeKey: string },
) {
  const read = readCsv(given.text)
  if (!read.ok) return fail({ code: 'TABLE_WRONG', message: read.problem })
  const { organisationId, userId } = viewer
  const { writeKey: key, ...form } = given
  const { jobId, skip: leaveOut } = form
  return retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const write = { key, act: 'candidate.imported', content: form }
      const before = await findEarlierWrite(tx, viewer, write)
      if (!before.ok) return before
      if (before.value !== null) return ok({ importId: before.value })
      const problem = await jobProblem(tx, viewer, jobId)
      if (problem) return fail({ code: problem })
      const lines = await withKnown(tx, viewer, read.lines)
      const sound = lines.flatMap((line): ImportedLine[] => (line.ok ? [{ line: line.line, ...line.candidate }] : []))
      if (sound.length < lines.length && !leaveOut) return fail({ code: 'LINES_WRONG', preview: summary(lines) })
      if (sound.length === 0) return fail({ code: 'NOTHING_TO_IMPORT' })
      const content = JSON.stringify(sound)
      const { id: importId } = await tx.candidateImport.create({
        data: { organisationId, createdById: userId, jobId, leaveOut, total: sound.length, content, createdAt: now() },
        select: { id: true },
      })
      await recordWrite(tx, viewer, write, importId)
      await askForImport(tx, organisationId, importId)
      return ok({ importId })
    }),
  )
}

/** Why candidates cannot be added to this job by this viewer; null when they can, or when there is no job. */
export async function jobProblem(reader: Tx, viewer: Viewer, jobId: number | null) {
  if (jobId === null) return null
  const { organisationId } = viewer
  const job = await reader.job.findUnique({
    where: { organisationId_id: { organisationId, id: jobId } },
    select: { id: true, confidential: true, state: true },
  })
  if (!job || !may(viewer, 'manage-applications', job)) return 'JOB_NOT_FOUND'
  return job.state === 'open' ? null : 'JOB_NOT_OPEN'
}

export const askForImport = (tx: Tx, organisationId: number, importId: number) =>
  enqueue(tx, {
    name: IMPORT_CANDIDATES,
    organisationId,
    payload: { importId },
    key: `${organisationId}-${importId}`,
  })
