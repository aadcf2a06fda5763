import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { assignInterviewer } from '~/services/loop/assign-interviewer.server'
import { planLoop } from '~/services/loop/plan-loop.server'
import { readLoop } from '~/services/loop/read-loop.server'

/** The loop of an application as somebody who may plan it reads it. */
export async function loopOf(planner: Viewer, applicationId: number) {
  const read = await readLoop(planner, applicationId)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

/** Plans a loop of debugging alone, as the builder shows it. */
export async function planDebugging(planner: Viewer, applicationId: number) {
  const { kitInterviews } = await loopOf(planner, applicationId)
  const debugging = kitInterviews.find(({ name }) => /debugging/i.test(name))!
  const made = await planLoop(planner, applicationId, [debugging.id])
  if (!made.ok) throw new Error(made.error.code)
  return { debugging, interviewId: made.value.interviewIds[0]! }
}

type Seat = { applicationId: number; interviewId: number; shadow?: boolean }

/** Assigns somebody, on the loop as it is now. */
export async function assign(planner: Viewer, user: Viewer, { applicationId, interviewId, shadow = false }: Seat) {
  const { revision } = await loopOf(planner, applicationId)
  return assignInterviewer(planner, { applicationId, interviewId, revision: revision!, userId: user.userId, shadow })
}

/** The id of the scorecard that the assignment makes. */
export async function assigned(planner: Viewer, user: Viewer, seat: Seat): Promise<number> {
  const done = await assign(planner, user, seat)
  if (!done.ok) throw new Error(done.error.code)
  return done.value.scorecardId
}

/** What the audit log says was done to the application, the first act first. */
export async function actsOn({ organisationId }: Viewer, applicationId: number): Promise<string[]> {
  const entries = await db().auditEntry.findMany({ where: { organisationId, applicationId }, orderBy: { id: 'asc' } })
  return entries.map(({ act }) => act)
}
