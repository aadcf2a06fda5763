import { isMissing } from '~/tables'
import { isNumeric } from '../../model/table'
import { BadInput } from '../bad-input'
import type { RatedRows } from './types'

/** Most lines of a header below its first: Qualtrics and pandas write two. */
const MOST_LINES = 3
const FEWEST_COLUMNS = 2

/**
 * Refuses a table whose header goes on below its first line, as pivot tables, Qualtrics and pandas with a MultiIndex write it:
 * lines of words above columns that hold nothing but numbers. @throws BadInput without the file's name
 */
export function refuseSecondHeader({ header, headerLine, rows }: RatedRows): void {
  const first = rows.findIndex(({ cells }) => cells.some((cell, at) => at > 0 && isNumeric(cell.trim())))
  if (first < 1 || first > MOST_LINES) return
  const below = rows.slice(first)
  const numbers = header.flatMap((_, at) => {
    const texts = below.map(({ cells }) => (cells[at] ?? '').trim()).filter((text) => !isMissing(text))
    return texts.length > 0 && texts.every((text) => isNumeric(text)) ? [at] : []
  })
  if (numbers.length < FEWEST_COLUMNS) return
  const words = rows
    .slice(0, first)
    .find(({ cells }) => numbers.filter((at) => at > 0).every((at) => !isMissing((cells[at] ?? '').trim())))
  if (words === undefined) return
  const shown = words.cells
    .filter((cell) => cell.trim() !== '')
    .slice(0, 4)
    .join(', ')
    .slice(0, 60)
  throw new BadInput(
    `the header seems to have ${first + 1} lines: line ${words.line} (${shown}) holds words above columns of numbers, below the header in line ${headerLine}; keep one header line, with a name for each column`,
  )
}
