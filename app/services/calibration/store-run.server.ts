import { HIRING_MODEL, type HiringDiagnostics, type HiringFit } from '~/engine'
import { canonical } from '~/domain/kit/canonical'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { SEED, type FitInput } from './collect-input.server'
import { requestComparison } from './compare-families.server'
import { pruneRuns } from './prune-runs.server'
import { runInForce } from './run-in-force.server'

/** Rows of one insert: a parameter list has a limit, and an organisation may have many applications. */
const CHUNK = 2_000

type Finished = {
  organisationId: number
  collected: FitInput
  /** The run in force when the input was collected. */
  after: number | null
  startedAt: Date
}

/** Many rows for a large organisation. */
const LONG = { timeout: 5 * 60_000 }

/**
 * Stores a completed run with all its rows and returns its id, or that of a run of the same input that came into force
 * meanwhile. null: another run did, perhaps with newer ratings than these; collect anew.
 */
export const storeRun = (
  finished: Finished,
  fit: HiringFit | null,
  diagnostics: HiringDiagnostics | null,
): Promise<number | null> =>
  transaction(async (tx) => {
    const { organisationId, collected, after, startedAt } = finished
    const before = await runInForce(tx, organisationId)
    if (before?.inputHash === collected.hash) return before.id
    if ((before?.id ?? null) !== after) return null
    const { ratings } = collected.input
    const { id: runId } = await tx.calibrationRun.create({
      data: {
        organisationId,
        state: 'completed',
        modelVersion: fit?.modelVersion ?? HIRING_MODEL,
        inputHash: collected.hash,
        seed: SEED,
        ratingIds: collected.ratingIds,
        ratings: ratings.length,
        candidates: new Set(ratings.map(({ applicationId }) => applicationId)).size,
        interviewers: new Set(ratings.map(({ interviewerId }) => interviewerId)).size,
        objective: fit?.objective ?? null,
        converged: fit?.converged ?? true,
        warnings: canonical(fit?.warnings ?? []),
        resume: canonical(fit?.state ?? null),
        diagnostics: canonical(diagnostics),
        startedAt,
        finishedAt: now(),
      },
      select: { id: true },
    })
    if (fit) {
      await storeFigures(tx, { organisationId, runId }, fit)
      await requestComparison(tx, organisationId)
    }
    await pruneRuns(tx, organisationId)
    return runId
  }, LONG)

async function storeFigures(tx: Tx, key: { organisationId: number; runId: number }, fit: HiringFit) {
  await tx.runComponent.createMany({
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
  for (const some of chunks(fit.interviewers))
    await tx.runSeverity.createMany({
      data: some.map(({ interviewerId, n, severity, sd, named }) => ({
        ...key,
        userId: interviewerId,
        ratings: n,
        severity,
        sd,
        named,
      })),
    })
  for (const some of chunks(fit.applications)) {
    await tx.runScore.createMany({
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
    })
  }
  const criteria = fit.applications.flatMap(({ applicationId, criteria }) =>
    criteria.map((criterion) => ({ ...key, applicationId, ...criterion })),
  )
  for (const data of chunks(criteria)) await tx.runCriterionScore.createMany({ data })
  for (const some of chunks(fit.scorecards))
    await tx.runScorecard.createMany({
      data: some.map(({ scorecardId, eta, z }) => ({ ...key, scorecardId, halo: eta, z })),
    })
}

/** Records that a fit could not be made and why; the run in force stays. */
export const storeFailure = ({ organisationId, collected, startedAt }: Finished, failure: string): Promise<void> =>
  transaction(async (tx) => {
    const { ratings } = collected.input
    await tx.calibrationRun.create({
      data: {
        organisationId,
        state: 'failed',
        modelVersion: HIRING_MODEL,
        inputHash: collected.hash,
        seed: SEED,
        ratingIds: collected.ratingIds,
        ratings: ratings.length,
        candidates: new Set(ratings.map(({ applicationId }) => applicationId)).size,
        interviewers: new Set(ratings.map(({ interviewerId }) => interviewerId)).size,
        converged: false,
        failure,
        warnings: '[]',
        resume: 'null',
        startedAt,
        finishedAt: now(),
      },
    })
    await pruneRuns(tx, organisationId)
  })

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK))
}
