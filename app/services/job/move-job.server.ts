import { compareKits, type KitChanges } from '~/domain/kit/compare-kits'
import type { MoveJob } from '~/domain/job/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { retryIfKeyTaken } from '~/platform/retry-if-key-taken.server'
import { audit } from '~/platform/audit.server'
import { db, transaction } from '~/platform/db.server'
import { kitForJobs } from '../kit/current-kit.server'
import { pinKit } from '../kit/pin-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { recordWrite, findEarlierWrite } from '../write-key.server'
import { findJob } from './jobs.server'

export type JobMove = {
  job: { id: number; name: string }
  kit: { id: string; name: string; from: string; fromId: number }
  /** The version of the files, and what is sent back to name it; null: the job has it already, or no such kit is served. */
  to: { version: string; hash: string } | null
  changes: KitChanges | null
  /** Applications under way: with a loop, which stays as it was planned, and without one, which will follow the job. */
  stay: number
  follow: number
  writeKey: string
}

/** What would change if the job moved to the kit as its files are now. */
export async function readJobMove(viewer: Viewer, jobId: number) {
  const { organisationId } = viewer
  const found = await findJob(db(), viewer, jobId, 'manage-jobs')
  if (!found.ok) return found
  const job = found.value
  const kit = await pinnedKit(organisationId, job.kitVersionId)
  const served = await kitForJobs(db(), organisationId, job.role)
  const pinned = await db().kitVersion.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: job.kitVersionId } },
    select: { hash: true },
  })
  const moves = served !== null && served.hash !== pinned.hash
  // An application of which the viewer may not know the outcome counts as under way, whatever became of it.
  const under = { OR: [{ state: 'open' as const }, { id: { in: await withheldApplicationIds(viewer) } }] }
  const count = (loop: { isNot: null } | { is: null }) =>
    db().application.count({ where: { organisationId, jobId, loop, ...under } })
  const move: JobMove = {
    job: { id: job.id, name: job.name },
    kit: { id: kit.id, name: kit.name, from: kit.version, fromId: job.kitVersionId },
    to: moves ? { version: served.kit.version, hash: served.hash } : null,
    changes: moves ? compareKits(kit, served.kit) : null,
    stay: await count({ isNot: null }),
    follow: await count({ is: null }),
    writeKey: `kit-of-job-${job.id}-${job.revision}`,
  }
  return ok(move)
}

/**
 * Moves the job to the version that was looked at. Loops that are planned keep theirs (ADR 8): no scorecard, score or
 * packet changes. If the files have changed since, nothing moves.
 */
export const moveJob = (viewer: Viewer, jobId: number, form: MoveJob) =>
  retryIfKeyTaken(() =>
    transaction(async (tx) => {
      const { organisationId, userId } = viewer
      const found = await findJob(tx, viewer, jobId, 'manage-jobs')
      if (!found.ok) return found
      const { writeKey: key, ...content } = form
      const write = { key, act: 'job.kit-moved', content: { jobId, ...content } }
      const before = await findEarlierWrite(tx, viewer, write)
      if (!before.ok) return fail({ code: 'KIT_STALE', message: STALE })
      if (before.value !== null) return ok({})
      const { kitVersionId: from, role } = found.value
      const served = await kitForJobs(tx, organisationId, role)
      if (served?.hash !== form.hash) return fail({ code: 'KIT_STALE', message: STALE })
      const to = await pinKit(tx, organisationId, served)
      if (to === from) return fail({ code: 'KIT_STALE', message: STALE })
      await tx.job.update({
        where: { organisationId_id: { organisationId, id: jobId } },
        data: { kitVersionId: to, revision: { increment: 1 } },
      })
      await recordWrite(tx, viewer, write, jobId)
      await audit(tx, {
        organisationId,
        actorId: userId,
        act: 'job.kit-moved',
        subject: { type: 'job', id: jobId },
        detail: { from, to, version: served.kit.version, hash: served.hash },
      })
      return ok({})
    }),
  )

const STALE = 'The kit or the job has changed since you opened this page. The current changes are shown below.'
