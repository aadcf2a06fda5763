import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { transaction } from '~/platform/db.server'
import { findInterview, reviseLoop } from './find-loop.server'
import { releaseInterview } from './release-interview.server'

type Target = { applicationId: number; interviewId: number; revision: number }

/** Takes an interview out of the loop. Not once somebody has submitted in it: what was seen stays seen. */
export const cancelInterview = (viewer: Viewer, { applicationId, interviewId, revision }: Target) =>
  transaction(async (tx) => {
    const { organisationId } = viewer
    const taken = await reviseLoop(tx, viewer, { applicationId, revision, release: true })
    if (!taken.ok) return taken
    const found = await findInterview(tx, viewer, taken.value.loopId, interviewId)
    if (!found.ok) return found
    const submitted = await tx.scorecardVersion.findFirst({
      where: { organisationId, scorecard: { interviewId } },
      select: { id: true },
    })
    if (submitted) return fail({ code: 'INTERVIEW_SUBMITTED_CONFLICT' })
    await releaseInterview(tx, viewer, applicationId, interviewId)
    return ok({})
  })
