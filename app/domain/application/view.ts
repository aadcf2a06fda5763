import type { ScorecardStatus } from '../scorecard/status'

/** One person in an interview of a loop. */
export type LoopAssignment = {
  name: string
  shadow: boolean
  /** null: a colleague's, while the viewer is blind. */
  status: { state: ScorecardStatus; text: string; overdue: boolean; scorecardId: number | null } | null
  recommends: string | null
  own: boolean
}

/** One interview of a loop, with everybody in it. */
export type LoopRow = {
  id: number
  name: string
  when: string | null
  place: string | null
  assignments: LoopAssignment[]
}
