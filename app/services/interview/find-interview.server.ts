import { may, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'

/** An interview for whoever is assigned to it and for those who plan it; for everybody else it is not there. */
export async function findInterviewToRun(reader: Tx, viewer: Viewer, interviewId: number) {
  const { organisationId, userId } = viewer
  const found = await reader.interview.findUnique({
    where: { organisationId_id: { organisationId, id: interviewId } },
    select: {
      id: true,
      minutes: true,
      startsAt: true,
      place: true,
      state: true,
      kitInterview: { select: { key: true } },
      scorecards: {
        where: { releasedAt: null },
        select: { id: true, userId: true, shadow: true, user: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
      loop: {
        select: {
          id: true,
          kitVersionId: true,
          application: {
            select: { id: true, state: true, candidate: { select: { id: true, name: true } }, job: true },
          },
        },
      },
    },
  })
  const gone = fail({ code: 'INTERVIEW_NOT_FOUND' })
  if (!found) return gone
  const { job } = found.loop.application
  const seat = found.scorecards.find((card) => card.userId === userId)
  const assigned = seat !== undefined && may(viewer, 'interview', job) ? seat : null
  const plans = may(viewer, 'plan-loop', job)
  if (!assigned && !plans) return gone
  return ok({
    interview: found,
    assigned,
    /** Runs it or plans it, so may hand a prompt to the candidate; one who only listens may not. */
    handsOut: may(viewer, 'make-candidate-link', job) && (plans || !assigned?.shadow),
  })
}
