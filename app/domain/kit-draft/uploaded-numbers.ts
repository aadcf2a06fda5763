import { fail, ok, type Result } from '../shared/result'

/** What is wrong with a file, in one sentence with its line. */
export type FileWrong = { code: 'FILE_WRONG'; message: string }
export const fileWrong = (message: string) => fail<FileWrong>({ code: 'FILE_WRONG', message })

const POINT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const COMMA = /^[+-]?\d+,\d+$/
/** A comma that may as well separate thousands: 1,250. */
const UNCLEAR = /^[+-]?[1-9]\d{0,2},\d{3}$/
const THOUSANDS =
  /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:\.\d{3})+,\d+|(?:,\d{3}){2,}|(?:\.\d{3}){2,}|(?:['\u00a0\u202f ]\d{3})+(?:[.,]\d+)?)$/
const NOTHING = /^(?:|NA|N\/A|n\/a|#N\/A|null|NULL|None|nan|NaN|-|–|—)$/

export type Cell = { line: number; text: string }
/** The cells of a column, and what was made of them. */
export type ReadColumn = { cells: string[]; commas: boolean; blanks: boolean }

/**
 * A column of a file whose cells are all numbers, as numbers with a point; any other column as it stands. What only a person
 * can tell, such as 1,250, is refused with its line.
 */
export function readNumbers(name: string, cells: readonly Cell[]): Result<ReadColumn, FileWrong> {
  const asTheyAre = ok({ cells: cells.map(({ text }) => text), commas: false, blanks: false })
  const filled = cells.filter(({ text }) => !NOTHING.test(text))
  const isNumber = (text: string) => POINT.test(text) || COMMA.test(text) || THOUSANDS.test(text)
  if (filled.length === 0 || !filled.every(({ text }) => isNumber(text))) return asTheyAre
  const grouped = filled.find(({ text }) => THOUSANDS.test(text))
  if (grouped)
    return fileWrong(
      `Line ${grouped.line}, column ${name}: ${grouped.text} separates thousands; write numbers without a separator of thousands.`,
    )
  const commas = filled.filter(({ text }) => COMMA.test(text))
  const [first] = commas
  const points = filled.some(({ text }) => text.includes('.'))
  if (first && (points || commas.every(({ text }) => UNCLEAR.test(text))))
    return fileWrong(
      `Line ${first.line}, column ${name}: ${first.text} may be ${first.text.replace(',', '')} or ${first.text.replace(',', '.')}; write numbers with a point and without a separator of thousands.`,
    )
  return ok({
    cells: cells.map(({ text }) => (NOTHING.test(text) ? '' : text.replace(',', '.'))),
    commas: first !== undefined,
    blanks: cells.some(({ text }) => text !== '' && NOTHING.test(text)),
  })
}
