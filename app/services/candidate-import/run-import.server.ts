import { storedLines, type ImportedLine, type ImportFailure } from '~/domain/candidate/import'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { hiddenCandidateIds } from '../candidate/candidate-names.server'
import { candidatesVisible, jobsVisible } from '../scope.server'
import { jobProblem } from './job-problem.server'
import { viewerColumns, viewerOf } from '~/platform/viewer.server'
import { discard, stage, stagedCount, takenLines, unstage } from './staged-rows.sql.server'

/** Lines of one statement: some ten milliseconds on the embedded database, in which no page is answered. */
const PIECE = 100

type Import = { organisationId: number; id: number }

/**
 * Brings an import to its end. Candidates and applications are written a piece at a time, seen by nobody, and how far
 * it is with each piece, so that a run that was stopped or killed goes on where it ended. Then one transaction checks
 * again what may have changed and publishes all of them at once. An import that failed, was cancelled or was undone is
 * cleared away likewise.
 */
export async function runImport(one: Import, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  if (await stageAll(one, signal)) await publish(one)
  await discardEnded(one, signal)
}

/** What of an import is still to be written. */
async function waitingLines(one: Import) {
  const found = await db().candidateImport.findUnique({
    where: { organisationId_id: one },
    select: { content: true, jobId: true, stagedLine: true, revision: true, createdAt: true },
  })
  if (found?.content == null) return null
  const { stagedLine: after, revision, createdAt: at } = found
  const lines = storedLines(found.content, found.jobId).filter(({ line }) => line > after)
  return { after, revision, at, lines }
}

/** False when the import ended before it was written, or another runner goes on with it. */
async function stageAll(one: Import, signal?: AbortSignal): Promise<boolean> {
  const othersFirst = pace(signal)
  let waiting = await waitingLines(one)
  while (waiting && waiting.lines.length > 0) {
    const piece = waiting.lines.slice(0, PIECE)
    const { after, revision, at } = waiting
    if (await stage(db(), one, { after, revision, lines: piece, at })) {
      const last = mustExist(piece.at(-1), 'last line of the batch').line
      waiting = { ...waiting, after: last, lines: waiting.lines.slice(PIECE) }
    } else {
      // An erasure took somebody out of the lines: the rest is read again. Anything else is another runner's or the end.
      const again = await waitingLines(one)
      if (!again || again.revision === revision) return false
      waiting = again
    }
    await othersFirst()
  }
  return waiting !== null
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
    const lines = storedLines(mustExist(found.content, 'lines of the import'), found.jobId)
    const problem = await jobProblem(tx, author, [...new Set(lines.flatMap((line) => line.jobs))])
    if (problem) return end(problem === 'JOB_NOT_OPEN' ? problem : 'FORBIDDEN')
    const gone = await goneLines(tx, author, lines)
    const taken = [...(await takenBy(tx, one, author, lines)), ...gone.map(({ line }) => line)].sort((a, b) => a - b)
    if (taken.length > 0 && !found.leaveOut) return end('ADDRESSES_TAKEN')
    if (taken.length > 0)
      await unstage(tx, one, { lines: taken, candidateIds: gone.flatMap(({ into }) => (into === null ? [] : [into])) })
    const imported = await stagedCount(tx, one)
    const goneIds = new Set(gone.map(({ into }) => into))
    const merged = new Set(lines.flatMap(({ into }) => (into === null || goneIds.has(into) ? [] : [into]))).size
    if (imported + merged === 0) return end('NOTHING_TO_IMPORT')
    await tx.candidateImport.update({
      where,
      data: { state: 'published', imported, merged, takenLines: taken, content: null, finishedAt: now() },
    })
    await audit(tx, {
      organisationId,
      actorId: author.userId,
      act: 'candidate.imported',
      subject: { type: 'import', id },
      detail: { candidates: imported, merged, job: found.jobId },
    })
    return
  })

/** Lines whose address somebody added meanwhile. */
async function takenBy(tx: Tx, one: Import, author: Viewer, lines: readonly ImportedLine[]) {
  const visible = await tx.job.findMany({ where: jobsVisible(author, 'read-candidate'), select: { id: true } })
  const apart = lines.filter((line) => line.apart).map(({ line }) => line)
  return takenLines(
    tx,
    one,
    visible.map((job) => job.id),
    apart,
  )
}

/** Lines to be added to a candidate who was erased meanwhile, whom the author may no longer know of, or not by name. */
async function goneLines(tx: Tx, author: Viewer, lines: readonly ImportedLine[]) {
  const into = lines.flatMap((line) => (line.into === null ? [] : [line.into]))
  if (into.length === 0) return []
  const nameless = await hiddenCandidateIds(author, tx)
  const there = await tx.candidate.findMany({
    where: { ...candidatesVisible(author), erasedAt: null, AND: [{ id: { in: into, notIn: nameless } }] },
    select: { id: true },
  })
  const ids = new Set(there.map(({ id }) => id))
  return lines.filter((line) => line.into !== null && !ids.has(line.into))
}

/** What the author of an import may do at this moment: grants may have changed since it was confirmed. */
async function viewerNow(tx: Tx, organisationId: number, userId: number): Promise<Viewer | null> {
  const where = { organisationId_id: { organisationId, id: userId } }
  return viewerOf(await tx.user.findUnique({ where, select: viewerColumns }))
}

async function discardEnded(one: Import, signal?: AbortSignal): Promise<void> {
  const found = await db().candidateImport.findUnique({ where: { organisationId_id: one }, select: { state: true } })
  if (found?.state !== 'failed' && found?.state !== 'cancelled' && found?.state !== 'undone') return
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
