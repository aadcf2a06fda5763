import type { Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { kitProblems } from '~/platform/rubric-store.server'
import { blindApplicationIds } from '../scorecard/blindness.server'

/** What needs the administrator: invitations nobody took up, kit files that cannot be read, a run that failed. */
export async function administratorDesk(viewer: Viewer) {
  const { organisationId } = viewer
  const invited = await db().user.findMany({
    where: { organisationId, state: 'invited' },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
    take: 50,
  })
  return {
    invited: invited.map(({ id, name }) => ({ id, name: name ?? '' })),
    kitFiles: [...new Set(kitProblems().map(({ file }) => file))],
    failedRun: await failedRun(viewer),
  }
}

/** The latest run, if it failed. Runs follow submissions, so somebody who is blind anywhere is not told. */
async function failedRun(viewer: Viewer): Promise<string | null> {
  const { organisationId, timeZone } = viewer
  if ((await blindApplicationIds(viewer)).length > 0) return null
  const run = await db().calibrationRun.findFirst({
    where: { organisationId, state: { in: ['completed', 'failed'] } },
    orderBy: { id: 'desc' },
    select: { state: true, finishedAt: true },
  })
  return run?.state === 'failed' ? dayAndTime(run.finishedAt, timeZone) : null
}
