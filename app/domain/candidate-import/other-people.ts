import { plainCell } from './cells'
import type { ImportField } from './fields'
import { isSameName } from './same-name'

/** Words of a header that speak of somebody who works on the application rather than of the person who applies. */
const OTHERS =
  /\b(?:recruit(?:er|ers|eur|euse)|referr(?:er|ers|ed|al)|referee|owners?|managers?|co-?ordinators?|sourcers?|sourced by|agency|agencies|headhunter|interviewers?|credit|credited|assign(?:ed|ee)|(?:created|added|submitted|entered|imported|rejected|updated|modified) by|vermittler|empfohlen|empfehlung|ansprechpartner|personalberater|agentur|agence|agencia|responsable|emergency|parent|guardian|supervisor|reference)\b/

/** Whether a column is about a recruiter, a referrer, an agency or the like: its name, address and phone are not the candidate's. */
export const isAboutOthers = (header: string): boolean =>
  OTHERS.test(
    header
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/[\p{P}\p{S}\p{Z}\s]+/gu, ' ')
      .toLowerCase(),
  )

/** Fewer lines than these say nothing about how often an address stands in a column. */
const FEWEST_LINES = 3

type Guessed = { guess: ImportField }
type Rows = readonly { cells: readonly string[] }[]

/**
 * The address that stands on more than half of the lines of a column, under differing names: that of an agency or of a
 * recruiter, and nobody's own. Null where there is none.
 */
export function sharedAddress(rows: Rows, at: number, columns: readonly Guessed[]): string | null {
  const nameColumns = columns.flatMap(({ guess }, index) => (NAMES.includes(guess) ? [index] : []))
  const nameOf = (cells: readonly string[]) =>
    nameColumns
      .map((index) => plainCell(cells[index] ?? ''))
      .join(' ')
      .trim()
  if (rows.length < FEWEST_LINES) return null
  const namesByAddress = new Map<string, string[]>()
  for (const { cells } of rows) {
    const address = plainCell(cells[at] ?? '').toLowerCase()
    if (!address.includes('@')) continue
    const names = namesByAddress.get(address)
    if (names) names.push(nameOf(cells))
    else namesByAddress.set(address, [nameOf(cells)])
  }
  for (const [address, names] of namesByAddress) {
    const [first = ''] = names
    if (names.length * 2 > rows.length && names.some((name) => !isSameName(first, name))) return address
  }
  return null
}

const NAMES: readonly ImportField[] = ['name', 'firstName', 'lastName']
