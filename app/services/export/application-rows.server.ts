import type { applicationColumns } from '~/domain/export/columns'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { visibleRun } from '../calibration/visible-run.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { jobsVisible } from '../scope.server'
import { blindApplicationIds } from '../scorecard/blindness.server'
import { PAGE, pagesOf, type RowOf } from './pages'

type ApplicationRow = RowOf<typeof applicationColumns>

const version = { select: { name: true, version: true } } as const

/**
 * The applications in the viewer's reach. Of one that is withheld from them nothing is read that colleagues could have
 * changed.
 */
export async function* applicationRows(viewer: Viewer, jobId: number | null): AsyncGenerator<ApplicationRow> {
  const { organisationId } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'export-applications')
  const blind = new Set(await blindApplicationIds(viewer))
  const withheld = new Set(await withheldApplicationIds(viewer))
  const names = await candidateNames(viewer)
  const { run } = await visibleRun(db(), viewer)
  const load = (after: number) =>
    db().application.findMany({
      where: { organisationId, id: { gt: after }, job: visible, ...(jobId === null ? {} : { jobId }) },
      select: {
        id: true,
        createdAt: true,
        candidate: { select: { id: true, name: true } },
        job: {
          select: { id: true, name: true, seniority: true, confidential: true, namesHidden: true, kitVersion: version },
        },
        loop: { select: { kitVersion: version } },
      },
      orderBy: { id: 'asc' },
      take: PAGE,
    })
  for await (const page of pagesOf(load, ({ id }) => id)) {
    const open = page.map(({ id }) => id).filter((id) => !withheld.has(id))
    const facts = await factsOf(organisationId, open, run?.id ?? null)
    for (const { id, createdAt, candidate, job, loop } of page) {
      const kit = loop?.kitVersion ?? job.kitVersion
      yield {
        application_id: id,
        candidate_id: candidate.id,
        candidate: candidate.name === null ? null : names.label(candidate, job),
        job_id: job.id,
        job: job.name,
        seniority: job.seniority,
        kit: `${kit.name} ${kit.version}`,
        created: createdAt,
        ...(facts.get(id) ?? NOTHING),
        withheld: blind.has(id) ? 'scorecard due' : withheld.has(id) ? 'recused' : null,
      }
    }
  }
}

type Facts = Omit<
  ApplicationRow,
  'application_id' | 'candidate_id' | 'candidate' | 'job_id' | 'job' | 'seniority' | 'kit' | 'created' | 'withheld'
>

const NOTHING: Facts = {
  state: null,
  closed: null,
  closing_reason: null,
  interviews: null,
  scorecards_due: null,
  scorecards_submitted: null,
  score: null,
  score_lower: null,
  score_upper: null,
  score_ratings: null,
  packets: null,
  decision: null,
  decided: null,
}

/** What only somebody who is neither blind nor recused may read of these applications. */
async function factsOf(
  organisationId: number,
  ids: readonly number[],
  runId: number | null,
): Promise<Map<number, Facts>> {
  const among = { organisationId, applicationId: { in: [...ids] } }
  const rows = await db().application.findMany({
    where: { organisationId, id: { in: [...ids] } },
    select: { id: true, state: true, closedAt: true, closingText: { select: { body: true } } },
  })
  const loops = await db().loop.findMany({
    where: among,
    select: {
      applicationId: true,
      interviews: {
        select: {
          state: true,
          scorecards: { select: { releasedAt: true, scorecardVersions: { select: { number: true }, take: 1 } } },
        },
      },
    },
  })
  const packets = await db().packet.groupBy({ by: ['applicationId'], where: among, _count: { _all: true } })
  const decisions = await db().decision.findMany({
    where: { organisationId, packet: among, supersededBy: { is: null } },
    select: { outcome: true, decidedAt: true, packet: { select: { applicationId: true } } },
    orderBy: { id: 'asc' },
  })
  const scores =
    runId === null
      ? []
      : await db().runScore.findMany({ where: { ...among, runId }, orderBy: { applicationId: 'asc' } })
  const loopOf = new Map(loops.map((one) => [one.applicationId, one]))
  const packetsOf = new Map(packets.map(({ applicationId, _count }) => [applicationId, _count._all]))
  const decisionOf = new Map(decisions.map((one) => [one.packet.applicationId, one]))
  const scoreOf = new Map(scores.map((one) => [one.applicationId, one]))
  return new Map(
    rows.map(({ id, state, closedAt, closingText }) => {
      const interviews = loopOf.get(id)?.interviews ?? []
      const cards = interviews.flatMap(({ scorecards }) => scorecards)
      const submitted = cards.filter(({ scorecardVersions }) => scorecardVersions.length > 0)
      const score = scoreOf.get(id)
      return [
        id,
        {
          state,
          closed: closedAt,
          closing_reason: closingText?.body ?? null,
          interviews: interviews.filter((one) => one.state === 'planned').length,
          scorecards_due: cards.filter((one) => one.releasedAt === null && !submitted.includes(one)).length,
          scorecards_submitted: submitted.length,
          score: score?.score ?? null,
          score_lower: score?.lower ?? null,
          score_upper: score?.upper ?? null,
          score_ratings: score?.ratings ?? null,
          packets: packetsOf.get(id) ?? 0,
          decision: decisionOf.get(id)?.outcome ?? null,
          decided: decisionOf.get(id)?.decidedAt ?? null,
        },
      ]
    }),
  )
}
