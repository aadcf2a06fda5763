import type { Standing } from '../scorecard/standing'

/** One person in an interview of a loop. */
export type LoopSeat = {
  name: string
  shadow: boolean
  /** null: a colleague's, while the viewer is blind. */
  standing: { state: Standing; words: string; late: boolean; scorecardId: number | null } | null
  recommends: string | null
  own: boolean
}

/** One interview of a loop, with everybody in it. */
export type LoopRow = { id: number; name: string; when: string | null; place: string | null; seats: LoopSeat[] }
