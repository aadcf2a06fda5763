import { looksLikeAddress } from './cells'
import { commonField, halfOfName } from './common-headers'
import { looksLikePhone } from './data-header'
import { SINGLE_FIELDS, type ImportField } from './fields'
import { namePartsOf } from './same-name'
import { isAboutOthers, sharedAddress } from './other-people'
import { headerKey, PRODUCTS } from './products'

/** A column of the file: what it was taken for, and what stands in it. */
export type Column = {
  header: string
  guess: ImportField
  examples: string[]
  addresses: boolean
  /** Why a column that looks as if it were the candidate's is left out, as a sentence; null where it does not. */
  leftOut: string | null
}

export type Recognised = { product: string | null; columns: Column[] }

const EXAMPLES = 3
const EXAMPLE_LENGTH = 60
/** Rows that are looked at for what a column holds. */
const LOOKED_AT = 200

/**
 * Finds out what each column holds, from its header and, where the header says nothing, from its cells: a column in which
 * at least half of the filled cells hold an address is one of addresses, so that none is left out unseen.
 */
export function recogniseColumns(header: readonly string[], rows: readonly { cells: readonly string[] }[]): Recognised {
  const keys = header.map(headerKey)
  const product = PRODUCTS.find(({ marks }) => marks.some((all) => all.every((mark) => keys.includes(mark))))
  const sample = rows.slice(0, LOOKED_AT)
  const taken = new Set<ImportField>()
  const isFree = (field: ImportField) => !(SINGLE_FIELDS as readonly ImportField[]).includes(field) || !taken.has(field)
  const fieldOf = (key: string) => product?.columns[key] ?? halfOfName(key, keys) ?? commonField(key, keys) ?? 'ignore'
  const columns = keys.map((key, at): Column => {
    const filled = sample.map(({ cells }) => (cells[at] ?? '').trim()).filter((cell) => cell !== '')
    const addresses = filled.length > 0 && filled.filter(looksLikeAddress).length * 2 >= filled.length
    const others = isAboutOthers(header[at] ?? '')
    const named = fieldOf(key)
    let guess: ImportField = named === 'ignore' || isFree(named) ? named : named === 'email' ? 'otherEmails' : 'ignore'
    if (guess === 'ignore' && addresses && !others) guess = isFree('email') ? 'email' : 'otherEmails'
    taken.add(guess)
    const leftOut = others && addresses && guess === 'ignore' ? ABOUT_OTHERS : null
    return { header: header[at] ?? '', guess, examples: examplesOf(filled), addresses, leftOut }
  })
  const named = keys.some((key) => key !== '') ? columns : withGuessesFromCells(columns, sample)
  return { product: product?.name ?? null, columns: withoutShared(withOneName(named, sample), sample) }
}

const ABOUT_OTHERS = 'Left out: by its name, the column is about somebody other than the candidate.'

/** Leaves out columns of addresses that are nobody's own; the first of the others is the main address then. */
function withoutShared(columns: Column[], rows: readonly { cells: readonly string[] }[]): Column[] {
  const judged = columns.map((column, at): Column => {
    const shared = ADDRESSES.includes(column.guess) ? sharedAddress(rows, at, columns) : null
    if (shared === null) return column
    const leftOut = `Left out: ${shared} stands on most lines, under different names, so it is not the candidates’ own.`
    return { ...column, guess: 'ignore', leftOut }
  })
  const main = judged.some(({ guess }) => guess === 'email')
  const next = main ? -1 : judged.findIndex(({ guess }) => guess === 'otherEmails')
  return judged.map((column, at) => (at === next ? { ...column, guess: 'email' } : column))
}

/** Where no column has a name: the first column of words without digits is the name, columns of numbers are phones. */
function withGuessesFromCells(columns: Column[], rows: readonly { cells: readonly string[] }[]): Column[] {
  const mostly = (at: number, holds: (cell: string) => boolean) => {
    const filled = rows.map(({ cells }) => (cells[at] ?? '').trim()).filter((cell) => cell !== '')
    return filled.length > 0 && filled.filter(holds).length * 2 > filled.length
  }
  const name = columns.findIndex(({ guess }, at) => guess === 'ignore' && mostly(at, isWords))
  return columns.map((column, at): Column => {
    if (at === name) return { ...column, guess: 'name' }
    return column.guess === 'ignore' && mostly(at, looksLikePhone) ? { ...column, guess: 'phone' } : column
  })
}

const isWords = (cell: string) => /^[\p{L}\p{M}.,'’ -]+$/u.test(cell) && /\p{L}{2}/u.test(cell)

const ADDRESSES: readonly ImportField[] = ['email', 'otherEmails']

/**
 * "Name" beside "First name" and "Last name" would be the name twice; where both parts are there, they are used. Beside one
 * part, "Name" is the other half where its cells do not hold that part, and else the whole name.
 */
function withOneName(columns: Column[], rows: readonly { cells: readonly string[] }[]): Column[] {
  const placeOf = (field: ImportField) => columns.findIndex(({ guess }) => guess === field)
  const [name, first, last] = [placeOf('name'), placeOf('firstName'), placeOf('lastName')]
  if (name < 0 || (first < 0 && last < 0)) return columns
  const both = first >= 0 && last >= 0
  const part = Math.max(first, last)
  if (!both && isOtherHalf(rows, name, part))
    return columns.map((column, at) =>
      at === name ? { ...column, guess: first < 0 ? 'firstName' : 'lastName' } : column,
    )
  return columns.map((column, at) => ((both ? at === name : at === part) ? { ...column, guess: 'ignore' } : column))
}

/** Whether most cells of the name's column do not hold what stands in the column of the part. */
function isOtherHalf(rows: readonly { cells: readonly string[] }[], name: number, part: number): boolean {
  const filled = rows
    .map(({ cells }) => [namePartsOf(cells[name] ?? ''), namePartsOf(cells[part] ?? '')] as const)
    .filter(([one, other]) => one.length > 0 && other.length > 0)
  const halves = filled.filter(([one, other]) => !other.every((word) => one.includes(word)))
  return halves.length * 2 > filled.length
}

const examplesOf = (filled: readonly string[]): string[] =>
  [...new Set(filled)]
    .slice(0, EXAMPLES)
    .map((cell) => cell.replace(/\s+/gu, ' '))
    .map((cell) => (cell.length > EXAMPLE_LENGTH ? `${cell.slice(0, EXAMPLE_LENGTH)} …` : cell))
