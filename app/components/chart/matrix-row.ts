import type { LevelNumber } from '~/domain/scorecard/levels'

export type MatrixCell =
  { kind: 'level'; level: LevelNumber; to?: string } | { kind: 'not-assessed'; to?: string } | { kind: 'not-planned' }

export type MatrixRow = {
  id: string | number
  name: string
  /** The kit interview, beside the name. */
  interview: string
  /** Rows of the same session are compared with one another. */
  session: string | number
  /** In levels, positive when the interviewer rates lower than others would; null where it is not named. */
  severity?: number | null
  /** Ends of its 90 % interval: a sign stands where it excludes 0. */
  lower?: number | null
  upper?: number | null
  /** In the order of `criteria`. */
  cells: readonly MatrixCell[]
}
