import { BadInput } from '../bad-input'
import { isIdentifierName, isRaterName, isSummaryName, isUnitName, longColumnsIn } from './column-names'
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
    texts: rows.map(({ cells }) => (cells[at] ?? '').trim().normalize('NFC')),
  })
  let own: Placed[] = filled.filter((at) => !recognised.includes(at)).map((at) => ({ at, column: columnOf(at) }))
  if (recognised.length === 0 && startsWithNames(own, levels)) {
    recognised.push(own[0].at)
    own = own.slice(1)
  }
  if (told.length === 0) refuseRowsOfRaters(table, filled[0], recognised)
  for (const one of own) ask(table, one, own, levels)
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
    if (isIdentifierName(name)) return true
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
function ask(
  { headerLine }: RatedRows,
  { at, column }: Placed,
  own: readonly Placed[],
  levels: readonly string[] | null,
): void {
  const { name, texts } = column
  if (name === '')
    throw new BadInput(
      `line ${headerLine}: column ${at + 1} has values and no name; name its rater, or leave the column out of the file`,
    )
  const others = own.filter((other) => other.at !== at).map((other) => other.column)
  const summary = others.length > 1 && isSummaryName(name)
  const numbering = looksLikeNumbering(column, others)
  if (!summary && !numbering && wordsApart(column, others, levels) === null) return
  const shown = `${texts.slice(0, 3).join(', ').slice(0, 60)} …`
  const what = summary
    ? 'its name is that of a figure computed from the others'
    : numbering
      ? `its numbers (${shown}) look like those of an identifier`
      : `its words (${shown}) stand in no other column`
  const remaining = others.map((other) => other.name).join(',')
  throw new BadInput(
    `the column "${name}" may hold no ratings: ${what}. Give --unit "${name}" if it names what was rated, --raters "${remaining}" to leave it out, or --raters "${own.map((one) => one.column.name).join(',')}" if it is a rater`,
  )
}

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
