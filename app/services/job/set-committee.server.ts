import { changeDetail } from '~/domain/audit/change'
import { mayChangeVoters } from '~/domain/policy/change-voters'
import { may, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { committeeOfJob, eligibleVoters } from '../decision/eligible-voters.server'
import { grantHere } from './confidential.server'

/**
 * Sets the voters of a job: active people of the organisation who hold the committee's role for it, or are given it.
 * Packets sent before keep the voters that they were sent with. Every change is an audit entry with both lists.
 */
export async function setCommittee(
  tx: Tx,
  viewer: Viewer,
  job: { id: number; confidential: boolean; wasConfidential: boolean },
  given: readonly number[],
) {
  const { organisationId, userId } = viewer
  const { id: jobId, confidential, wasConfidential } = job
  const chosen = [...new Set(given)].sort((a, b) => a - b)
  const members = await tx.committeeMember.findMany({ where: { organisationId, jobId }, select: { userId: true } })
  const before = members.map((member) => member.userId).sort((a, b) => a - b)
  if (confidential && !wasConfidential) await keepVoters(tx, viewer, jobId, chosen)
  const change = changeDetail({ voters: before }, { voters: chosen })
  if (Object.keys(change).length === 0) return ok({})
  if (!may(viewer, 'name-voters', { id: jobId, confidential: wasConfidential })) return fail({ code: 'FORBIDDEN' })
  const allowed = mayChangeVoters(userId, before, chosen)
  if (!allowed.ok) return allowed
  const added = chosen.filter((id) => !before.includes(id))
  const found = await tx.user.findMany({
    where: { organisationId, id: { in: added }, state: 'active' },
    select: { id: true },
  })
  if (found.length !== added.length) return fail({ code: 'VOTER_NOT_FOUND' })
  await tx.committeeMember.deleteMany({ where: { organisationId, jobId, userId: { notIn: chosen } } })
  for (const voter of added) {
    await tx.committeeMember.create({
      data: { organisationId, jobId, userId: voter, namedById: userId, namedAt: now() },
    })
    await grantHere(tx, viewer, { userId: voter, role: 'committee_member', jobId, confidential })
  }
  await audit(tx, {
    organisationId,
    actorId: userId,
    act: 'job.voters-changed',
    subject: { type: 'job', id: jobId },
    detail: change,
  })
  return ok({})
}

/**
 * A role held for all jobs does not reach a confidential one: the voters who stay get it for this job. Those whose role
 * was revoked do not get it back this way.
 */
async function keepVoters(tx: Tx, viewer: Viewer, jobId: number, chosen: readonly number[]) {
  const { organisationId } = viewer
  const job = await tx.job.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: jobId } },
    select: committeeOfJob,
  })
  const kept = eligibleVoters({ ...job, confidential: false }).filter((userId) => chosen.includes(userId))
  for (const userId of kept)
    await grantHere(tx, viewer, { userId, role: 'committee_member', jobId, confidential: true })
}
