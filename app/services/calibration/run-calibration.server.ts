import { hiringDiagnostics, type HiringDiagnostics, type HiringFit, type HiringFitInput } from '~/engine'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { logger } from '~/platform/logger.server'
import { diagnoseInThread, fitHiringInThread } from '~/workers/fit-pool'
import { collectInput } from './collect-input.server'
import { runInForce } from './run-in-force.server'
import { storeFailure, storeRun } from './store-run.server'

export type CalibrationOutcome =
  | { state: 'unchanged'; runId: number | null }
  | { state: 'completed'; runId: number }
  | { state: 'failed'; reason: string }

type Options = {
  signal?: AbortSignal
  /** Makes the fit; tests give one that fails. */
  fit?: (input: HiringFitInput, signal?: AbortSignal) => Promise<HiringFit>
}

/**
 * One run of an organisation: gathers what enters, fits it in a thread, stores the figures. The same input makes no
 * second run. A fit that fails is recorded with its reason, and the run before it stays in force.
 */
export async function runCalibration(organisationId: number, options: Options = {}): Promise<CalibrationOutcome> {
  const { signal, fit = fitAside } = options
  const startedAt = now()
  const before = await runInForce(db(), organisationId)
  const collected = await collectInput(organisationId, { signal })
  if (before?.inputHash === collected.hash) return { state: 'unchanged', runId: before.id }
  if (!before && collected.ratingIds.length === 0) return { state: 'unchanged', runId: null }
  const finished = { organisationId, collected, after: before?.id ?? null, startedAt }
  let fitted: HiringFit | null
  try {
    fitted = collected.ratingIds.length === 0 ? null : onlyFinite(await fit(collected.input, signal))
  } catch (error) {
    // The server is stopping or the time is up: the queue runs it again.
    if (signal?.aborted) throw error
    const reason = (error as Error).message
    logger.warn({ organisationId, reason }, 'a calibration run failed')
    await storeFailure(finished, reason)
    return { state: 'failed', reason }
  }
  const runId = await storeRun(finished, fitted, await diagnosed(collected.input, fitted, options), signal)
  return runId === null ? runCalibration(organisationId, options) : { state: 'completed', runId }
}

/** The whole fit, its preparation and its scores too: with many ratings each of them would hold up pages. */
async function fitAside(input: HiringFitInput, signal?: AbortSignal): Promise<HiringFit> {
  const fitted = await fitHiringInThread(input, { signal })
  if (!fitted.ok) throw new Error(fitted.error.message)
  return fitted.value
}

/** So few ratings are diagnosed sooner than a thread starts. */
const FEW = 300

/** What the health page shows beside the scores. A run without it is still a run. */
async function diagnosed(
  { ratings, scale = [1, 4] }: HiringFitInput,
  fitted: HiringFit | null,
  { signal }: Options,
): Promise<HiringDiagnostics | null> {
  if (fitted === null) return null
  const variances = Object.fromEntries(fitted.components.map(({ name, variance }) => [name, variance]))
  try {
    const input = { ratings, scale, variances }
    return ratings.length <= FEW ? hiringDiagnostics(input) : await diagnoseInThread(input, { signal })
  } catch (error) {
    if (signal?.aborted) throw error
    logger.warn({ reason: (error as Error).message }, 'the diagnostics of a calibration run failed')
    return null
  }
}

/** A figure that is not a number must never reach a row: null with a reason, or no run at all. */
function onlyFinite(fit: HiringFit): HiringFit {
  const figures = [
    ...fit.applications.flatMap(({ score, sd, rawMean }) => [score, sd, rawMean]),
    ...fit.interviewers.flatMap(({ severity, sd }) => [severity, sd]),
    ...fit.components.map(({ variance }) => variance),
  ]
  if (!figures.every(Number.isFinite)) throw new Error('The model fit produced a value that is not a number.')
  return fit
}
