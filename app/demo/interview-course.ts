import { randomUUID } from 'node:crypto'
import { interviewOf } from '~/domain/kit/entry'
import { draftFor, evidenceDraft, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Evidence } from '~/domain/scorecard/evidence'
import type { Submission, SubmittedFinding } from '~/domain/scorecard/submission'
import type { LevelChoice, LevelNumber } from '~/domain/scorecard/levels'
import type { Kit, KitInterview } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { audit } from '~/platform/audit.server'
import { db, transaction } from '~/platform/db.server'
import { closeApplication } from '~/services/application/close-application.server'
import { addCandidate } from '~/services/candidate/candidates.server'
import { saveDraft } from '~/services/scorecard/save-draft.server'
import { submitScorecard, withdrawScorecard } from '~/services/scorecard/submit-scorecard.server'
import { minutesAfter } from './calendar'
import { emailOf, interviewers } from './people'
import { makeLoop, type MadeJob, type MadeLoop, type Panel } from './factories'
import { drawLevels, type Levels } from './draw-levels'
import type { FlagNotes, Story } from './notes/notebook'
import type { PlannedApplication, PlannedCard, PlannedInterview } from './plan-application'
import { draws, type Draws } from './seeded-random'
import type { Staff } from './staff'
import { recommendationFor, type Writer } from './write-notes'
import { AMENDMENTS, CLOSINGS, WITHDRAWAL } from './committee-texts'

export type Event = { at: Date; act: () => Promise<void> }

export type World = { seed: number; staff: Staff; job: MadeJob; kit: Kit; writer: Writer; now: Date }

/** One application as it goes on: what was planned, and what became of it so far. */
export type InterviewCourse = {
  planned: PlannedApplication
  applicationId: number
  /** Ids of the prompts of each interview of its loop, by the interview's key. */
  prompts: Record<string, string[]>
  /** Levels by criterion, of everybody who has rated it. */
  rated: { interviewer: number; levels: Levels }[]
}

type Extras = {
  /** This scorecard, counted over the application, is amended a little later. */
  amend?: number
  /** This one is withdrawn. */
  withdraw?: number
  flag?: FlagNotes
}

/** Everything that happens to an application until its scorecards are in. */
export function courseOf(world: World, course: InterviewCourse, extras: Extras): Event[] {
  const { planned } = course
  const { staff, job } = world
  const events: Event[] = [
    {
      at: planned.openedAt,
      act: async () => {
        const added = await addCandidate(staff.recruiter, {
          name: planned.name,
          email: emailOf(planned.name, 'mail.example'),
          phone: null,
          jobId: job.id,
          writeKey: randomUUID(),
        })
        if (!added.ok) throw new Error(`${planned.name}: ${added.error.code}`)
        course.applicationId = mustExist(added.value.applicationId, 'application of the candidate')
      },
    },
  ]
  if (!planned.loopAt) return events
  const cardIds = new Map<PlannedCard, number>()
  events.push({ at: planned.loopAt, act: () => planLoop(world, course, cardIds) })
  const cards = planned.interviews.flatMap((interview) => interview.cards.map((card) => ({ interview, card })))
  const flagged = cards.find(({ interview, card }) => interview.key === extras.flag?.interview && !card.shadow)?.card
  for (const [at, { interview, card }] of cards.entries()) {
    const sheet = new Sheet(world, course, interview, card)
    const id = () => mustExist(cardIds.get(card), 'scorecard of the plan')
    if (card.draftedAt) events.push({ at: card.draftedAt, act: () => sheet.draft(id()) })
    if (!card.submittedAt) continue
    const findings = card === flagged ? findingOf(mustExist(extras.flag, 'planned red flag')) : []
    events.push({ at: card.submittedAt, act: () => sheet.submit(id(), findings) })
    const later = minutesAfter(card.submittedAt, 130)
    if (at === extras.amend) events.push({ at: later, act: () => sheet.amend(id()) })
    if (at === extras.withdraw) events.push({ at: later, act: () => sheet.withdraw(id()) })
  }
  const last = events.reduce((latest, { at }) => (at > latest ? at : latest), planned.openedAt)
  if (planned.stage === 'withdrawn' || planned.stage === 'rejected-early') {
    const state = planned.stage === 'withdrawn' ? 'withdrawn' : 'rejected'
    events.push({
      at: minutesAfter(last, 600),
      act: () => close(world, course, state),
    })
  }
  return events
}

