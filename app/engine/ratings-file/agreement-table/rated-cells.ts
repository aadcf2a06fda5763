import type { Notice } from './types'

/** The cells that hold ratings, each with its unit and rater. */
export interface RatedCells {
  units: number
  raters: readonly string[]
  /** Can be gone through several times. */
  cells: Iterable<RatedCell>
  notices: Notice[]
}

export interface RatedCell {
  unit: number
  rater: number
  /** As it stands in the file. */
  text: string
  line: number
  column: string
}
