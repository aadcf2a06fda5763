import { isMissing } from '~/tables'
import { isNumeric } from '../../model/table'
import { BadInput } from '../bad-input'
import { isUnitName } from './column-names'
import type { RatedRows } from './types'

/**
 * Refuses a header whose names could all be ratings of the rows below: the first line is data then, and would be lost in silence.
 * Numbers from 1 (or 0) upwards are names of raters, unless the first column goes on with them.
 * @throws BadInput without the file's name
 */
export function refuseHeaderOfRatings(table: RatedRows): void {
  const { header, headerLine, rows, rowNames } = table
  const [first = '', ...rest] = header
  if (rowNames || first === '' || isUnitName(first) || rows.length === 0) return
  const continued = isContinued(
    first,
    rows.map(({ cells }) => (cells[0] ?? '').trim()),
  )
  if (!continued && (countsUp(header) || countsUp(rest))) return
  const names = rest.length === 0 ? [first] : rest.filter((name) => name !== '')
  const texts = new Set<string>()
  for (const { cells } of rows)
    for (let at = rest.length === 0 ? 0 : 1; at < cells.length; at++) texts.add(cells[at].trim())
  const numbers = [...texts].filter(isNumeric).map(Number)
  const least = numbers.reduce((low, value) => Math.min(low, value), Infinity)
  const most = numbers.reduce((high, value) => Math.max(high, value), -Infinity)
  const couldBeRating = (name: string) =>
    isNumeric(name) ? Number(name) >= least && Number(name) <= most : texts.has(name) || isMissing(name)
  if (names.length === 0 || !names.every(couldBeRating)) return
  throw new BadInput(
    `line ${headerLine} (${header.slice(0, 5).join(', ').slice(0, 60)}) looks like ratings and not like names; the first line must name the columns: add one, or give --raters with these names if they are raters`,
  )
}

const countsUp = (names: readonly string[]) =>
  (names[0] === '0' || names[0] === '1') && names.every((name, at) => Number(name) === Number(names[0]) + at)

/** Whether the first header cell is of the same kind as those below it: the number before theirs, or C1 above C2 and C3. */
function isContinued(first: string, below: readonly string[]): boolean {
  if (isNumeric(first)) return below.every((text, at) => isNumeric(text) && Number(text) === Number(first) + at + 1)
  const shape = shapeOf(first)
  return /\d/.test(first) && below.every((text) => shapeOf(text) === shape)
}

const shapeOf = (text: string) => text.replaceAll(/\d+/g, '0')
