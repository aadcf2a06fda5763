import { BadInput } from '../bad-input'
import type { RatedCell } from './rated-cells'

const NAMED = 20

/** @throws BadInput that names the lines of ratings outside the scale */
export function refuseOffScale(
  cells: Iterable<RatedCell>,
  codes: ReadonlyMap<string, number>,
  scale: readonly [min: number, max: number] | null,
): void {
  if (scale === null) return
  const [min, max] = scale
  const off: RatedCell[] = []
  for (const cell of cells) {
    const value = codes.get(cell.text) ?? Number.NaN
    if (value < min || value > max) off.push(cell)
  }
  const [one] = off
  if (one === undefined) return
  const places = off
    .slice(0, NAMED)
    .map(({ text, line, column }) => `${text.trim()} in line ${line}, column "${column}"`)
  const more = off.length > NAMED ? `; and ${off.length - NAMED} more` : ''
  throw new BadInput(
    off.length === 1
      ? `the rating ${places[0]} lies outside the scale ${min}:${max}; correct the file, or give its scale with --scale MIN:MAX`
      : `${off.length} ratings (${places.join('; ')}${more}) lie outside the scale ${min}:${max}; correct the file, or give its scale with --scale MIN:MAX`,
  )
}
