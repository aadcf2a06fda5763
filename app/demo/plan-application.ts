import type { Kit } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { abilityOf } from './draw-levels'
import { minutesAfter, nextWorkingDay, workingDay } from './calendar'
import { interviewers, type ExampleJob } from './people'
import type { Draws } from './seeded-random'
import { BEFORE_COMMITTEE, DECIDED, stages, type Stage } from './stages'

export type PlannedCard = {
  /** Place in `interviewers`. */
  interviewer: number
  shadow: boolean
  /** null: not submitted by now. */
  submittedAt: Date | null
  draftedAt: Date | null
}

export type PlannedInterview = { key: string; startsAt: Date; minutes: number; cards: PlannedCard[] }

export type PlannedApplication = {
  name: string
  job: ExampleJob
  stage: Stage
  ability: number
  openedAt: Date
  loopAt: Date | null
  interviews: PlannedInterview[]
  /** The day on which the committee gets the packet. */
  committeeDay: Date | null
}

/** Days before today on which packets are sent: Thursdays would do as well, but today may be any day. */
const OLD_COMMITTEES = [-59, -52, -45, -38, -31, -24, -17, -10]
const LATE_COMMITTEE = -2

const HOURS = ['09:00', '10:30', '13:00', '14:30', '16:00']

type Given = {
  name: string
  job: ExampleJob
  kit: Kit
  stage: Stage
  /** Counts applications of this stage, so that committees get about the same number each. */
  nth: number
  now: Date
  /** How many scorecards each interviewer has so far; the least busy are taken. */
  load: number[]
  booked: Set<string>
  /** Most interviews with two people, as usual, or all with one. */
  pairs: boolean
}

export function planApplication(random: Draws, given: Given): PlannedApplication {
  const { name, job, kit, stage, nth, now } = given
  const ability = abilityOf(random, stages[stage].ability)
  const day = lastInterviewDay(stage, nth, random)
  const openedAt = workingDay(now, Math.min(day - 18, -2) - Math.floor(random.unit() * 4), '11:00')
  const base = { name, job, stage, ability, openedAt, committeeDay: committeeDay(stage, nth, now) }
  if (stage === 'unplanned') return { ...base, loopAt: null, interviews: [] }
  const taken = new Set<number>()
  const held = stage === 'rejected-early' ? kit.interviews.slice(0, 1) : kit.interviews
  const asksTwo = held.filter(({ raters = 1 }) => raters > 1)
  const others = random.shuffle(held.slice(1).filter((interview) => !asksTwo.includes(interview)))
  const doubled = new Set([...asksTwo, ...others.slice(0, random.unit() < 0.6 ? 2 : 1)])
  const interviews = held.map((interview, at): PlannedInterview => {
    const seats = given.pairs && doubled.has(interview) ? 2 : 1
    const people = seat(random, given, taken, seats)
    const startsAt = slot(given, people, day - (held.length - 1 - at) * (at === 0 ? 2 : 1), random)
    const shadow = at === 2 && random.unit() < 0.3 ? seat(random, given, taken, 1) : []
    const cards = [...people, ...shadow].map((interviewer, card): PlannedCard => {
      const end = minutesAfter(startsAt, interview.minutes)
      const submittedAt = submission(stage, end, now, random)
      const draftedAt = submittedAt === null && end < now ? minutesAfter(end, 25) : null
      return {
        interviewer,
        shadow: card >= people.length,
        submittedAt,
        draftedAt: draftedAt && draftedAt < now ? draftedAt : null,
      }
    })
    return { key: interview.id, startsAt, minutes: interview.minutes, cards }
  })
  const first = interviews.reduce(
    (least, { startsAt }) => (startsAt < least ? startsAt : least),
    mustExist(interviews[0], 'planned interview').startsAt,
  )
  const planned = new Date(first.getTime() - 3 * 86_400_000)
  const yesterday = workingDay(now, -1, '15:00')
  return { ...base, loopAt: planned < yesterday ? planned : yesterday, interviews }
}

function committeeDay(stage: Stage, nth: number, now: Date): Date | null {
  if (!BEFORE_COMMITTEE.includes(stage)) return null
  return workingDay(
    now,
    DECIDED.includes(stage)
      ? mustExist(OLD_COMMITTEES[nth % OLD_COMMITTEES.length], 'day of a past committee')
      : LATE_COMMITTEE,
    '10:00',
  )
}

/** The day of the last interview, counted from today. */
function lastInterviewDay(stage: Stage, nth: number, random: Draws): number {
  if (DECIDED.includes(stage))
    return mustExist(OLD_COMMITTEES[nth % OLD_COMMITTEES.length], 'day of a past committee') - 4
  if (stage === 'withdrawn' || stage === 'rejected-early') return -20 - 5 * nth
  if (stage === 'all-in') return -3
  if (stage === 'in-progress') return nth % 3
  if (stage === 'planned') return 7 + Math.floor(random.unit() * 4)
  return LATE_COMMITTEE - 4
}

function seat(random: Draws, { job, load }: Given, taken: Set<number>, seats: number): number[] {
  const free = random.shuffle(job.panel.filter((place) => !taken.has(place)))
  const from = free.length >= seats ? free : random.shuffle(job.panel)
  const people = from.sort((a, b) => (load[a] ?? 0) - (load[b] ?? 0)).slice(0, seats)
  for (const person of people) {
    taken.add(person)
    load[person] = (load[person] ?? 0) + 1
  }
  return people
}

/** The first hour of that day at which all of them are free. */
function slot({ now, booked }: Given, people: number[], day: number, random: Draws): Date {
  for (const hour of [...random.shuffle(HOURS), '12:00', '17:30']) {
    const at = workingDay(now, day, hour)
    const keys = people.map(
      (person) => `${mustExist(interviewers[person], `interviewer ${person}`).name} ${at.toISOString()}`,
    )
    if (keys.some((key) => booked.has(key))) continue
    for (const key of keys) booked.add(key)
    return at
  }
  return workingDay(now, day, '08:00')
}

/** Most write within the hour, some the next morning. Of loops under way a few owe theirs. */
function submission(stage: Stage, end: Date, now: Date, random: Draws): Date | null {
  const sameDay = minutesAfter(end, 10 + random.unit() * 80)
  const nextMorning = minutesAfter(nextWorkingDay(end, '08:05'), random.unit() * 150)
  const at = random.unit() < 0.75 ? sameDay : nextMorning
  const owed = random.unit() < 0.4
  if (end >= now || stage === 'planned') return null
  if (stage === 'in-progress') return owed || at > now ? null : at
  if (stage === 'withdrawn') return at > now ? null : at
  return at < now ? at : minutesAfter(now, -5)
}
