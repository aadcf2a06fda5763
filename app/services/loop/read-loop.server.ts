import { readNeedProfile } from '~/domain/kit/need-profile'
import { coverage } from '~/domain/loop/coverage'
import { ratersNeeded } from '~/domain/loop/needed'
import { may, type Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
import { ok } from '~/domain/shared/result'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { repeatedTime, toLocal, utcOffset, zoneOf } from '~/platform/local-time.server'
import { candidateNames } from '../candidate/candidate-names.server'
import { findApplication } from '../application/find-application.server'
import { kitVersionOf } from '../kit/kit-version-of'
import { pinnedKit } from '../kit/pinned-kit.server'
import { retiredPrompts } from '../prompt-rotation/retired-prompts.server'
import { assignablePeople } from './assignable-people.server'
import { clashMessages } from './clash-messages.server'
import { plannedInterviews, type PlannedInterview } from './planned-interviews.server'
import { thisWeek, weeklyLoad } from './weekly-load.server'

/** The loop of one application as the builder shows it, or what a new one can be made of. */
export async function readLoop(viewer: Viewer, applicationId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findApplication(db(), viewer, applicationId, 'plan-loop')
  if (!found.ok) return found
  const { application, blind, recused, withheld } = found.value
  const { job, candidate } = application
  const kitVersion = application.loop?.kitVersion ?? job.kitVersion
  const loop = await db().loop.findUnique({
    where: { organisationId_applicationId: { organisationId, applicationId } },
    select: { id: true, revision: true },
  })
  const names = await candidateNames(viewer)
  const interviews = await plannedInterviews(organisationId, applicationId)
  const submitted = withheld ? new Set<number>() : await submittedIn(organisationId, applicationId)
  const people = await assignablePeople(db(), viewer, application)
  const load = await weeklyLoad(
    viewer,
    people.map(({ id }) => id),
  )
  const clash = await clashMessages(viewer, interviews)
  const { kitInterviews, criteria } = await readKitParts(organisationId, kitVersionOf(application))
  const kit = await pinnedKit(organisationId, kitVersionOf(application))
  const retired = await retiredPrompts(db(), organisationId, kit.id)
  const seated = new Set(interviews.flatMap(({ scorecards }) => scorecards.map(({ userId }) => userId)))
  return ok({
    id: application.id,
    who: names.label(candidate, job),
    job: { id: job.id, name: job.name },
    kit: `${kitVersion.name} ${kitVersion.version}`,
    needProfile: readNeedProfile(job.needProfile),
    timeZone,
    week: thisWeek(viewer),
    blind,
    recused,
    /** Told to nobody who is blind or recused: they may go on planning. */
    closed: !withheld && application.state !== 'open',
    revision: loop?.revision ?? null,
    kitInterviews: kitInterviews.map(({ id, name, minutes, focus }) => ({
      id,
      name,
      minutes,
      focus: focus.map((criterion) => criteria.find(({ id }) => id === criterion)?.name ?? ''),
    })),
    interviews: interviews.map((interview) => ({
      id: interview.id,
      name: interview.kitInterview.name,
      minutes: interview.minutes,
      ...timeOf(interview.startsAt, timeZone),
      place: interview.place ?? '',
      clashes: clash.get(interview.id) ?? [],
      prompts: interview.interviewPrompts.map(({ prompt }) => ({
        name: kit.prompts.find(({ id }) => id === prompt)?.name ?? prompt,
        retired: retired.has(prompt),
      })),
      usesPrompts: kit.interviews.some(({ id, prompts }) => id === interview.kitInterview.key && prompts !== undefined),
      people: interview.scorecards.map(({ id, userId, shadow, user }) => ({
        scorecardId: id,
        userId,
        name: user.name ?? 'a former colleague',
        shadow,
        removable: !withheld && !submitted.has(id),
      })),
      cancellable: !withheld && !interview.scorecards.some(({ id }) => submitted.has(id)),
    })),
    coverage: matrix(criteria, interviews),
    people: people.map(({ id, name }) => ({ id, name, load: load.get(id) ?? 0, seated: seated.has(id) })),
    canRead: may(viewer, 'read-application', job),
  })
}

/** A time as the page says it and its form gives it; one that the clocks show twice is told with its distance from UTC. */
function timeOf(startsAt: Date | null, timeZone: string) {
  if (!startsAt) return { when: null, local: '', zone: zoneOf(timeZone, null), repeated: null }
  const repeated = repeatedTime(startsAt, timeZone)
  const when = shortDayAndTime(startsAt, timeZone)
  return {
    when: repeated ? `${when} (${utcOffset(startsAt, timeZone)})` : when,
    local: toLocal(startsAt, timeZone),
    zone: zoneOf(timeZone, startsAt),
    repeated,
  }
}

async function submittedIn(organisationId: number, applicationId: number): Promise<Set<number>> {
  const rows = await db().scorecard.findMany({
    where: { organisationId, interview: { loop: { applicationId } }, scorecardVersions: { some: {} } },
    select: { id: true },
  })
  return new Set(rows.map(({ id }) => id))
}

async function readKitParts(organisationId: number, kitVersionId: number) {
  const where = { organisationId, kitVersionId }
  const kitInterviews = await db().kitInterview.findMany({
    where,
    select: { id: true, name: true, minutes: true, kitInterviewFocus: { select: { kitCriterionId: true } } },
    orderBy: { position: 'asc' },
  })
  const criteria = await db().kitCriterion.findMany({
    where,
    select: { id: true, name: true, mustHave: true },
    orderBy: { position: 'asc' },
  })
  return {
    kitInterviews: kitInterviews.map(({ kitInterviewFocus, ...rest }) => ({
      ...rest,
      focus: kitInterviewFocus.map(({ kitCriterionId }) => kitCriterionId),
    })),
    criteria,
  }
}

type CriterionLine = { id: number; name: string; mustHave: boolean }

/** Criterion by interview: who rates what, must-haves first. A shadow is shown and does not count. */
function matrix(criteria: readonly CriterionLine[], interviews: readonly PlannedInterview[]) {
  const planned = interviews.map(({ kitInterview, scorecards }) => ({
    focus: kitInterview.kitInterviewFocus.map(({ kitCriterionId }) => String(kitCriterionId)),
    raters: scorecards.filter(({ shadow }) => !shadow).map(({ userId }) => userId),
    shadows: scorecards.filter(({ shadow }) => shadow).length,
  }))
  const states = coverage(
    criteria.map(({ id }) => String(id)),
    planned,
  )
  return criteria
    .map(({ id, name, mustHave }, at) => {
      const { raters, state } = mustExist(states[at], `coverage of criterion ${id}`)
      return {
        name,
        mustHave,
        raters,
        needed: ratersNeeded(mustHave),
        state,
        cells: planned.map(({ focus, raters, shadows }) =>
          focus.includes(String(id)) ? { raters: raters.length, shadows } : null,
        ),
      }
    })
    .sort((a, b) => Number(b.mustHave) - Number(a.mustHave))
}
