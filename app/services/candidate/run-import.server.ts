import { storedLines, type ImportFailure } from '~/domain/candidate/import'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { jobsVisible } from '../scope.server'
import { jobProblem } from './import-candidates.server'
import { viewerColumns, viewerOf } from '~/platform/viewer.server'
import { discard, stage, stagedCount, takenLines, unstage } from './staged-rows.sql.server'

/** Lines of one statement: some ten milliseconds on the embedded database, in which no page is answered. */
const PIECE = 100

type Import = { organisationId: number; id: number }

/**
 * Brings an import to its end. Candidates and applications are written a piece at a time, seen by nobody, and how far
 * it is with each piece, so that a run that was stopped or killed goes on where it ended. Then one transaction checks
 * again what may have changed and publishes all of them at once. A failed or cancelled import is cleared away likewise.
 */
export async function runImport(one: Import, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  if (await stageAll(one, signal)) await publish(one)
  await discardEnded(one, signal)
}

/** False when the import ended before it was written. */
async function stageAll(one: Import, signal?: AbortSignal): Promise<boolean> {
  const found = await db().candidateImport.findUnique({
    where: { organisationId_id: one },
    select: { content: true, stagedLine: true, createdAt: true },
  })
  if (found?.content == null) return false
  const othersFirst = pace(signal)
  let after = found.stagedLine
  const lines = storedLines(found.content).filter(({ line }) => line > after)
  for (let from = 0; from < lines.length; from += PIECE) {
    const piece = lines.slice(from, from + PIECE)
    if (!(await stage(db(), one, { after, lines: piece, at: found.createdAt }))) return false
    after = mustExist(piece.at(-1), 'last line of the batch').line
    await othersFirst()
  }
  return true
}

/** Publishes everything, or ends the import with the reason why nothing is imported. */
const publish = (one: Import) =>
  transaction(async (tx) => {
    const { organisationId, id } = one
    const where = { organisationId_id: one }
    const found = await tx.candidateImport.findUnique({ where })
    if (found?.state !== 'waiting') return
    const end = (failure: ImportFailure) =>
      tx.candidateImport.update({ where, data: { state: 'failed', failure, content: null, finishedAt: now() } })
    const author = await viewerNow(tx, organisationId, found.createdById)
    if (!author || !mayAnywhere(author, 'manage-candidates')) return end('FORBIDDEN')
    const problem = await jobProblem(tx, author, found.jobId)
    if (problem) return end(problem === 'JOB_NOT_OPEN' ? problem : 'FORBIDDEN')
    const visible = await tx.job.findMany({ where: jobsVisible(author, 'read-candidate'), select: { id: true } })
    const taken = await takenLines(
      tx,
      one,
      visible.map((job) => job.id),
    )
    if (taken.length > 0 && !found.leaveOut) return end('ADDRESSES_TAKEN')
    if (taken.length > 0) await unstage(tx, one, taken)
    const imported = await stagedCount(tx, one)
    if (imported === 0) return end('NOTHING_TO_IMPORT')
    await tx.candidateImport.update({
      where,
      data: { state: 'published', imported, takenLines: taken, content: null, finishedAt: now() },
    })
    await audit(tx, {
      organisationId,
      actorId: author.userId,
      act: 'candidate.imported',
      subject: { type: 'import', id },
      detail: { candidates: imported, job: found.jobId },
    })
    return
  })

/** What the author of an import may do at this moment: grants may have changed since it was confirmed. */
async function viewerNow(tx: Tx, organisationId: number, userId: number): Promise<Viewer | null> {
  const where = { organisationId_id: { organisationId, id: userId } }
  return viewerOf(await tx.user.findUnique({ where, select: viewerColumns }))
}

async function discardEnded(one: Import, signal?: AbortSignal): Promise<void> {
  const found = await db().candidateImport.findUnique({ where: { organisationId_id: one }, select: { state: true } })
  if (found?.state !== 'failed' && found?.state !== 'cancelled') return
  const othersFirst = pace(signal)
  while ((await transaction((tx) => discard(tx, one, PIECE))) > 0) await othersFirst()
}

/** Ends an import that cannot be brought to its end, so that it does not wait for ever. */
export async function failImport({ organisationId, id }: Import): Promise<void> {
  await db().candidateImport.updateMany({
    where: { organisationId, id, state: 'waiting' },
    data: { state: 'failed', failure: 'INTERNAL', content: null, finishedAt: now() },
  })
  await discardEnded({ organisationId, id })
}
