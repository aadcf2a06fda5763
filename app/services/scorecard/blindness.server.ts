import { couldHaveRead, NOW, type ReadingHistory } from '~/domain/scorecard/blind'
import type { Viewer } from '~/domain/policy/policy'
import { db, type Tx } from '~/platform/db.server'
import { OWED } from './owed.server'

type Person = Pick<Viewer, 'organisationId' | 'userId'>

const owed = ({ organisationId, userId }: Person) => ({ organisationId, userId, ...OWED })

/**
 * Is the viewer blind for this application? Then nothing that depends on what colleagues submitted, scored, voted or
 * decided there may be read from the database for them, let alone sent.
 */
export async function isBlind(reader: Pick<Tx, 'scorecard'>, viewer: Person, applicationId: number): Promise<boolean> {
  const one = await reader.scorecard.findFirst({
    where: { ...owed(viewer), interview: { loop: { applicationId } } },
    select: { id: true },
  })
  return one !== null
}

/** The applications for which the viewer is blind: lists and counts mask exactly these. */
export async function blindApplicationIds(viewer: Person, reader: Pick<Tx, 'scorecard'> = db()): Promise<number[]> {
  const rows = await reader.scorecard.findMany({
    where: owed(viewer),
    select: { interview: { select: { loop: { select: { applicationId: true } } } } },
  })
  return [...new Set(rows.map(({ interview }) => interview.loop.applicationId))].sort((a, b) => a - b)
}

/** Has the viewer submitted everything assigned to them in this application, and at least one scorecard? */
export async function hasSubmittedAll(reader: Tx, viewer: Person, applicationId: number): Promise<boolean> {
  if (await isBlind(reader, viewer, applicationId)) return false
  const { organisationId, userId } = viewer
  const submitted = await reader.scorecard.findFirst({
    where: { organisationId, userId, interview: { loop: { applicationId } }, scorecardVersions: { some: {} } },
    select: { id: true },
  })
  return submitted !== null
}

/**
 * Would what this author writes now be written blind? Asked in the transaction that writes it, which sees all that was
 * committed before; the order of that is the database's own. The same statements run whatever colleagues have done. A
 * score follows a submission within moments and older runs are pruned, so the first submission by anybody stands for
 * the first score.
 */
export async function writesBlind(
  tx: Tx,
  author: Person,
  application: { id: number; job: ReadingHistory['job'] },
): Promise<boolean> {
  const { organisationId, userId } = author
  const there = { interview: { loop: { applicationId: application.id } } }
  const own = await tx.scorecard.findMany({
    where: { organisationId, userId, ...there },
    select: {
      assignedOrder: true,
      releasedOrder: true,
      scorecardVersions: { where: { number: 1 }, select: { writtenOrder: true } },
    },
  })
  const first = (others: boolean) =>
    tx.scorecardVersion.aggregate({
      where: { organisationId, number: 1, scorecard: { ...(others ? { userId: { not: userId } } : {}), ...there } },
      _min: { writtenOrder: true },
    })
  const byOther = await first(true)
  const byAnybody = await first(false)
  const grants = await tx.grant.findMany({
    where: { organisationId, userId },
    select: { role: true, jobId: true, grantedOrder: true, revokedOrder: true },
  })
  return !couldHaveRead({
    now: NOW,
    firstOther: byOther._min.writtenOrder,
    firstScore: byAnybody._min.writtenOrder,
    own: own.map(({ assignedOrder, releasedOrder, scorecardVersions }) => ({
      assigned: assignedOrder,
      released: releasedOrder,
      submitted: scorecardVersions[0]?.writtenOrder ?? null,
    })),
    grants: grants.map(({ role, jobId, grantedOrder, revokedOrder }) => ({
      role,
      jobId,
      granted: grantedOrder,
      revoked: revokedOrder,
    })),
    job: { ...application.job, confidential: await wasAlwaysConfidential(tx, organisationId, application.job) },
  })
}

/**
 * Confidential now and ever since it was made? A job that once was not could be read then by whoever held a role for
 * all jobs, and when it changed is not in the order of events: it counts as any other job.
 */
async function wasAlwaysConfidential(tx: Tx, organisationId: number, job: ReadingHistory['job']): Promise<boolean> {
  if (!job.confidential) return false
  const changed = await tx.auditEntry.findFirst({
    where: {
      organisationId,
      act: 'job.changed',
      subjectType: 'job',
      subjectId: job.id,
      detail: { contains: '"confidential"' },
    },
    select: { id: true },
  })
  return changed === null
}
