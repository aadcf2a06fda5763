import type { scorecardColumns } from '~/domain/export/columns'
import type { Viewer } from '~/domain/policy/policy'
import { evidenceLines, readEvidence } from '~/domain/scorecard/evidence'
import { countedVersion, currentVersion } from '~/domain/scorecard/versions'
import type { Prisma } from '~/generated/prisma/client.ts'
import { db } from '~/platform/db.server'
import { candidateNames, type CandidateNames } from '../candidate/candidate-names.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { jobsVisible } from '../scope.server'
import { listed, PAGE, pagesOf, type RowOf } from './pages'

type ScorecardRow = RowOf<typeof scorecardColumns>

const text = { select: { format: true, body: true } } as const

const columns = {
  id: true,
  shadow: true,
  user: { select: { id: true, name: true } },
  interview: {
    select: {
      startsAt: true,
      kitInterview: { select: { name: true } },
      loop: {
        select: {
          kitVersion: { select: { kit: true, version: true } },
          application: {
            select: {
              id: true,
              candidate: { select: { id: true, name: true } },
              job: { select: { id: true, name: true, seniority: true, confidential: true, namesHidden: true } },
            },
          },
        },
      },
    },
  },
  scorecardVersions: {
    select: {
      number: true,
      kind: true,
      blind: true,
      submittedAt: true,
      recommendation: true,
      recommendationText: text,
      ratings: {
        select: {
          level: true,
          kitCriterion: { select: { key: true, calibrationKey: true, name: true, position: true } },
          evidenceText: text,
        },
      },
      flagFindings: {
        select: { severity: true, kitRedFlag: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
    orderBy: { number: 'asc' },
  },
} as const satisfies Prisma.ScorecardSelect

type Card = Prisma.ScorecardGetPayload<{ select: typeof columns }>

/**
 * Ratings of submitted scorecards in the viewer's reach, one row each. Applications for which the viewer is blind or from
 * which they are recused are left out in the query itself.
 */
export async function* scorecardRows(viewer: Viewer, jobId: number | null): AsyncGenerator<ScorecardRow> {
  const { organisationId } = viewer
  const { organisationId: _, ...job } = jobsVisible(viewer, 'export-scorecards')
  const withheld = await withheldApplicationIds(viewer)
  const application = { id: { notIn: withheld }, job, ...(jobId === null ? {} : { jobId }) }
  const names = await candidateNames(viewer)
  const load = (after: number) =>
    db().scorecard.findMany({
      where: {
        organisationId,
        id: { gt: after },
        scorecardVersions: { some: {} },
        interview: { loop: { application } },
      },
      select: columns,
      orderBy: { id: 'asc' },
      take: PAGE,
    })
  for await (const page of pagesOf(load, ({ id }) => id)) for (const card of page) yield* rowsOf(card, names)
}

/** The ratings of the version that counts, or else of the current one; none of a withdrawn scorecard. */
function rowsOf(card: Card, names: CandidateNames): ScorecardRow[] {
  const { interview, user, shadow, scorecardVersions: versions } = card
  const counted = countedVersion({ shadow, versions })
  const shown = counted ?? currentVersion(versions)
  if (!shown || !currentVersion(versions)) return []
  const { candidate, job, id } = interview.loop.application
  const { kit, version } = interview.loop.kitVersion
  return [...shown.ratings]
    .sort((one, other) => one.kitCriterion.position - other.kitCriterion.position)
    .map(({ level, kitCriterion, evidenceText }) => ({
      scorecard: card.id,
      application: id,
      candidate: candidate.id,
      candidate_name: candidate.name === null ? null : names.label(candidate, job),
      job_id: job.id,
      job: job.name,
      seniority: job.seniority,
      kit_version: version,
      interview: interview.kitInterview.name,
      held: interview.startsAt,
      interviewer: user.id,
      interviewer_name: user.name,
      shadow,
      version: shown.number,
      submitted: shown.submittedAt,
      blind: shown.blind,
      counts: counted !== null,
      criterion: kitCriterion.calibrationKey ?? `${kit}/${kitCriterion.key}`,
      criterion_name: kitCriterion.name,
      score: level,
      evidence: wordsOf(evidenceText),
      recommendation: shown.recommendation,
      recommendation_reason: wordsOf(shown.recommendationText),
      red_flags: listed(shown.flagFindings.map(({ kitRedFlag, severity }) => `${kitRedFlag.name} (${severity})`)),
    }))
}

const wordsOf = (row: { format: string; body: string | null } | null): string | null =>
  row === null || row.body === null ? null : evidenceLines(readEvidence({ format: row.format, body: row.body }))
