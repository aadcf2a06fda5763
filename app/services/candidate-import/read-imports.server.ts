import type { ImportFailure, ImportView } from '~/domain/candidate/import'
import { mayAnywhere, may, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Prisma } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db, transaction } from '~/platform/db.server'
import { askForImport } from './ask-for-import.server'

const RECENT = 10

const shown = {
  id: true,
  state: true,
  total: true,
  staged: true,
  imported: true,
  merged: true,
  skipped: true,
  takenLines: true,
  failure: true,
  createdAt: true,
  finishedAt: true,
  undoneAt: true,
  job: { select: { id: true, name: true, confidential: true } },
} as const satisfies Prisma.CandidateImportSelect

type Row = Prisma.CandidateImportGetPayload<{ select: typeof shown }>

function viewOf(viewer: Viewer, row: Row): ImportView {
  const { id, state, total, staged, imported, merged, skipped, takenLines, createdAt, finishedAt, undoneAt, job } = row
  return {
    id,
    state,
    total,
    staged,
    imported,
    merged,
    skipped,
    // Whoever lost the job's grant since does not read its name here.
    job: job && may(viewer, 'read-job', job) ? { id: job.id, name: job.name } : null,
    takenLines,
    failure: row.failure as ImportFailure | null,
    begun: shortDayAndTime(createdAt, viewer.timeZone),
    finished: finishedAt && shortDayAndTime(finishedAt, viewer.timeZone),
    undone: undoneAt && shortDayAndTime(undoneAt, viewer.timeZone),
  }
}

const own = ({ organisationId, userId }: Viewer) => ({ organisationId, createdById: userId })

/** The viewer's own imports, the newest first. Nobody sees another's: what a file held is its author's to know. */
export async function recentImports(viewer: Viewer): Promise<{ imports: ImportView[]; more: number }> {
  const rows = await db().candidateImport.findMany({
    where: own(viewer),
    select: shown,
    orderBy: { id: 'desc' },
    take: RECENT,
  })
  const total = rows.length < RECENT ? rows.length : await db().candidateImport.count({ where: own(viewer) })
  return { imports: rows.map((row) => viewOf(viewer, row)), more: total - rows.length }
}

export async function readImport(viewer: Viewer, importId: number) {
  const row = await db().candidateImport.findFirst({ where: { ...own(viewer), id: importId }, select: shown })
  return row ? ok(viewOf(viewer, row)) : fail({ code: 'IMPORT_NOT_FOUND' })
}

/** Ends an import that is not published yet; what it wrote is cleared away by the queue. */
export const cancelImport = (viewer: Viewer, importId: number) =>
  transaction(async (tx) => {
    const { organisationId } = viewer
    if (!mayAnywhere(viewer, 'manage-candidates')) return fail({ code: 'FORBIDDEN' })
    const found = await tx.candidateImport.findFirst({
      where: { ...own(viewer), id: importId },
      select: { state: true },
    })
    if (!found) return fail({ code: 'IMPORT_NOT_FOUND' })
    if (found.state !== 'waiting') return fail({ code: 'IMPORT_ENDED_CONFLICT' })
    await tx.candidateImport.update({
      where: { organisationId_id: { organisationId, id: importId } },
      data: { state: 'cancelled', content: null, finishedAt: now() },
    })
    await askForImport(tx, organisationId, importId)
    return ok({})
  })
