import type { HiringFitInput } from '~/engine'
import { COMPARE_MODELS } from '~/domain/jobs/compare-models'
import { db, transaction, type Tx } from '~/platform/db.server'
import { logger } from '~/platform/logger.server'
import { enqueue } from '~/platform/queue.server'
import { compareHiringInThread } from '~/workers/fit-pool'
import { collectInput } from './collect-input.server'
import { runInForce } from './run-in-force.server'

/** Long enough for the pages that show the run to be served first. */
const LATER_MS = 10_000

/** Asks for the comparison of the run that comes into force in this transaction. One waits per organisation at most. */
export const requestComparison = (tx: Tx, organisationId: number): Promise<void> =>
  enqueue(tx, {
    name: COMPARE_MODELS,
    organisationId,
    payload: {},
    key: String(organisationId),
    afterMs: LATER_MS,
  })

export type ComparisonOutcome = 'stored' | 'there already' | 'superseded' | 'not comparable'

/**
 * Fits the run in force once more with levels as ordered categories, in a thread, and keeps each application's score
 * beside the run's own. Nothing is kept when the ratings are no longer the run's (the next run asks anew), when another
 * process was quicker, or when ordered categories cannot be fitted to them.
 */
export async function compareModels(
  organisationId: number,
  options: { signal?: AbortSignal } = {},
): Promise<ComparisonOutcome> {
  const { signal } = options
  const run = await runInForce(db(), organisationId)
  if (run === null) return 'superseded'
  const where = { organisationId, runId: run.id }
  if ((await db().runOrdinalScore.count({ where })) > 0) return 'there already'
  const collected = await collectInput(organisationId, { signal })
  if (run.inputHash !== collected.hash) return 'superseded'
  const scores = await fitted(collected.input, signal)
  if (!scores?.every(({ score, sd }) => Number.isFinite(score) && Number.isFinite(sd))) return 'not comparable'
  return transaction(async (tx) => {
    const kept = { organisationId, id: run.id, state: 'completed' } as const
    if ((await tx.calibrationRun.count({ where: kept })) === 0) return 'superseded'
    if ((await tx.runOrdinalScore.count({ where })) > 0) return 'there already'
    // Four numbers a row: a thousand applications are stored in some 30 ms.
    await tx.runOrdinalScore.createMany({ data: scores.map((one) => ({ ...where, ...one })) })
    return 'stored'
  })
}

async function fitted(input: HiringFitInput, signal?: AbortSignal) {
  try {
    return await compareHiringInThread(input, { signal })
  } catch (error) {
    if (signal?.aborted) throw error
    logger.info({ reason: (error as Error).message }, 'no ordinal fit to compare a run with')
    return null
  }
}
