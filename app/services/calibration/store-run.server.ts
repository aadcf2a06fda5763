import { HIRING_MODEL, type HiringDiagnostics, type HiringFit } from '~/engine'
import { canonical } from '~/domain/kit/canonical'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { pace } from '~/platform/pace.server'
import { SEED, type FitInput } from './collect-input.server'
import { requestComparison } from './compare-models.server'
import { deleteUnfinished, pruneRuns } from './prune-runs.server'
import { runInForce } from './run-in-force.server'

/** Rows of one statement: some 20 ms on the embedded database, which answers nobody else meanwhile. */
const CHUNK = 100

type Finished = {
  organisationId: number
  collected: FitInput
  /** The run in force when the input was collected. */
  after: number | null
  startedAt: Date
}

/**
 * Stores a completed run with all its rows and returns its id, or that of a run of the same input that came into force
 * meanwhile. null: another run did, perhaps with newer ratings than these; collect anew.
 *
 * The rows are written in short statements under a run in state `storing`, which no page reads; one statement then
 * completes it. What a process leaves behind that ends in between is deleted by the next.
 */
export async function storeRun(
  finished: Finished,
  fit: HiringFit | null,
  diagnostics: HiringDiagnostics | null,
  signal?: AbortSignal,
): Promise<number | null> {
  const { organisationId } = finished
  await deleteUnfinished(organisationId, signal)
  const { id: runId } = await db().calibrationRun.create({
    data: {
      ...factsOf(finished),
      state: 'storing',
      modelVersion: fit?.modelVersion ?? HIRING_MODEL,
      objective: fit?.objective ?? null,
      converged: fit?.converged ?? true,
      warnings: canonical(fit?.warnings ?? []),
      resume: canonical(fit?.state ?? null),
      diagnostics: canonical(diagnostics && { ...diagnostics, ...(fit && { prompts: fit.prompts }) }),
    },
    select: { id: true },
  })
  if (fit) await storeFigures({ organisationId, runId }, fit, signal)
  const inForce = await complete(finished, runId, fit !== null)
  if (inForce !== runId) await deleteUnfinished(organisationId, signal)
  await pruneRuns(organisationId, signal)
  return inForce
}

/**
 * Puts the stored run in force, unless another was quicker. Returns the id of the run in force, or null as `storeRun`.
 */
const complete = ({ organisationId, collected, after }: Finished, runId: number, compare: boolean) =>
  transaction(async (tx) => {
    const before = await runInForce(tx, organisationId)
    if (before?.inputHash === collected.hash) return before.id
    if ((before?.id ?? null) !== after) return null
    const { count } = await tx.calibrationRun.updateMany({
      where: { organisationId, id: runId, state: 'storing' },
      data: { state: 'completed', finishedAt: now() },
    })
    // Another process took it for one left behind and deleted it.
    if (count === 0) return null
    if (compare) await requestComparison(tx, organisationId)
    return runId
  })

async function storeFigures(key: { organisationId: number; runId: number }, fit: HiringFit, signal?: AbortSignal) {
  const othersFirst = pace(signal)
  const inChunks = async <Row>(rows: readonly Row[], store: (some: Row[]) => Promise<unknown>) => {
    for (let at = 0; at < rows.length; at += CHUNK) {
      await store(rows.slice(at, at + CHUNK))
      await othersFirst()
    }
  }
  await db().runComponent.createMany({
    data: fit.components.map(({ name, variance, se, levels, priorWeight, assumed }) => ({
      ...key,
      name,
      variance,
      se,
      levels,
      priorWeight,
      assumed,
    })),
  })
  await inChunks(fit.interviewers, (some) =>
    db().runSeverity.createMany({
      data: some.map(({ interviewerId, n, severity, sd, reported }) => ({
        ...key,
        userId: interviewerId,
        ratings: n,
        severity,
        sd,
        reported,
      })),
    }),
  )
  await inChunks(fit.applications, (some) =>
    db().runScore.createMany({
      data: some.map(({ applicationId, n, rawMean, score, sd, lower, upper, reliability, steps }) => ({
        ...key,
        applicationId,
        ratings: n,
        rawMean,
        score,
        sd,
        lower,
        upper,
        reliability,
        severityStep: steps.severity,
        haloStep: steps.halo,
        shrinkageStep: steps.shrinkage,
        otherStep: steps.other,
      })),
    }),
  )
  const criteria = fit.applications.flatMap(({ applicationId, criteria }) =>
    criteria.map((criterion) => ({ ...key, applicationId, ...criterion })),
  )
  await inChunks(criteria, (data) => db().runCriterionScore.createMany({ data }))
  await inChunks(fit.scorecards, (some) =>
    db().runScorecard.createMany({
      data: some.map(({ scorecardId, halo, z }) => ({ ...key, scorecardId, halo, z })),
    }),
  )
}

/** What a run says of its input, whatever came of it. */
function factsOf({ organisationId, collected, startedAt }: Finished) {
  const { ratings } = collected.input
  return {
    organisationId,
    inputHash: collected.hash,
    seed: SEED,
    ratingIds: collected.ratingIds,
    ratings: ratings.length,
    candidates: new Set(ratings.map(({ applicationId }) => applicationId)).size,
    interviewers: new Set(ratings.map(({ interviewerId }) => interviewerId)).size,
    startedAt,
    finishedAt: now(),
  }
}

/** Records that a fit could not be made and why; the run in force stays. */
export async function storeFailure(finished: Finished, failure: string): Promise<void> {
  await db().calibrationRun.create({
    data: {
      ...factsOf(finished),
      state: 'failed',
      modelVersion: HIRING_MODEL,
      converged: false,
      failure,
      warnings: '[]',
      resume: 'null',
    },
  })
  await pruneRuns(finished.organisationId)
}
