import { BadInput } from '../bad-input'
import type { RatedCell, RatedCells } from './rated-cells'
import type { LongColumns, RatedRows } from './types'
import { columnNamed } from './wide-columns'
import { similarNames } from '../similar-names'

/** Names of units are compared for look-alikes only up to this many. */
const MOST_UNITS = 100_000

/** The cells of a table with a rating a row. Names may be words such as NA; only blank ones are refused. */
export function longCells(table: RatedRows, long: LongColumns): RatedCells {
  const [unitAt, raterAt, valueAt] = [long.unit, long.rater, long.value].map((name) =>
    columnNamed(table, name, '--long'),
  )
  const units = new Map<string, number>()
  const raters = new Map<string, number>()
  const met = new Map<string, number>()
  const cells = table.rows.map(({ cells: texts, line }): RatedCell => {
    const name = (at: number | undefined) => (texts[at ?? 0] ?? '').trim().normalize('NFC')
    const [unitName, raterName] = [name(unitAt), name(raterAt)]
    if (unitName === '' || raterName === '')
      throw new BadInput(
        `line ${line}, column "${unitName === '' ? long.unit : long.rater}": the ${unitName === '' ? 'unit' : 'rater'} is blank; every rating needs both`,
      )
    const unit = numberOf(units, unitName)
    const rater = numberOf(raters, raterName)
    const before = met.get(`${unit} ${rater}`)
    if (before !== undefined)
      throw new BadInput(
        `line ${line}: this rater rated this unit on line ${before} already; keep one of the two ratings`,
      )
    met.set(`${unit} ${rater}`, line)
    return { unit, rater, text: texts[valueAt ?? 0] ?? '', line, column: long.value }
  })
  const alike = units.size > MOST_UNITS ? [] : similarNames([...units.keys()])
  const notices = alike.map((group) => ({
    code: 'SIMILAR_NAMES',
    message: `The units ${group.map((name) => `"${name}"`).join(' and ')} differ only in case, spaces or invisible signs and count as different; if they are one, write them alike.`,
  }))
  return { units: units.size, raters: [...raters.keys()], cells, notices }
}

function numberOf(numbers: Map<string, number>, name: string): number {
  const number = numbers.get(name) ?? numbers.size
  numbers.set(name, number)
  return number
}
