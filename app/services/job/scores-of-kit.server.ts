import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { visibleRun } from '../calibration/visible-run.server'
import { jobsVisible } from '../scope.server'
import { withheldApplicationIds } from '../recusal/recused.server'

/** Fewer candidates than this say nothing about how a bar would part them. */
export const ENOUGH_SCORES = 20

/** How many candidates of this role scored 1.0, 1.1, … 4.0 in the run that the viewer may see; null while there are too few. */
export async function scoresOfKit(viewer: Viewer, role: string): Promise<number[] | null> {
  const { organisationId } = viewer
  const withheld = await withheldApplicationIds(viewer)
  const { run } = await visibleRun(db(), viewer)
  const scores = await db().runScore.findMany({
    where: {
      organisationId,
      runId: run?.id ?? 0,
      applicationId: { notIn: withheld },
      application: { job: { ...jobsVisible(viewer, 'read-job'), role } },
    },
    select: { score: true },
  })
  if (scores.length < ENOUGH_SCORES) return null
  const counts = Array.from({ length: 31 }, () => 0)
  for (const { score } of scores) {
    const at = Math.min(30, Math.max(0, Math.round((score - 1) * 10)))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}
