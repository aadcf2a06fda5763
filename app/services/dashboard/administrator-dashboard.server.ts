import type { Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { kitProblems } from '~/platform/rubric-store.server'
import { blindApplicationIds } from '../scorecard/blindness.server'

const NAMED = 4

/** What needs the administrator: a broken audit chain, a run that failed, kit files that cannot be read, open invitations. */
export async function administratorDashboard(viewer: Viewer) {
  const { organisationId } = viewer
  const where = { organisationId, state: 'invited' as const }
  const invited = await db().user.findMany({ where, select: { name: true }, orderBy: { id: 'asc' }, take: NAMED })
  return {
    invited: {
      names: invited.map(({ name }) => name ?? ''),
      total: invited.length < NAMED ? invited.length : await db().user.count({ where }),
    },
    kitFiles: [...new Set(kitProblems().map(({ file }) => file))],
    failedRun: await failedRun(viewer),
    chainBroken: await isChainBroken(viewer),
  }
}

/** Only whether: the number of an entry and the time of a finding move with what colleagues submit. */
async function isChainBroken({ organisationId }: Viewer): Promise<boolean> {
  const found = await db().auditVerification.findUnique({ where: { organisationId }, select: { brokenNumber: true } })
  return found !== null && found.brokenNumber !== null
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
