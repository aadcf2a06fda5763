import { readState, type HiringState } from '~/engine'
import type { Tx } from '~/platform/db.server'

export type RunInForce = {
  id: number
  modelVersion: string
  inputHash: string
  finishedAt: Date
  ratings: number
  candidates: number
  interviewers: number
}

const facts = {
  id: true,
  modelVersion: true,
  inputHash: true,
  finishedAt: true,
  ratings: true,
  candidates: true,
  interviewers: true,
} as const

/** The run whose figures count now: the latest that was completed. null before the first. */
export const runInForce = (reader: Tx, organisationId: number): Promise<RunInForce | null> =>
  reader.calibrationRun.findFirst({
    where: { organisationId, state: 'completed' },
    orderBy: { id: 'desc' },
    select: facts,
  })

/** The latest completed run that was stored before this place in the order of events; null where none is kept. */
export const runBefore = (reader: Tx, organisationId: number, order: number): Promise<RunInForce | null> =>
  reader.calibrationRun.findFirst({
    where: { organisationId, state: 'completed', storedOrder: { lt: order } },
    orderBy: { storedOrder: 'desc' },
    select: facts,
  })

/** What the run leaves behind to bring one application up to date; null where it held no rating. */
export async function stateOfRun(reader: Tx, organisationId: number, runId: number): Promise<HiringState | null> {
  const { resume } = await reader.calibrationRun.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: runId } },
    select: { resume: true },
  })
  return readState(resume)
}
