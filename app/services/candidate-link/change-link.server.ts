import { linkStatus } from '~/domain/candidate-link/status'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { transaction, type Tx } from '~/platform/db.server'
import { findInterviewToRun } from '../interview/find-interview.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { endedWithApplication } from './ended-with-application.server'

type Target = { interviewId: number; linkId: number }

/** Closes the candidate's page at once. One that is closed already stays as it is. */
export const revokeCandidateLink = (viewer: Viewer, target: Target) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findLink(tx, viewer, target)
    if (!found.ok) return found
    const { link, applicationId, ended } = found.value
    if (linkStatus(link, now(), ended) !== 'live') return ok({})
    await tx.candidateLink.update({
      where: { organisationId_id: { organisationId, id: link.id } },
      data: { revokedAt: now(), revokedById: userId },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate-link.revoked',
      subject: { type: 'interview', id: target.interviewId },
      applicationId,
      detail: { link: link.id },
    })
    return ok({})
  })

/** Puts an exhibit that the candidate asked for on their page. */
export const handOverExhibit = (viewer: Viewer, target: Target & { exhibit: string }) =>
  transaction(async (tx) => {
    const { organisationId, userId } = viewer
    const found = await findLink(tx, viewer, target)
    if (!found.ok) return found
    const { link, applicationId, ended } = found.value
    const kit = await pinnedKit(organisationId, link.kitVersionId, tx)
    const known = kit.prompts.find(({ id }) => id === link.prompt)?.on_request.some(({ id }) => id === target.exhibit)
    if (!known) return fail({ code: 'EXHIBIT_NOT_FOUND' })
    if (linkStatus(link, now(), ended) !== 'live')
      return fail({ code: 'LINK_OVER_CONFLICT', message: ended ? CLOSED : OVER })
    if (link.given.includes(target.exhibit)) return ok({})
    await tx.candidateLink.update({
      where: { organisationId_id: { organisationId, id: link.id } },
      data: { given: [...link.given, target.exhibit] },
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'candidate-link.exhibit-given',
      subject: { type: 'interview', id: target.interviewId },
      applicationId,
      detail: { link: link.id, exhibit: target.exhibit },
    })
    return ok({})
  })

const CLOSED = 'The application is closed, and the pages for its candidate with it. Nothing was handed over.'
const OVER = 'This page is closed; create another one to hand over an exhibit.'

async function findLink(tx: Tx, viewer: Viewer, { interviewId, linkId }: Target) {
  const { organisationId } = viewer
  const found = await findInterviewToRun(tx, viewer, interviewId)
  if (!found.ok) return found
  if (!found.value.handsOut) return fail({ code: 'FORBIDDEN' })
  const link = await tx.candidateLink.findUnique({
    where: { organisationId_id: { organisationId, id: linkId } },
  })
  if (link?.interviewId !== interviewId) return fail({ code: 'LINK_NOT_FOUND' })
  const { application } = found.value.interview.loop
  const ended = await endedWithApplication(tx, { organisationId, ...application })
  return ok({ link, applicationId: application.id, ended })
}
