import { interval90, type HiringComponentName, type HiringDiagnostics, type HiringWarning } from '~/engine'
import { CALIBRATE } from '~/domain/jobs/calibrate'
import type { Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import { db, type Tx } from '~/platform/db.server'
import { withheldApplicationIds } from '~/services/recusal/recused.server'
import { blindApplicationIds } from '~/services/scorecard/blindness.server'
import { diagnosticsView, type DiagnosticsView } from './diagnostics-view'
import { modelComparison, type ModelComparison } from './model-comparison.server'
import type { RunInForce } from './run-in-force.server'
import { visibleRun } from './visible-run.server'

export type CalibrationHealth = {
  /** `latest`; `earlier` or none to a reader who is blind somewhere, whose figures are of a run from before. */
  reads: 'latest' | 'earlier'
  run: {
    /** Number and input hash; null to a reader who is blind somewhere. */
    reference: { id: number; inputHash: string } | null
    at: string
    modelVersion: string
    ratings: number
    candidates: number
    interviewers: number
    warnings: HiringWarning[]
    /** Of the middle application: half are more reliable, half less. null where the run scores none. */
    reliability: number | null
    components: {
      name: HiringComponentName
      variance: number
      share: number
      se: number | null
      levels: number
      priorWeight: number
      assumed: boolean
    }[]
    severities: {
      userId: number
      name: string
      scorecards: number
      /** Numbers only where the run may name them. */
      severity: { levels: number; lower: number; upper: number } | null
    }[]
    diagnostics: DiagnosticsView | null
    /** Kept from those who are blind somewhere, as 'closed'. */
    comparison: ModelComparison | 'closed' | null
  } | null
  /** A run is waiting or being made. Kept from those who are blind somewhere: it tells that somebody has submitted. */
  pending: boolean
  /** Why the latest run could not be made, where it is newer than the one in force. Kept likewise. */
  failure: { at: string; reason: string } | null
}

/**
 * How well the ratings are understood: the run that the viewer may see, what it has learned, and what it still assumes.
 */
export async function calibrationHealth(viewer: Viewer): Promise<CalibrationHealth> {
  const { organisationId, timeZone } = viewer
  const reader = db()
  const blind = await blindApplicationIds(viewer, reader)
  const withheld = await withheldApplicationIds(viewer, reader)
  const { run, earlier } = await visibleRun(reader, viewer)
  const later = earlier ? { pending: false, failure: null } : await laterThan(reader, viewer, run?.id ?? 0)
  const reads = earlier ? 'earlier' : 'latest'
  if (!run) return { reads, run: null, ...later }
  return {
    reads,
    run: {
      reference: earlier ? null : { id: run.id, inputHash: run.inputHash },
      at: dayAndTime(run.finishedAt, timeZone),
      modelVersion: run.modelVersion,
      ratings: run.ratings,
      candidates: run.candidates,
      interviewers: run.interviewers,
      ...(await figures(reader, organisationId, run, { withheld, blindAnywhere: blind.length > 0 })),
      comparison: blind.length > 0 ? 'closed' : await modelComparison(reader, viewer, run.id, withheld),
    },
    ...later,
  }
}

async function laterThan(reader: Tx, { organisationId, timeZone }: Viewer, runId: number) {
  const pending = await reader.queueJob.count({
    where: { organisationId, name: CALIBRATE, state: { in: ['waiting', 'active'] } },
  })
  const failed = await reader.calibrationRun.findFirst({
    where: { organisationId, state: 'failed', id: { gt: runId } },
    orderBy: { id: 'desc' },
    select: { finishedAt: true, failure: true },
  })
  return {
    pending: pending > 0,
    failure: failed && { at: dayAndTime(failed.finishedAt, timeZone), reason: failed.failure ?? '' },
  }
}

/** The run's own figures; what can be counted by application leaves out those that are withheld from the viewer. */
async function figures(
  reader: Tx,
  organisationId: number,
  run: RunInForce,
  { withheld, blindAnywhere }: { withheld: number[]; blindAnywhere: boolean },
) {
  const where = { organisationId, runId: run.id }
  const { warnings, diagnostics } = await reader.calibrationRun.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: run.id } },
    select: { warnings: true, diagnostics: true },
  })
  const components = await reader.runComponent.findMany({ where, orderBy: { id: 'asc' } })
  const total = components.reduce((sum, { variance }) => sum + variance, 0)
  const severities = await reader.runSeverity.findMany({
    where,
    include: { user: { select: { id: true, name: true } } },
  })
  const cards = await reader.runScorecard.findMany({
    where: { ...where, scorecard: { interview: { loop: { applicationId: { notIn: withheld } } } } },
    select: { scorecard: { select: { userId: true } } },
  })
  const scores = await reader.runScore.findMany({
    where: { ...where, applicationId: { notIn: withheld }, reliability: { not: null } },
    select: { reliability: true },
    orderBy: { reliability: 'asc' },
  })
  const people = new Map(
    severities.map(({ user, reported }) => [user.id, { name: user.name ?? `Former user ${user.id}`, reported }]),
  )
  return {
    diagnostics: diagnosticsView(JSON.parse(diagnostics) as HiringDiagnostics | null, people, blindAnywhere),
    warnings: JSON.parse(warnings) as HiringWarning[],
    reliability: scores[Math.floor(scores.length / 2)]?.reliability ?? null,
    components: components.map(({ name, variance, se, levels, priorWeight, assumed }) => ({
      name: name as HiringComponentName,
      variance,
      share: total > 0 ? variance / total : 0,
      se,
      levels,
      priorWeight: priorWeight ?? 0,
      assumed,
    })),
    severities: severities
      .map(({ user, severity, sd, reported }) => ({
        userId: user.id,
        name: user.name ?? `Former user ${user.id}`,
        scorecards: cards.filter(({ scorecard }) => scorecard.userId === user.id).length,
        severity: reported ? { levels: severity, ...interval90(severity, sd) } : null,
      }))
      .sort(
        (a, b) =>
          (b.severity?.levels ?? 0) - (a.severity?.levels ?? 0) ||
          a.name.localeCompare(b.name, 'en-GB') ||
          a.userId - b.userId,
      ),
  }
}
