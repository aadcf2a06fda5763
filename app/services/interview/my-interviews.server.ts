import type { PlaceView } from '~/domain/interview/live'
import { placeView } from '~/domain/interview/place-link'
import { choiceLabels } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { ScorecardDraft } from '~/domain/scorecard/draft'
import { ratedCount } from '~/domain/scorecard/draft-shape'
import { dueAt, isOverdue } from '~/domain/scorecard/due'
import { isUnsubmitted, scorecardStatus, type ScorecardStatus } from '~/domain/scorecard/status'
import { isSubmitted } from '~/domain/scorecard/versions'
import { count } from '~/domain/shared/count'
import { mustExist } from '~/domain/shared/must-exist'
import type { Prisma } from '~/generated/prisma/client.ts'
import { now } from '~/platform/clock.server'
import { day, sameDay, shortDay, time } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { candidateNames, type CandidateNames } from '../candidate/candidate-names.server'
import { recusedApplicationIds } from '../recusal/recused.server'
import { blindApplicationIds } from '~/services/scorecard/blindness.server'
import { OWED } from '~/services/scorecard/owed.server'

export type StatusLine = { state: ScorecardStatus; text: string }
export type DueLine = { text: string; overdue: boolean } | null

export type UpcomingInterview = {
  interviewId: number
  scorecardId: number
  when: { time: string; day: string } | null
  /** It has begun by the plan and is not over. */
  running: boolean
  place: PlaceView | null
  what: string
  why: string
  status: StatusLine
  due: DueLine
}

export type OwedScorecard = {
  scorecardId: number
  what: string
  status: StatusLine
  due: DueLine
  act: 'begin' | 'go-on' | 'read'
}

export type PastScorecard = {
  scorecardId: number
  candidate: string
  interview: string
  submitted: string
  outcome: string
}

export type MyInterviews = {
  today: string
  timeZone: string
  summary: string
  upcoming: UpcomingInterview[]
  owed: OwedScorecard[]
  past: PastScorecard[]
  /** Submitted scorecards before those that `past` is taken from. */
  earlier: number
}

const PAST_SHOWN = 30

const mine = {
  id: true,
  shadow: true,
  scorecardDraft: { select: { content: true, savedAt: true } },
  scorecardVersions: { select: { kind: true, submittedAt: true }, orderBy: { number: 'desc' }, take: 1 },
  interview: {
    select: {
      id: true,
      minutes: true,
      startsAt: true,
      place: true,
      state: true,
      kitInterview: {
        select: {
          name: true,
          kitInterviewFocus: { select: { kitCriterion: { select: { name: true } } }, orderBy: { position: 'asc' } },
        },
      },
      scorecards: { select: { userId: true, shadow: true, releasedAt: true, user: { select: { name: true } } } },
      loop: {
        select: {
          applicationId: true,
          application: {
            select: {
              candidate: { select: { id: true, name: true } },
              job: { select: { id: true, name: true, confidential: true, namesHidden: true } },
            },
          },
        },
      },
    },
  },
} as const satisfies Prisma.ScorecardSelect

type Mine = Prisma.ScorecardGetPayload<{ select: typeof mine }>

/** The interviewer's page: what is next, what is owed, the outcome of the others where they are no longer blind. */
export async function myInterviews(viewer: Viewer): Promise<MyInterviews> {
  const { organisationId, userId, timeZone } = viewer
  const where = { organisationId, userId }
  const owed = await db().scorecard.findMany({
    where: { ...where, ...OWED },
    select: mine,
  })
  const done = await db().scorecard.findMany({
    where: { ...where, scorecardVersions: { some: {} } },
    select: mine,
    orderBy: { id: 'desc' },
    take: PAST_SHOWN,
  })
  const submitted =
    done.length < PAST_SHOWN
      ? done.length
      : await db().scorecard.count({ where: { ...where, scorecardVersions: { some: {} } } })
  const blind = new Set(await blindApplicationIds(viewer))
  const applicationId = (card: Mine) => card.interview.loop.applicationId
  const naming = await candidateNames(viewer)
  const open = done.filter((card) => !blind.has(applicationId(card)))
  const recused = new Set(await recusedApplicationIds(viewer))
  const openIds = open.map(applicationId).filter((id) => !recused.has(id))
  const outcomes = await outcomeLabels(organisationId, openIds)

  const planned = owed.filter(({ interview }) => interview.state === 'planned')
  const upcoming = planned.filter((card) => !isOver(card)).sort(byStart)
  const over = planned.filter((card) => isOver(card) || card.scorecardDraft).sort(byStart)
  const masked = done.filter((card) => blind.has(applicationId(card)))
  return {
    today: new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(now()),
    timeZone,
    summary: summaryOf(upcoming, over, timeZone),
    upcoming: upcoming.map((card) => upcomingView(card, viewer, naming)),
    owed: [...over, ...masked].map((card) => owedView(card, timeZone, naming)),
    earlier: submitted - done.length,
    past: open.map((card) => ({
      scorecardId: card.id,
      candidate: labelOf(card, naming),
      interview: card.interview.kitInterview.name,
      submitted: day(mustExist(card.scorecardVersions[0], 'version of the submitted scorecard').submittedAt, timeZone),
      outcome:
        statusLine(card, timeZone).state === 'withdrawn'
          ? 'withdrawn by you'
          : recused.has(applicationId(card))
            ? 'you are recused'
            : (outcomes.get(applicationId(card)) ?? ''),
    })),
  }
}

const endOf = ({ interview }: Mine) =>
  interview.startsAt && new Date(interview.startsAt.getTime() + interview.minutes * 60_000)