const findingOf = ({ flag, evidence, probe }: FlagNotes): SubmittedFinding[] => [{ flag, evidence, probe }]

/** Ends the application with its outcome, as a recruiter does. */
export async function close(
  { seed, staff }: World,
  { planned, applicationId }: InterviewCourse,
  state: keyof typeof CLOSINGS,
) {
  const { organisationId } = staff
  const { revision } = await db().application.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: applicationId } },
    select: { revision: true },
  })
  const reason = draws(seed, `closing ${planned.name}`).pick<string>(CLOSINGS[state])
  const closed = await closeApplication(staff.recruiter, applicationId, { state, reason, revision, cancelRest: true })
  if (!closed.ok) throw new Error(`${planned.name}: ${closed.error.code}`)
}

async function planLoop({ staff, job }: World, course: InterviewCourse, cardIds: Map<PlannedCard, number>) {
  const { planned, applicationId } = course
  const panel: Panel = Object.fromEntries(
    planned.interviews.map(({ key, cards }) => [
      key,
      cards.map(({ interviewer, shadow }) => {
        const user = mustExist(staff.interviewers[interviewer], `interviewer ${interviewer}`)
        return shadow ? { user, shadow } : user
      }),
    ]),
  )
  const times = Object.fromEntries(planned.interviews.map(({ key, startsAt }) => [key, startsAt]))
  const loop = await makeLoop(staff.recruiter, job, applicationId, panel, times)
  for (const [at, { cards }] of planned.interviews.entries())
    for (const [seat, card] of cards.entries())
      cardIds.set(
        card,
        mustExist(mustExist(loop.interviews[at], 'planned interview').scorecards[seat], 'planned scorecard').id,
      )
  course.prompts = Object.fromEntries(loop.interviews.map(({ key, prompts }) => [key, prompts]))
  await recordLoop(staff, applicationId, loop)
}

/** The loop was made in one go; its record says what planning it step by step would have. */
const recordLoop = ({ organisationId, recruiter }: Staff, applicationId: number, loop: MadeLoop): Promise<void> =>
  transaction(async (tx) => {
    const entry = { organisationId, actorId: recruiter.userId, applicationId }
    await audit(tx, {
      ...entry,
      act: 'loop.planned',
      subject: { type: 'loop', id: loop.id },
      detail: { interviews: loop.interviews.length },
    })
    for (const { id: interview, scorecards } of loop.interviews)
      for (const { id, userId, shadow } of scorecards)
        await audit(tx, {
          ...entry,
          act: 'interviewer.assigned',
          subject: { type: 'scorecard', id },
          detail: { interview, user: userId, shadow },
        })
  })

/** What one interviewer writes in one interview. */
class Sheet {
  readonly world: World
  readonly course: InterviewCourse
  readonly interview: PlannedInterview
  readonly card: PlannedCard
  private readonly random: Draws
  private readonly asked: KitInterview
  private readonly levels: Levels
  private written: Submission | null = null

  constructor(world: World, course: InterviewCourse, interview: PlannedInterview, card: PlannedCard) {
    this.world = world
    this.course = course
    this.interview = interview
    this.card = card
    this.asked = interviewOf(world.kit, interview.key)
    const interviewer = mustExist(interviewers[card.interviewer], `interviewer ${card.interviewer}`)
    this.random = draws(world.seed, `sheet ${course.planned.name} ${interviewer.name} ${interview.key}`)
    this.levels = drawLevels({
      seed: world.seed,
      kit: world.kit.id,
      interview: interview.key,
      candidate: course.planned.name,
      ability: course.planned.ability,
      interviewer,
      criteria: this.asked.focus,
    })
  }

  private get viewer() {
    return mustExist(this.world.staff.interviewers[this.card.interviewer], `interviewer ${this.card.interviewer}`)
  }

