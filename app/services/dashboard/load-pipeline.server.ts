import { coverage } from '~/domain/loop/coverage'
import { stageOf, type Stage, type StageInterview } from '~/domain/application/stage'
import type { Viewer } from '~/domain/policy/policy'
import { dueAt, isOverdue } from '~/domain/scorecard/due'
import { isSubmitted } from '~/domain/scorecard/versions'
import { mustExist } from '~/domain/shared/must-exist'
import type { Prisma } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { shortDay } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames, type CandidateNames } from '../candidate/candidate-names.server'
import { kitVersionOf } from '../kit/kit-version-of'
import { jobsVisible } from '../scope.server'

export type PipelineRow = {
  id: number
  who: string
  job: string
  since: string
  /** null while the viewer is blind there, or recused. */
  stage: Stage | null
  recused: boolean
  /** Must-haves that nobody rates in a planned loop. */
  uncovered: string[]
  overdue: string[]
  emptyInterviews: string[]
}

const line = {
  id: true,
  createdAt: true,
  candidate: { select: { id: true, name: true } },
  job: { select: { id: true, name: true, kitVersionId: true, confidential: true, namesHidden: true } },
} as const satisfies Prisma.ApplicationSelect

const facts = {
  ...line,
  loop: {
    select: {
      kitVersionId: true,
      interviews: {
        where: { state: 'planned' },
        select: {
          startsAt: true,
          minutes: true,
          kitInterview: { select: { name: true, kitInterviewFocus: { select: { kitCriterionId: true } } } },
          scorecards: {
            where: { releasedAt: null, shadow: false },
            select: {
              userId: true,
              user: { select: { name: true, timeZone: true } },
              scorecardVersions: { select: { id: true }, take: 1 },
            },
            orderBy: { id: 'asc' },
          },
        },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      },
    },
  },
  packets: {
    select: { decisions: { select: { id: true }, take: 1 } },
    orderBy: { number: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.ApplicationSelect

type Loaded = Prisma.ApplicationGetPayload<{ select: typeof facts }>

type Asked = { after: number | null; take: number; withheld: readonly number[]; recused: readonly number[] }

/**
 * Applications under way in the viewer's reach, the newest first. One that is withheld from the viewer stands in its place
 * whatever became of it, and nothing more is read of it.
 */
export async function loadPipeline(viewer: Viewer, { after, take, withheld, recused }: Asked) {
  const { organisationId } = viewer
  const { organisationId: _, ...visible } = jobsVisible(viewer, 'plan-loop')
  const page = await db().application.findMany({
    where: {
      organisationId,
      job: visible,
      ...(after === null ? {} : { id: { lt: after } }),
      OR: [{ state: 'open' }, { id: { in: [...withheld] } }],
    },
    select: line,
    orderBy: { id: 'desc' },
    take: take + 1,
  })
  const shown = page.slice(0, take)
  const loaded = await db().application.findMany({
    where: { organisationId, id: { in: shown.map(({ id }) => id), notIn: [...withheld] } },
    select: facts,
  })
  const versions = [...shown.map(({ job }) => job.kitVersionId), ...loaded.map(kitVersionOf)]
  const mustHaves = await mustHavesOf(organisationId, [...new Set(versions)])
  const names = await candidateNames(viewer)
  const byId = new Map(loaded.map((one) => [one.id, one]))
  return {
    rows: shown.map((one) =>
      rowOf({ viewer, names, mustHaves, recused: recused.includes(one.id) }, one, byId.get(one.id) ?? null),
    ),
    next: page.length > take ? (shown.at(-1)?.id ?? null) : null,
  }
}

type MustHaves = Map<number, { id: number; name: string }[]>

async function mustHavesOf(organisationId: number, kitVersionIds: readonly number[]): Promise<MustHaves> {
  const rows = await db().kitCriterion.findMany({
    where: { organisationId, kitVersionId: { in: [...kitVersionIds] }, mustHave: true },
    select: { id: true, name: true, kitVersionId: true },
    orderBy: { position: 'asc' },
  })
  return new Map(kitVersionIds.map((id) => [id, rows.filter(({ kitVersionId }) => kitVersionId === id)]))
}

type Shown = Prisma.ApplicationGetPayload<{ select: typeof line }>

type Known = { viewer: Viewer; names: CandidateNames; mustHaves: MustHaves; recused: boolean }

function rowOf({ viewer, names, mustHaves, recused }: Known, shown: Shown, loaded: Loaded | null): PipelineRow {
  const row = {
    id: shown.id,
    who: names.label(shown.candidate, shown.job),
    job: shown.job.name,
    since: shortDay(shown.createdAt, viewer.timeZone),
    recused,
  }
  if (!loaded) return { ...row, stage: null, uncovered: [], overdue: [], emptyInterviews: [] }
  const interviews = loaded.loop?.interviews ?? null
  const uncovered = interviews ? uncoveredOf(interviews, mustHaves.get(kitVersionOf(loaded)) ?? []) : []
  const views = interviews?.map(viewOf) ?? null
  const packet = loaded.packets[0] ? { decided: loaded.packets[0].decisions.length > 0 } : null
  const cards = (views ?? []).flatMap(({ scorecards }) => scorecards)
  return {
    ...row,
    stage: stageOf({ interviews: views, uncovered, packet }),
    uncovered,
    overdue: cards.filter((card) => card.overdue && !card.submitted).map(({ name }) => name),
    emptyInterviews: (views ?? []).filter(({ scorecards }) => scorecards.length === 0).map(({ name }) => name),
  }
}

type LoadedInterview = NonNullable<Loaded['loop']>['interviews'][number]

function viewOf({ kitInterview, startsAt, minutes, scorecards }: LoadedInterview): StageInterview {
  return {
    name: kitInterview.name,
    startsAt,
    scorecards: scorecards.map(({ user, scorecardVersions }) => ({
      name: user.name ?? 'a former colleague',
      submitted: isSubmitted(scorecardVersions),
      overdue: isOverdue(dueAt(startsAt, minutes, user.timeZone), now()),
    })),
  }
}

function uncoveredOf(interviews: readonly LoadedInterview[], mustHaves: readonly { id: number; name: string }[]) {
  const states = coverage(
    mustHaves.map(({ id }) => String(id)),
    interviews.map(({ kitInterview, scorecards }) => ({
      focus: kitInterview.kitInterviewFocus.map(({ kitCriterionId }) => String(kitCriterionId)),
      raters: scorecards.map(({ userId }) => userId),
    })),
  )
  return mustHaves
    .filter((_, at) => mustExist(states[at], 'coverage of the criterion').state === 'uncovered')
    .map(({ name }) => name)
}
