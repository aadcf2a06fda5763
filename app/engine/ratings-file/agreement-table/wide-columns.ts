import { BadInput } from '../bad-input'
import { figureOfOthers, isConstant, isOnOwnScale } from './computed-columns'
import {
  isFacetName,
  isIdentifierName,
  isPersonalSummaryName,
  isRaterName,
  isSummaryName,
  isUnitName,
  longColumnsIn,
} from './column-names'
import { hasDecimalComma, withPoint } from '../number-notation'
import { refuseHeaderOfRatings } from './header-check'
import { type ColumnCells, looksLikeNumbering, wordsApart } from './identifiers'
import type { AgreementOptions, Notice, RatedRows } from './types'

export interface WideColumns {
  /** Indexes of the columns that name the units. */
  units: number[]
  /** Indexes of the columns that hold ratings. */
  raters: number[]
  notices: Notice[]
}

/**
 * Which columns of a wide table hold ratings and which name the units. What looks like an identifier under a name that does not say
 * so is asked about, since counting it as a rater would spoil every figure in silence.
 * @throws BadInput without the file's name
 */
export function wideColumns(
  table: RatedRows,
  { unit, raters, levels }: Pick<AgreementOptions, 'unit' | 'raters' | 'levels'>,
): WideColumns {
  const { header, rows, headerLine } = table
  const told = unit === null ? [] : [columnNamed(table, unit, '--unit')]
  if (raters !== null)
    return { units: told, raters: raters.map((name) => columnNamed(table, name, '--raters')), notices: [] }
  const long = longColumnsIn(header)
  if (long !== null && unit === null)
    throw new BadInput(
      `line ${headerLine}: the columns "${long.rater}" and "${long.value}" look like one rating per row; give --long ${header.find((name) => isUnitName(name)) ?? 'UNIT'},${long.rater},${long.value}, or name the columns of the raters with --raters`,
    )
  if (unit === null) refuseHeaderOfRatings(table)
  const filled = header.flatMap((name, at) => (name !== '' || rows.some(({ cells }) => cells[at]?.trim()) ? [at] : []))
  const recognised = [...new Set([...told, ...unitsByName(table, filled, told.length > 0)])]
  const columnOf = (at: number): ColumnCells => ({
    name: header[at] ?? '',
    texts: rows.map(({ cells }) => {
      const text = (cells[at] ?? '').trim().normalize('NFC')
      return hasDecimalComma(text) ? withPoint(text) : text
    }),
  })
  let own: Placed[] = filled.filter((at) => !recognised.includes(at)).map((at) => ({ at, column: columnOf(at) }))
  if (recognised.length === 0 && startsWithNames(own, levels)) {
    recognised.push(own[0].at)
    own = own.slice(1)
  }
  if (told.length === 0) refuseRowsOfRaters(table, filled[0], recognised)
  refuseUnlikeRatings(table, own, levels)
  return {
    units: recognised,
    raters: own.map(({ at }) => at),
    notices: recognised.filter((at) => !told.includes(at)).map((at) => unitNotice(header[at] ?? '', at)),
  }
}

type Placed = { at: number; column: ColumnCells }

/** Whether the first of these columns holds words that all differ and stand in none of the others. */
function startsWithNames(columns: readonly Placed[], levels: readonly string[] | null): boolean {
  const [first, ...others] = columns.map(({ column }) => column)
  return first !== undefined && wordsApart(first, others, levels) === 'names'
}

/** The first column, or the second behind one of row names, if it is named as units are; and identifiers wherever they stand. */
function unitsByName({ header, rowNames }: RatedRows, filled: readonly number[], told: boolean): number[] {
  const isRowNames = (at: number | undefined) =>
    at !== undefined && ((rowNames && at === 0) || header[at] === '' || /^unnamed: ?0$/i.test(header[at] ?? ''))
  const found = filled.filter((at, place) => {
    const name = header[at] ?? ''
    if (isIdentifierName(name) || isFacetName(name)) return true
    if (told || place > 1) return false
    return place === 0 ? isRowNames(at) || isUnitName(name) : isRowNames(filled[0]) && isUnitName(name)
  })
  return found.length < filled.length ? found : []
}

/** @throws BadInput where the first column names raters: then the rows are raters and the columns units */
function refuseRowsOfRaters(
  { header, headerLine }: RatedRows,
  first: number | undefined,
  units: readonly number[],
): void {
  const name = first === undefined ? '' : (header[first] ?? '')
  if (first === undefined || !isRaterName(name) || (units.length > 0 && !units.includes(first))) return
  throw new BadInput(
    `line ${headerLine}: the first column is called "${name}", so each row seems to be a rater; turn the table so that each column is a rater and each row a unit, or give --unit "${name}" if the rows are units all the same`,
  )
}

