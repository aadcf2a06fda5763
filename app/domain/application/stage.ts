import { count } from '~/domain/shared/count'

/** One planned interview as the dashboard shows it. Shadows are left out by the caller: nobody waits for them. */
export type StageInterview = {
  name: string
  startsAt: Date | null
  scorecards: { name: string; submitted: boolean; overdue: boolean }[]
}

export type StageFacts = {
  /** null while no loop is planned. */
  interviews: readonly StageInterview[] | null
  /** Must-have criteria that nobody rates. */
  uncovered: readonly string[]
  /** The newest packet: decided or not. null while none was sent. */
  packet: { decided: boolean } | null
}

export type StageName = 'New' | 'Loop' | 'Interviews' | 'Ready' | 'Committee' | 'Decided'

export type Stage = {
  stage: StageName
  /** What comes next, in a few words. */
  next: string
  late: boolean
  /** Scorecards submitted, overdue and asked for. */
  done: number
  overdue: number
  total: number
}

/**
 * The stage of an open application, derived from its data rather than from a status that somebody has to maintain.
 * The first thing that is missing names the stage and the next step.
 */
export function stageOf({ interviews, uncovered, packet }: StageFacts): Stage {
  const cards = (interviews ?? []).flatMap(({ scorecards }) => scorecards)
  const late = cards.filter(({ overdue, submitted }) => overdue && !submitted)
  const counts = {
    done: cards.filter(({ submitted }) => submitted).length,
    overdue: late.length,
    total: cards.length,
    late: false,
  }
  const at = (stage: StageName, next: string, isLate = false): Stage => ({ ...counts, stage, next, late: isLate })
  if (packet?.decided) return at('Decided', 'Close the application')
  if (packet) return at('Committee', 'Awaiting votes or a decision')
  if (interviews === null || interviews.length === 0) return at('New', 'Plan the loop')
  const empty = interviews.find(({ scorecards }) => scorecards.length === 0)
  if (late[0]) return at('Interviews', overdueWords(late[0].name, late), true)
  if (empty) return at('Loop', `Name an interviewer for ${empty.name}`)
  if (uncovered[0]) return at('Loop', `No one rates ${uncovered[0]}`)
  if (counts.done === counts.total) return at('Ready', 'Send the packet')
  const untimed = interviews.find(({ startsAt, scorecards }) => !startsAt && scorecards.some((one) => !one.submitted))
  if (untimed) return at('Loop', `Set a time for ${untimed.name}`)
  const waiting = counts.total - counts.done
  return at('Interviews', `Waiting for ${count(waiting, 'scorecard')}`)
}

/** How many are overdue and from whom: the first person by name, the other people as a number. */
function overdueWords(first: string, late: readonly { name: string }[]): string {
  const others = new Set(late.map(({ name }) => name)).size - 1
  return `${count(late.length, 'scorecard')} overdue: ${first}${others > 0 ? ` and ${others} more` : ''}`
}
