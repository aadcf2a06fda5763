import { probabilityAboveBar } from '~/engine'
import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import { candidateNames } from '~/services/candidate/candidate-names.server'
import { jobsVisible } from '~/services/scope.server'

/** Whether a model of ordered categories gives the applications of a run the same answers at their bars. */
export type ModelComparison = {
  compared: number
  differ: {
    applicationId: number
    candidate: string
    job: string
    score: number
    ordinalScore: number
    yes: boolean
  }[]
}

/**
 * The run's scores against those of the ordinal fit, for the applications that the viewer may read: yes where P(score
 * above the job's bar) reaches what the job asks for. null while there is no ordinal fit of this run. Not for somebody
 * who is blind somewhere: whether it is there yet tells whether scorecards came in soon after the run.
 */
export async function modelComparison(
  reader: Tx,
  viewer: Viewer,
  runId: number,
  withheld: readonly number[] = [],
): Promise<ModelComparison | null> {
  const { organisationId } = viewer
  const where = {
    organisationId,
    runId,
    applicationId: { notIn: [...withheld] },
    application: { job: jobsVisible(viewer, 'read-application') },
  }
  const ordinal = await reader.runOrdinalScore.findMany({ where, orderBy: { applicationId: 'asc' } })
  const scores = await reader.runScore.findMany({
    where,
    select: {
      applicationId: true,
      score: true,
      sd: true,
      application: { select: { candidate: { select: { id: true, name: true } }, job: true } },
    },
  })
  const names = await candidateNames(viewer, reader)
  if (ordinal.length === 0) return null
  const own = new Map(scores.map((one) => [one.applicationId, one]))
  const pairs = ordinal.flatMap((other) => {
    const one = own.get(other.applicationId)
    return one ? [{ one, other }] : []
  })
  const differ = pairs.flatMap(({ one, other }) => {
    const { candidate, job } = one.application
    const yes = (score: number, sd: number) => probabilityAboveBar(score, sd, job.bar) >= job.hireProbability
    if (yes(one.score, one.sd) === yes(other.score, other.sd)) return []
    return [
      {
        applicationId: one.applicationId,
        candidate: names.label(candidate, job),
        job: job.name,
        score: one.score,
        ordinalScore: other.score,
        yes: yes(one.score, one.sd),
      },
    ]
  })
  return { compared: pairs.length, differ }
}