const isOver = (card: Mine) => {
  const end = endOf(card)
  return end !== null && end <= now()
}
const byStart = (a: Mine, b: Mine) =>
  (a.interview.startsAt?.getTime() ?? Infinity) - (b.interview.startsAt?.getTime() ?? Infinity) || a.id - b.id

function labelOf({ interview }: Mine, naming: CandidateNames): string {
  const { candidate, job } = interview.loop.application
  return naming.label(candidate, job)
}

/** Interview, then candidate; a number that stands for a hidden name is said to do so. */
function whatOf(card: Mine, naming: CandidateNames): string {
  const { candidate, job } = card.interview.loop.application
  const hidden = candidate.name !== null && naming.isHidden(candidate, job)
  return `${card.interview.kitInterview.name}, ${naming.label(candidate, job)}${hidden ? ' (name hidden)' : ''}`
}

function summaryOf(upcoming: readonly Mine[], over: readonly Mine[], timeZone: string): string {
  const today = upcoming.filter(
    ({ interview }) => interview.startsAt && sameDay(interview.startsAt, now(), timeZone),
  ).length
  const parts = [
    today > 0
      ? `${count(today, 'interview')} today`
      : upcoming.length > 0
        ? `${count(upcoming.length, 'interview')} coming up`
        : '',
    over.length > 0 ? `${count(over.length, 'scorecard')} to submit` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'You have no interviews coming up and no scorecards to submit.'
}

function statusLine({ scorecardVersions, scorecardDraft, interview }: Mine, timeZone: string): StatusLine {
  const last = scorecardVersions[0]
  const state = scorecardStatus({ lastKind: last?.kind ?? null, hasDraft: scorecardDraft !== null })
  const when = (at: Date) =>
    sameDay(at, now(), timeZone) ? `today ${time(at, timeZone)}` : `${shortDay(at, timeZone)}, ${time(at, timeZone)}`
  if (last) return { state, text: `${state === 'withdrawn' ? 'Withdrawn' : 'Submitted'} ${when(last.submittedAt)}` }
  if (!scorecardDraft) return { state, text: 'Scorecard not started' }
  const rated = ratedCount(ScorecardDraft.parse(JSON.parse(scorecardDraft.content)))
  const asked = interview.kitInterview.kitInterviewFocus.length
  return { state, text: `Draft saved ${when(scorecardDraft.savedAt)}, ${rated}\u00a0of ${asked} criteria rated` }
}

function dueOf({ interview, scorecardVersions }: Mine, timeZone: string): DueLine {
  const due = dueAt(interview.startsAt, interview.minutes, timeZone)
  if (!due || isSubmitted(scorecardVersions)) return null
  const late = isOverdue(due, now())
  const when = sameDay(due, now(), timeZone) ? 'today' : shortDay(due, timeZone)
  return { overdue: late, text: `${late ? 'Overdue since' : 'Due'} ${when} ${time(due, timeZone)}` }
}

function upcomingView(card: Mine, { userId, timeZone }: Viewer, naming: CandidateNames): UpcomingInterview {
  const { interview } = card
  const { startsAt, minutes, place, kitInterview } = interview
  const others = interview.scorecards.filter((other) => other.userId !== userId && !other.releasedAt)
  const names = (list: typeof others) => list.map(({ user }) => user.name ?? 'a former colleague').join(' and ')
  const rating = others.filter(({ shadow }) => !shadow)
  const company = card.shadow
    ? `you shadow ${names(rating) || 'no one yet'}`
    : others.length === 0
      ? 'you are the only interviewer'
      : `with ${names(others)}`
  const criteria = kitInterview.kitInterviewFocus.map(({ kitCriterion }) => kitCriterion.name).join(', ')
  return {
    interviewId: interview.id,
    scorecardId: card.id,
    when: startsAt && {
      time: time(startsAt, timeZone),
      day: sameDay(startsAt, now(), timeZone) ? 'today' : shortDay(startsAt, timeZone),
    },
    running: startsAt !== null && startsAt <= now(),
    place: place === null ? null : placeView(place),
    what: whatOf(card, naming),
    why: `${interview.loop.application.job.name}. ${minutes}\u00a0min, ${company}. ${criteria}.`,
    status: statusLine(card, timeZone),
    due: dueOf(card, timeZone),
  }
}

function owedView(card: Mine, timeZone: string, naming: CandidateNames): OwedScorecard {
  const line = statusLine(card, timeZone)
  return {
    scorecardId: card.id,
    what: whatOf(card, naming),
    status: line,
    due: dueOf(card, timeZone),
    act: !isUnsubmitted(line.state) ? 'read' : line.state === 'draft' ? 'go-on' : 'begin',
  }
}

const ends = { hired: 'hired', rejected: 'not hired', withdrawn: 'candidate withdrew' } as const

/** Outcomes of applications, asked only for those where the viewer is not blind. */
async function outcomeLabels(organisationId: number, applicationIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db().application.findMany({
    where: { organisationId, id: { in: [...applicationIds] } },
    select: {
      id: true,
      state: true,
      packets: {
        select: { decisions: { select: { outcome: true }, orderBy: { number: 'desc' }, take: 1 } },
        orderBy: { number: 'desc' },
        take: 1,
      },
    },
  })
  return new Map(
    rows.map(({ id, state, packets }) => {
      const outcome = packets[0]?.decisions[0]?.outcome
      const open = outcome
        ? `decided: ${choiceLabels[outcome].toLowerCase()}`
        : packets.length > 0
          ? 'with the committee'
          : 'interviews in progress'
      return [id, state === 'open' ? open : ends[state]]
    }),
  )
}
