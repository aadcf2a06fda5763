import type { Role, Viewer } from '~/domain/policy/policy'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { grantCodes } from '../identity/grant-codes.server'

type Given = { userId: number; role: Role; jobId: number; confidential: boolean }

/** Gives this person the role in this job, unless a grant of theirs reaches it already. A grant for all jobs reaches no confidential one. */
export async function grantHere(tx: Tx, viewer: Viewer, { userId, role, jobId, confidential }: Given): Promise<void> {
  const { organisationId, userId: grantedById } = viewer
  const held = await tx.grant.findFirst({
    where: {
      organisationId,
      userId,
      role,
      revokedAt: null,
      OR: [{ jobId }, ...(confidential ? [] : [{ jobId: null }])],
    },
    select: { id: true },
  })
  if (held) return
  const rolesBefore = await grantCodes(tx, organisationId, userId)
  await tx.grant.create({ data: { organisationId, userId, role, jobId, grantedById, grantedAt: now() } })
  await audit(tx, {
    organisationId,
    actorId: grantedById,
    act: 'grant.added',
    subject: { type: 'user', id: userId },
    detail: {
      role,
      jobId,
      toThemselves: userId === grantedById,
      roles: await grantCodes(tx, organisationId, userId),
      rolesBefore,
    },
  })
}

/** A job that becomes confidential is kept by whoever made it so, and by the interviewers who sit in it. */
export async function keepAccess(tx: Tx, viewer: Viewer, jobId: number): Promise<void> {
  const { organisationId, userId } = viewer
  const named = { jobId, confidential: true }
  await grantHere(tx, viewer, { userId, role: 'recruiter', ...named })
  const seated = await tx.scorecard.findMany({
    where: { organisationId, releasedAt: null, interview: { loop: { application: { jobId } } } },
    select: { userId: true },
    distinct: ['userId'],
  })
  for (const one of seated) await grantHere(tx, viewer, { userId: one.userId, role: 'interviewer', ...named })
}
