import type { Tx } from '~/platform/db.server'
import { runsForBlindReaders } from './visible-run.server'

/** Runs that stay though nothing cites them: the one in force and the one before it, which a page may still show. */
const KEEP = 2

/** Deletes older runs that no packet and no decision cites, and failures that a later run has made history. */
export async function pruneRuns(tx: Tx, organisationId: number): Promise<void> {
  const uncited = await tx.calibrationRun.findMany({
    where: { organisationId, packets: { none: {} }, decisions: { none: {} } },
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
  const where = { organisationId, runId: { in: old } }
  await tx.runComponent.deleteMany({ where })
  await tx.runSeverity.deleteMany({ where })
  await tx.runCriterionScore.deleteMany({ where })
  await tx.runScore.deleteMany({ where })
  await tx.runOrdinalScore.deleteMany({ where })
  await tx.runScorecard.deleteMany({ where })
  await tx.calibrationRun.deleteMany({ where: { organisationId, id: { in: old } } })
}
