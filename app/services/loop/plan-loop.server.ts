import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { fail, ok } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { findApplication } from '../application/find-application.server'
import { recordSuggestedPrompts } from '../prompt-rotation/record-prompts.server'
import { kitVersionOf } from '../kit/kit-version-of'
import { pinnedKit } from '../kit/pinned-kit.server'
import { reviseLoop } from './find-loop.server'

/** A loop of these interviews of the kit that the job pinned, in the kit's order. */
export const planLoop = (viewer: Viewer, applicationId: number, kitInterviewIds: readonly number[]) =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId, userId } = viewer
      const found = await findApplication(tx, viewer, applicationId, 'plan-loop')
      if (!found.ok) return found
      const { application, withheld } = found.value
      const { kitVersionId } = application.job
      const planned = await tx.loop.findUnique({
        where: { organisationId_applicationId: { organisationId, applicationId } },
        select: { id: true },
      })
      if (planned) return fail({ code: 'LOOP_PLANNED_CONFLICT' })
      // Whether it is closed is not told to somebody recused, who may go on planning (`reviseLoop`).
      if (!withheld && application.state !== 'open') return fail({ code: 'APPLICATION_CLOSED_CONFLICT' })
      const loop = await tx.loop.create({
        data: { organisationId, applicationId, kitVersionId, createdById: userId, createdAt: now() },
      })
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'loop.planned',
        subject: { type: 'loop', id: loop.id },
        applicationId,
        detail: { interviews: kitInterviewIds.length },
      })
      return writeInterviews(tx, viewer, { kitVersionId, loopId: loop.id, application, kitInterviewIds })
    }),
  )

type Chosen = {
  loopId: number
  kitVersionId: number
  application: { id: number; candidateId: number }
  kitInterviewIds: readonly number[]
}

/** Each with the prompts that are suggested for it (ADR 027). */
async function writeInterviews(tx: Tx, viewer: Viewer, { loopId, kitVersionId, application, kitInterviewIds }: Chosen) {
  const { organisationId } = viewer
  const wanted = new Set(kitInterviewIds)
  const chosen = await tx.kitInterview.findMany({
    where: { organisationId, kitVersionId, id: { in: [...wanted] } },
    orderBy: { position: 'asc' },
  })
  if (chosen.length !== wanted.size) return fail({ code: 'KIT_INTERVIEW_NOT_FOUND' })
  const kit = await pinnedKit(organisationId, kitVersionId, tx)
  const interviewIds: number[] = []
  for (const { id, key, position, minutes } of chosen) {
    const made = await tx.interview.create({
      data: { organisationId, loopId, kitInterviewId: id, position, minutes },
      select: { id: true },
    })
    interviewIds.push(made.id)
    await recordSuggestedPrompts(tx, viewer, {
      interviewId: made.id,
      loopId,
      applicationId: application.id,
      candidateId: application.candidateId,
      kit,
      key,
    })
  }
  return ok({ loopId, interviewIds })
}

/** One more interview of the kit version that the loop was planned with; the same one twice is another session. */
export const addInterview = (
  viewer: Viewer,
  applicationId: number,
  { kitInterviewId, revision }: { kitInterviewId: number; revision: number },
) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const taken = await reviseLoop(tx, viewer, { applicationId, revision })
    if (!taken.ok) return taken
    const { loopId, application } = taken.value
    const kitVersionId = kitVersionOf(application)
    const written = await writeInterviews(tx, viewer, {
      kitVersionId,
      loopId,
      application,
      kitInterviewIds: [kitInterviewId],
    })
    if (!written.ok) return written
    const interviewId = mustExist(written.value.interviewIds[0], 'interview that was added')
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'interview.added',
      subject: { type: 'interview', id: interviewId },
      applicationId,
    })
    return ok({ interviewId })
  })