/** @throws BadInput for a column that holds something else than the ratings beside it */
function refuseUnlikeRatings(
  { headerLine }: RatedRows,
  own: readonly Placed[],
  levels: readonly string[] | null,
): void {
  const unnamed = own.find(({ column }) => column.name === '')
  if (unnamed !== undefined)
    throw new BadInput(
      `line ${headerLine}: column ${unnamed.at + 1} has values and no name; name its rater, or leave the column out of the file`,
    )
  const columns = own.map(({ column }) => column)
  const besides = (column: ColumnCells) => columns.filter((other) => other !== column)
  const column = columns.find((one) => whyNoRater(one, besides(one), levels) !== null)
  if (column === undefined) return
  const what = whyNoRater(column, besides(column), levels)
  const more = besides(column).filter((one) => notRated(one, besides(one), levels) !== null)
  const rest = besides(column).filter((other) => !more.includes(other))
  const remaining = rest.length > 0 ? rest : besides(column)
  const others = rest.length > 0 ? more.slice(0, MOST_NAMED).map(({ name }) => `"${name}"`) : []
  const named = (some: readonly ColumnCells[]) => some.map(({ name }) => name).join(',')
  throw new BadInput(
    `the column "${column.name}" may hold no ratings: ${what}${others.length > 0 ? `; nor may ${others.join(', ')}` : ''}. Give --unit "${column.name}" if it names what was rated, --raters "${named(remaining)}" to leave ${others.length > 0 ? 'them' : 'it'} out, or --raters "${named(columns)}" if ${others.length > 0 ? 'all are raters' : 'it is a rater'}`,
  )
}

const MOST_NAMED = 6

/** Why a column beside these others may hold no ratings; null where nothing says so. */
function whyNoRater(
  column: ColumnCells,
  others: readonly ColumnCells[],
  levels: readonly string[] | null,
): string | null {
  const named = nameOfFigure(column, others)
  if (named !== null) return named
  if (looksLikeNumbering(column, others)) return `its numbers ${shown(column)} look like those of an identifier`
  if (wordsApart(column, others, levels) !== null) return `its words ${shown(column)} stand in no other column`
  return notRated(column, others, levels)
}

/** Why a column of numbers may be computed from the others or belong to the row; null where nothing says so. */
function notRated(column: ColumnCells, others: readonly ColumnCells[], levels: readonly string[] | null) {
  const named = nameOfFigure(column, others)
  if (named !== null || levels !== null) return named
  const raters = others.filter((other) => !isSummaryName(other.name) && !isPersonalSummaryName(other.name))
  const figure = figureOfOthers(column, raters, isPersonalSummaryName(column.name))
  if (figure !== null) return `on every row it is the ${figure} of the other columns`
  if (isConstant(column, raters)) return `it is ${column.texts[0]} on every row`
  return isOnOwnScale(column, raters) ? `its numbers ${shown(column)} are on a scale that no other column has` : null
}

/** Columns named Score 1 and Score 2 are a series, so the word says nothing there. */
function nameOfFigure({ name }: ColumnCells, others: readonly ColumnCells[]): string | null {
  if (others.length < 2 || !isSummaryName(name) || others.some((one) => seriesOf(one.name) === seriesOf(name)))
    return null
  return 'its name is that of a figure that is computed from the others or belongs to the row'
}

const shown = ({ texts }: ColumnCells) => `(${texts.slice(0, 3).join(', ').slice(0, 60)} …)`

/** A name without its numbers. */
const seriesOf = (name: string) => name.toLowerCase().replaceAll(/[\d\s_-]+/g, '')

function unitNotice(name: string, at: number): Notice {
  return {
    code: 'UNIT_COLUMN',
    message:
      name === ''
        ? `Column ${at + 1} has no name and was taken for the names of the units; it is no rater.`
        : `The column "${name}" names the units and is no rater; rename it if it is one.`,
  }
}

/** @throws BadInput for a column that is not there or that stands there twice */
export function columnNamed({ header, headerLine }: RatedRows, wanted: string, option: string): number {
  const name = wanted.normalize('NFC')
  const places = header.flatMap((one, at) => (one.normalize('NFC') === name ? [at] : []))
  const [at, second] = places
  if (at === undefined)
    throw new BadInput(
      `there is no column "${wanted}", which ${option} names; line ${headerLine} has ${header.map((one) => `"${one}"`).join(', ')}`,
    )
  if (second !== undefined)
    throw new BadInput(
      `line ${headerLine}: the column "${wanted}" appears twice, as columns ${at + 1} and ${second + 1}; give one of them another name`,
    )
  return at
}