  /** Interviewers have habits: some note times, some write one block. */
  private times(criterion: number): number[] {
    const { minutes } = this.interview
    const share = (minutes - 10) / this.asked.focus.length
    const begin = 4 + criterion * share + this.random.unit() * share * 0.4
    const moments = [begin, begin + (0.2 + this.random.unit() * 0.4) * share]
    return moments.slice(0, this.card.interviewer % 3).map((minute) => Math.round(minute * 60))
  }

  private evidence(criterion: string, level: LevelNumber | null): Evidence {
    const { writer } = this.world
    if (level === null) return { text: writer.notAssessed(), quotes: [] }
    return writer.evidence({
      criterion,
      level,
      story: this.story(),
      at: this.times(this.asked.focus.indexOf(criterion)),
    })
  }

  /** The candidate's own project, and the case whose prompt the interview uses. */
  private story(): Story {
    const { seed } = this.world
    const { planned, prompts } = this.course
    const { projects, cases } = planned.job.notebook
    const all = cases[this.interview.key] ?? []
    const inUse = prompts[this.interview.key] ?? []
    const fitting = all.filter(({ prompt }) => prompt !== undefined && inUse.includes(prompt))
    const choose = draws(seed, `story ${planned.name} ${this.interview.key}`)
    return {
      ...draws(seed, `project ${planned.name}`).pick(projects),
      ...(all.length > 0 ? choose.pick(fitting.length > 0 ? fitting : all) : {}),
    }
  }

  private submission(findings: SubmittedFinding[]): Submission {
    const recommendation = recommendationFor(this.levels)
    return {
      ratings: this.asked.focus.map((criterion) => {
        const level = this.levels[criterion] ?? null
        return { criterion, level, evidence: this.evidence(criterion, level) }
      }),
      findings,
      recommendation,
      reason: this.world.writer.reason(this.levels, recommendation),
      notes: null,
      change: null,
    }
  }

  async submit(scorecardId: number, findings: SubmittedFinding[]) {
    this.written = this.submission(findings)
    const { written: submission } = this
    this.expect(await submitScorecard(this.viewer, { scorecardId, writeKey: randomUUID(), base: 0, submission }))
    if (!this.card.shadow) this.course.rated.push({ interviewer: this.card.interviewer, levels: this.levels })
  }

  /** One level moves with its evidence; the rest stays as it was. */
  async amend(scorecardId: number) {
    const criterion = this.random.pick(this.asked.focus.filter((id) => this.levels[id] !== null))
    const before = mustExist(this.levels[criterion], 'level to amend')
    const written = mustExist(this.written, 'submission to amend')
    const level = (before > 2 ? before - 1 : before + 1) as LevelNumber
    const evidence = this.evidence(criterion, level)
    const submission: Submission = {
      ...written,
      ratings: written.ratings.map((one) => (one.criterion === criterion ? { criterion, level, evidence } : one)),
      change: this.random.pick(AMENDMENTS),
    }
    this.expect(await submitScorecard(this.viewer, { scorecardId, writeKey: randomUUID(), base: 1, submission }))
  }

  async withdraw(scorecardId: number) {
    this.expect(
      await withdrawScorecard(this.viewer, { scorecardId, writeKey: randomUUID(), base: 1, reason: WITHDRAWAL }),
    )
    this.course.rated = this.course.rated.filter(({ interviewer }) => interviewer !== this.card.interviewer)
  }

  /** Begun and left: some criteria with a level, one with words only. */
  async draft(scorecardId: number) {
    const { focus } = this.asked
    const done = Math.max(1, Math.floor(focus.length * (0.3 + this.random.unit() * 0.6)))
    const ratings: ScorecardDraft['ratings'] = {}
    for (const criterion of focus.slice(0, done)) {
      const level = this.levels[criterion] ?? null
      const choice: LevelChoice = level === null ? 'na' : (String(level) as LevelChoice)
      ratings[criterion] = { choice, evidence: evidenceDraft(this.evidence(criterion, level)) }
    }
    const flags = this.world.kit.red_flags.map(({ id }) => id)
    const content = draftFor(focus, flags, { ratings })
    this.expect(await saveDraft(this.viewer, { scorecardId, base: 0, revision: 0, content }))
  }

  private expect(result: { ok: true } | { ok: false; error: { code: string } }) {
    if (!result.ok) throw new Error(`${this.course.planned.name}, ${this.interview.key}: ${result.error.code}`)
  }
}
