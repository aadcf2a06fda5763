import type { NamedTable } from '../../agreement/table'
import { BadInput } from '../bad-input'
import { similarNames } from '../similar-names'
import { codeValues } from './code-values'
import { DECIMAL_COMMA_NOTE, hasDecimalComma, NumberNotation, withPoint } from '../number-notation'
import { placeOf, type Spelling } from './spelling'
import { longCells } from './long-cells'
import type { RatedCell } from './rated-cells'
import { refuseOffScale } from './scale'
import { aboutScales } from './scales'
import { refuseSecondHeader } from './second-header'
import type { AgreementOptions, Notice, RatedRows } from './types'
import { wideCells } from './wide-cells'

export interface AgreementTable {
  table: NamedTable
  /** Number of ratings. */
  given: number
  notices: Notice[]
}

/** Most cells of units by raters. */
const MOST_CELLS = 20_000_000

/**
 * A table of ratings from the rows of a file, wide (a column a rater) or long (a rating a row).
 * @throws BadInput without the file's name
 */
export function agreementTable(rows: RatedRows, options: AgreementOptions): AgreementTable {
  if (rows.rows.length === 0)
    throw new BadInput(`the file has a header in line ${rows.headerLine} and no rows below it`)
  if (options.long === null && options.levels === null && options.metric !== 'nominal') refuseSecondHeader(rows)
  const { units, raters, cells, notices } = options.long ? longCells(rows, options.long) : wideCells(rows, options)
  if (units * raters.length > MOST_CELLS)
    throw new BadInput(
      `the file has ${units} units and ${raters.length} raters, too many to compare all with all; are --long's columns in the order unit, rater, value?`,
    )
  const spellings = spellingsOf(cells)
  const notation =
    options.metric === 'nominal' || options.levels !== null ? [] : readNotation(spellings, rows.delimiter)
  const coded = codeValues(spellings, options)
  if (options.scale !== null && !coded.ordered)
    throw new BadInput('--scale is for numbers and the values are words; name their order with --levels instead')
  refuseOffScale(cells, coded.codes, options.scale)
  const values = new Float64Array(units * raters.length).fill(Number.NaN)
  let given = 0
  for (const { unit, rater, text } of cells) {
    const value = coded.codes.get(text) ?? Number.NaN
    values[unit * raters.length + rater] = value
    if (!Number.isNaN(value)) given++
  }
  if (given === 0) throw new BadInput('the file holds no ratings: every cell of a rater is missing')
  const table: NamedTable = { units, raters: raters.length, names: raters, values, ordered: coded.ordered }
  // Codes of categories may leave gaps, and levels that were named have none.
  const measured = options.scale === null && options.levels === null && options.metric !== 'nominal' && coded.ordered
  return {
    table,
    given,
    notices: [
      ...notices,
      ...notation,
      ...aboutRaters(table),
      ...coded.notices,
      ...(measured ? aboutScales(table) : []),
    ],
  }
}

function spellingsOf(cells: Iterable<RatedCell>): Map<string, Spelling> {
  const spellings = new Map<string, Spelling>()
  for (const { text, line, column } of cells) {
    const spelling = spellings.get(text)
    if (spelling) spelling.count++
    else spellings.set(text, { text: text.trim().normalize('NFC'), line, column, count: 1 })
  }
  return spellings
}

/** Puts points for decimal commas where all numbers have them, and says so. @throws BadInput for what may be thousands */
function readNotation(spellings: Map<string, Spelling>, delimiter: string | null | undefined): Notice[] {
  const notation = new NumberNotation()
  for (const spelling of spellings.values()) notation.take(spelling.text, () => placeOf(spelling))
  notation.refuseThousands(delimiter)
  if (!notation.decimalCommas) return []
  for (const spelling of spellings.values())
    if (hasDecimalComma(spelling.text)) spelling.text = withPoint(spelling.text)
  return [DECIMAL_COMMA_NOTE]
}

/** Raters who may be one person, and those without a rating. */
function aboutRaters({ names, raters, values }: NamedTable): Notice[] {
  const alike = similarNames(names).map((group) => ({
    code: 'SIMILAR_NAMES',
    message: `The raters ${group.map((name) => `"${name}"`).join(' and ')} differ only in case, spaces or invisible signs and count as different; if they are one, write them alike.`,
  }))
  const rated = new Set<number>()
  values.forEach((value, at) => {
    if (!Number.isNaN(value)) rated.add(at % raters)
  })
  const without = names.filter((_, rater) => !rated.has(rater))
  if (without.length === 0) return alike
  return [
    ...alike,
    {
      code: 'WITHOUT_RATINGS',
      message: `No rating by ${without
        .slice(0, 20)
        .map((name) => `"${name}"`)
        .join(
          ', ',
        )}${without.length > 20 ? ' and others' : ''}; leave such a column out, since intraclass correlations use only units that all raters rated.`,
    },
  ]
}
