import { LEAST_IN_PERIOD, LEAST_INTERVIEWERS, LEAST_SCORECARDS, type HiringDiagnostics } from '~/engine'
import { difficultyView, type DifficultyView } from '~/domain/prompt-rotation/difficulty'
import type { Kit } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import type { Tx } from '~/platform/db.server'
import { runInForce } from '../calibration/run-in-force.server'
import { blindApplicationIds } from '../scorecard/blindness.server'

/**
 * How difficult the prompts of a kit are by the run in force. Kept from whoever is blind anywhere, as 'closed', and then not
 * even read: the figures move with every submission (design.md, rule 3).
 */
export async function readDifficulty(reader: Tx, viewer: Viewer, kit: Kit): Promise<DifficultyView | 'closed' | null> {
  const { organisationId, timeZone } = viewer
  const blind = await blindApplicationIds(viewer, reader)
  if (blind.length > 0) return 'closed'
  const run = await runInForce(reader, organisationId)
  if (!run) return null
  const { diagnostics } = await reader.calibrationRun.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: run.id } },
    select: { diagnostics: true },
  })
  const { prompts } = (JSON.parse(diagnostics) as HiringDiagnostics | null) ?? {}
  if (!prompts) return null
  const needs = { scorecards: LEAST_SCORECARDS, inPeriod: LEAST_IN_PERIOD, interviewers: LEAST_INTERVIEWERS }
  return { at: dayAndTime(run.finishedAt, timeZone), needs, ...difficultyView(kit, prompts) }
}
