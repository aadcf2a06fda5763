/** A text that stands in cells of ratings, and the first cell in which it does. */
export interface Spelling {
  text: string
  line: number
  column: string
  count: number
}

export const placeOf = ({ line, column }: { line: number; column: string }) => `line ${line}, column "${column}"`
export const shown = (text: string) => `"${text.slice(0, 40)}"`
