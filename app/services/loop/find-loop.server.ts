import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { Tx } from '~/platform/db.server'
import { findApplication } from '../application/find-application.server'

type Given = {
  applicationId: number
  revision: number
  /** What takes people out rather than in: also once the application is closed, never by one who is blind there. */
  release?: boolean
}

/**
 * The loop of an application that the viewer plans, as they saw it: another's change in between is refused. Takes the next
 * revision.
 *
 * Somebody blind there may add and move, but not take out: that would be refused where a colleague has submitted, and
 * they would learn it. Whether the application is still open is not told them either.
 */
export async function reviseLoop(tx: Tx, viewer: Viewer, { applicationId, revision, release = false }: Given) {
  const { organisationId } = viewer
  const found = await findApplication(tx, viewer, applicationId, 'plan-loop')
  if (!found.ok) return found
  const { application, blind, withheld } = found.value
  if (blind && release) return fail({ code: 'BLIND_CONFLICT' })
  if (withheld && release) return fail({ code: 'RECUSED' })
  if (!withheld && !release && application.state !== 'open') return fail({ code: 'APPLICATION_CLOSED_CONFLICT' })
  const loop = await tx.loop.findUnique({
    where: { organisationId_applicationId: { organisationId, applicationId } },
    select: { id: true, revision: true },
  })
  if (!loop) return fail({ code: 'LOOP_NOT_FOUND' })
  if (loop.revision !== revision) return fail({ code: 'LOOP_STALE' })
  await tx.loop.update({
    where: { organisationId_id: { organisationId, id: loop.id } },
    data: { revision: { increment: 1 } },
  })
  return ok({ application, loopId: loop.id })
}

/** A planned interview of this loop. */
export async function findInterview(tx: Tx, viewer: Viewer, loopId: number, interviewId: number) {
  const { organisationId } = viewer
  const interview = await tx.interview.findUnique({
    where: { organisationId_id: { organisationId, id: interviewId } },
    select: { id: true, loopId: true, state: true, startsAt: true },
  })
  return interview?.loopId === loopId && interview.state === 'planned'
    ? ok(interview)
    : fail({ code: 'INTERVIEW_NOT_FOUND' })
}
