import { assignedAtOnce, type AssignedScorecard } from '~/domain/calibration/earlier-run'
import type { Viewer } from '~/domain/policy/policy'
import type { Tx } from '~/platform/db.server'
import { blindApplicationIds } from '~/services/scorecard/blindness.server'
import { OWED } from '~/services/scorecard/owed.server'
import { runBefore, runInForce, type RunInForce } from './run-in-force.server'

type Reader = Pick<Viewer, 'organisationId' | 'userId'>

export type VisibleRun = {
  /** The run whose figures this reader may see; null where there is none. */
  run: RunInForce | null
  /** The reader is blind somewhere, so it is not the run in force but an earlier one, or none. */
  earlier: boolean
}

/**
 * The run whose figures a reader may see (design.md, rule 3; adr 015). A run moves with every submission, so whoever is
 * blind for an application sees the last run from before anybody was assigned there: no submission there can be in it,
 * and which one it is does not depend on colleagues' submissions. Where that run may have been deleted meanwhile, there
 * is none.
 */
export async function visibleRun(reader: Tx, { organisationId, userId }: Reader): Promise<VisibleRun> {
  const blind = await blindApplicationIds({ organisationId, userId }, reader)
  if (blind.length === 0) return { run: await runInForce(reader, organisationId), earlier: false }
  const assigned = await scorecardsOf(reader, organisationId, { id: { in: blind } })
  const atOnce = blind.every((id) =>
    assignedAtOnce(
      assigned.filter(({ applicationId }) => applicationId === id),
      userId,
    ),
  )
  const first = Math.min(...assigned.map(({ assignedOrder }) => assignedOrder))
  const run = await runBefore(reader, organisationId, first)
  return { run: atOnce ? run : null, earlier: true }
}

/** More than these are not kept for readers who are blind: the oldest go first. */
const KEPT_FOR_READERS = 30

/** The runs that `visibleRun` shows to somebody, and may show to anybody who owes a scorecard now. They are not deleted. */
export async function runsForBlindReaders(reader: Tx, organisationId: number): Promise<number[]> {
  const owing = { loop: { interviews: { some: { scorecards: { some: OWED } } } } }
  const assigned = await scorecardsOf(reader, organisationId, owing)
  const firsts = new Map<number, number>()
  for (const { applicationId, assignedOrder } of assigned)
    firsts.set(applicationId, Math.min(assignedOrder, firsts.get(applicationId) ?? assignedOrder))
  const runs = await reader.calibrationRun.findMany({
    where: { organisationId, state: 'completed' },
    select: { id: true, storedOrder: true },
    orderBy: { storedOrder: 'desc' },
  })
  const wanted = [...firsts.values()].map((first) => runs.find(({ storedOrder }) => storedOrder < first))
  const kept = runs.filter((run) => wanted.includes(run))
  return kept.slice(0, KEPT_FOR_READERS).map(({ id }) => id)
}

async function scorecardsOf(
  reader: Tx,
  organisationId: number,
  application: { id: { in: number[] } } | { loop: object },
): Promise<(AssignedScorecard & { applicationId: number })[]> {
  const cards = await reader.scorecard.findMany({
    where: { organisationId, interview: { loop: { application } } },
    select: {
      userId: true,
      assignedOrder: true,
      createdAt: true,
      interview: { select: { loop: { select: { applicationId: true } } } },
    },
  })
  return cards.map(({ interview, createdAt, ...card }) => ({
    ...card,
    assignedAt: createdAt,
    applicationId: interview.loop.applicationId,
  }))
}
