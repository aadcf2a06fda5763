/**
 * The clock of one interview, kept in the draft so that it survives a reload and a change of device. It starts with a
 * press and knows nothing of the planned hour. Moments are ISO times, empty where there is none.
 */
export type InterviewRun = {
  startedAt: string
  pausedAt: string
  /** Seconds of all pauses that are over. */
  pausedFor: number
  /** The step of the guide that is being asked, from 0. */
  step: number
}

/** 24 hours: nobody interviews for longer. */
export const MOST_SECONDS = 24 * 60 * 60
export const MOST_STEPS = 1_000

export const notStarted = (): InterviewRun => ({ startedAt: '', pausedAt: '', pausedFor: 0, step: 0 })

export const isRunning = ({ startedAt, pausedAt }: InterviewRun): boolean => startedAt !== '' && pausedAt === ''

const secondsBetween = (from: string, to: Date) => Math.max(0, Math.round((to.getTime() - Date.parse(from)) / 1000))

/** Seconds into the interview without its pauses; null before it was started. */
export function elapsedSeconds({ startedAt, pausedAt, pausedFor }: InterviewRun, now: Date): number | null {
  if (startedAt === '') return null
  const until = pausedAt === '' ? now : new Date(pausedAt)
  return Math.min(MOST_SECONDS, Math.max(0, secondsBetween(startedAt, until) - pausedFor))
}

/** What one key does: starts the clock, stops it for a pause, and lets it go on. */
export function pressClock(run: InterviewRun, now: Date): InterviewRun {
  const at = now.toISOString()
  if (run.startedAt === '') return { ...run, startedAt: at }
  if (run.pausedAt === '') return { ...run, pausedAt: at }
  const pausedFor = Math.min(MOST_SECONDS, run.pausedFor + secondsBetween(run.pausedAt, now))
  return { ...run, pausedAt: '', pausedFor }
}

/** The clock at nought again; the place in the guide stays. */
export const resetClock = ({ step }: InterviewRun): InterviewRun => ({ ...notStarted(), step })

/** The run that two windows come to: the one that changed, of two that changed the one that was started first. */
export function mergeRuns(base: InterviewRun, mine: InterviewRun, theirs: InterviewRun): InterviewRun {
  const same = (a: InterviewRun, b: InterviewRun) =>
    a.startedAt === b.startedAt && a.pausedAt === b.pausedAt && a.pausedFor === b.pausedFor && a.step === b.step
  if (same(mine, base)) return theirs
  if (same(theirs, base) || mine.startedAt === theirs.startedAt) return mine
  const [early, late] = mine.startedAt !== '' && mine.startedAt < theirs.startedAt ? [mine, theirs] : [theirs, mine]
  return early.startedAt === '' ? { ...late, step: mine.step } : { ...early, step: mine.step }
}
