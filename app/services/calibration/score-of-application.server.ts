import { type HiringApplicationScore, type HiringState, probabilityAboveBar, updateOneApplication } from '~/engine'
import type { Tx } from '~/platform/db.server'
import { kitVersionOf } from '~/services/kit/kit-version-of'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import { admittedRatings, type AdmittedRating } from './admitted-ratings.server'
import { runInForce, stateOfRun, type RunInForce } from './run-in-force.server'
import { weightsOfJob } from './weights.server'

export type ApplicationScore = {
  run: RunInForce
  state: HiringState
  /** `run`: as stored; `updated`: brought up to date with ratings that the run has not seen, or sees no more. */
  basis: 'run' | 'updated'
  value: HiringApplicationScore
  ratings: AdmittedRating[]
  weights: Record<string, number>
}

/**
 * The calibrated score of one application now, or null where there is no run yet or nothing counts. Ask `isBlind` first:
 * this reads what colleagues submitted. `run`: the one whose figures count for the reader (`visibleRun`), by default the
 * run in force.
 */
export async function scoreOfApplication(
  reader: Tx,
  organisationId: number,
  applicationId: number,
  given?: RunInForce | null,
): Promise<ApplicationScore | null> {
  const run = given === undefined ? await runInForce(reader, organisationId) : given
  if (!run) return null
  const ratings = await admittedRatings(reader, organisationId, applicationId)
  const state = await stateOfRun(reader, organisationId, run.id)
  if (ratings.length === 0 || !state) return null
  const application = await reader.application.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: applicationId } },
    select: {
      job: { select: { bar: true, kitVersionId: true, needProfile: true, maturity: true } },
      loop: { select: { kitVersionId: true } },
    },
  })
  const { job } = application
  const weights = weightsOfJob(await pinnedKit(organisationId, kitVersionOf(application), reader), job)
  const stored = await storedScore(reader, { organisationId, runId: run.id, applicationId }, ratings, job.bar)
  const value = stored ?? updateOneApplication(state, { applicationId, ratings, weights, bar: job.bar })
  return { run, state, basis: stored ? 'run' : 'updated', value, ratings, weights }
}

/** The run's own figures, if it was made from exactly these ratings. */
async function storedScore(
  reader: Tx,
  where: { organisationId: number; runId: number; applicationId: number },
  ratings: readonly AdmittedRating[],
  bar: number,
): Promise<HiringApplicationScore | null> {
  const row = await reader.runScore.findFirst({ where, include: { run: { select: { ratingIds: true } } } })
  if (!row || row.ratings !== ratings.length) return null
  const seen = new Set(row.run.ratingIds)
  if (!ratings.every(({ ratingId }) => seen.has(ratingId))) return null
  const criteria = await reader.runCriterionScore.findMany({ where, orderBy: { criterion: 'asc' } })
  return {
    applicationId: row.applicationId,
    n: row.ratings,
    rawMean: row.rawMean,
    score: row.score,
    sd: row.sd,
    lower: row.lower,
    upper: row.upper,
    reliability: row.reliability ?? 0,
    bar,
    probabilityAboveBar: probabilityAboveBar(row.score, row.sd, bar),
    steps: {
      rawMean: row.rawMean,
      severity: row.severityStep,
      halo: row.haloStep,
      shrinkage: row.shrinkageStep,
      other: row.otherStep,
    },
    criteria: criteria.map(({ criterion, score, sd, lower, upper, raters }) => ({
      criterion,
      score,
      sd,
      lower,
      upper,
      raters,
    })),
  }
}
