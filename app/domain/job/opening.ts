import { fail, ok, type Result } from '~/domain/shared/result'

export type JobState = 'draft' | 'open' | 'closed'
export type OpeningError =
  | { code: 'COMMITTEE_MISSING'; message: string }
  | { code: 'QUORUM_TOO_LARGE'; message: string }
  | { code: 'JOB_STATE_CONFLICT'; message: string }

/**
 * May a job be opened? It needs named voters and a quorum they can reach, since nothing can be decided without.
 * @returns the failure's code and its sentence, or ok
 */
export function mayOpen(job: { state: JobState; voters: number; quorum: number }): Result<object, OpeningError> {
  if (job.state === 'open') return fail({ code: 'JOB_STATE_CONFLICT', message: 'The job is already open.' })
  if (job.voters === 0)
    return fail({ code: 'COMMITTEE_MISSING', message: 'Name at least one voter of the committee first.' })
  if (job.quorum > job.voters)
    return fail({ code: 'QUORUM_TOO_LARGE', message: 'The quorum is larger than the committee.' })
  return ok({})
}
