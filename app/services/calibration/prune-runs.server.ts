import { db, transaction, type Tx } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { runsForBlindReaders } from './visible-run.server'

/** Runs that stay though nothing cites them: the one in force and the one before it, which a page may still show. */
const KEEP = 2

/** Deletes older runs that no packet and no decision cites, and failures that a later run has made history. */
export async function pruneRuns(organisationId: number, signal?: AbortSignal): Promise<void> {
  await transaction((tx) => discardOld(tx, organisationId))
  await deleteUnfinished(organisationId, signal)
}

/** Marks what goes. From here on no page shows it and no packet can cite it, so its rows may be deleted one by one. */
async function discardOld(tx: Tx, organisationId: number): Promise<void> {
  const uncited = await tx.calibrationRun.findMany({
    where: { organisationId, state: { in: ['completed', 'failed'] }, packets: { none: {} }, decisions: { none: {} } },
    select: { id: true, state: true },
    orderBy: { id: 'desc' },
  })
  const newest = await tx.calibrationRun.findMany({
    where: { organisationId, state: 'completed' },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: KEEP,
  })
  const kept = new Set([...newest.map(({ id }) => id), ...(await runsForBlindReaders(tx, organisationId))])
  const latest = uncited[0]
  if (latest?.state === 'failed' && latest.id > (newest[0]?.id ?? 0)) kept.add(latest.id)
  const old = uncited.map(({ id }) => id).filter((id) => !kept.has(id))
  if (old.length === 0) return
  const these = { organisationId, id: { in: old } }
  await tx.calibrationRun.updateMany({ where: { ...these, state: 'completed' }, data: { state: 'discarded' } })
  await tx.calibrationRun.deleteMany({ where: { ...these, state: 'failed' } })
}

/** Rows of one statement. */
const CHUNK = 200

/** Deletes, a chunk at a time, runs that were discarded and those whose storing was interrupted. */
export async function deleteUnfinished(organisationId: number, signal?: AbortSignal): Promise<void> {
  const runs = await db().calibrationRun.findMany({
    where: { organisationId, state: { in: ['storing', 'discarded'] } },
    select: { id: true },
  })
  const othersFirst = pace(signal)
  for (const { id: runId } of runs) {
    const chunk = { where: { organisationId, runId }, limit: CHUNK }
    const tables = [
      () => db().runComponent.deleteMany(chunk),
      () => db().runSeverity.deleteMany(chunk),
      () => db().runCriterionScore.deleteMany(chunk),
      () => db().runScore.deleteMany(chunk),
      () => db().runOrdinalScore.deleteMany(chunk),
      () => db().runScorecard.deleteMany(chunk),
    ]
    for (const remove of tables)
      do {
        await othersFirst()
      } while ((await remove()).count === CHUNK)
    await db().calibrationRun.deleteMany({ where: { organisationId, id: runId } })
  }
}
