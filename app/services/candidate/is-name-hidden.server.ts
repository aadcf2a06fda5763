import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import { blindApplicationIds } from '../scorecard/blindness.server'

/** Is the viewer to interview one of these candidates in a job that hides names from interviewers? */
export async function isNameHidden(tx: Tx, viewer: Viewer, candidateIds: readonly number[]): Promise<boolean> {
  const { organisationId } = viewer
  const hidden = await tx.application.findFirst({
    where: {
      organisationId,
      candidateId: { in: [...candidateIds] },
      id: { in: await blindApplicationIds(viewer, tx) },
      job: { namesHidden: true },
    },
    select: { id: true },
  })
  return hidden !== null
}
