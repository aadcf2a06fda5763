import { Email } from '~/domain/shared/fields'

/** Characters without a shape that programs put around addresses: zero-width signs, marks of direction, odd spaces. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]/gu

/** A cell of one line of words: unseen characters gone, every kind of space a plain one. */
export const plainCell = (cell: string): string =>
  cell
    .replace(/[\p{Zs}\t\r\n]+/gu, ' ')
    .replace(UNSEEN, '')
    .trim()

export type ReadAddresses = { addresses: string[]; wrong: string | null }

/** So many addresses or numbers of one person are read; a longer cell is no list of them. */
const MOST = 20
const LONGEST_CELL = 4_000

/** What people and programs write where there is no address or number, besides what a table's reader knows. */
const NOTHING =
  /^(?:none|nil|n\.?\s?\/?\s?a\.?|no (?:e-?mail|mail|phone|address|number)(?: address| number)?|unknown|not (?:given|provided|available|known)|keine?|k\.?\s?a\.?|unbekannt|aucune?|inconnu|ninguno|desconocido|[-–—?.]+)$/i

/** Whether a cell says that there is no address, or no telephone number. */
export const saysNothing = (cell: string): boolean => cell.length < 40 && NOTHING.test(plainCell(cell))

/** Words and signs that stand between two addresses or numbers. */
const BETWEEN = /^(?:[/&+:]+|and|or|und|oder|et|ou|y|e|en|of)$/i

/**
 * The addresses of a cell, in its order and without repetitions: separated by commas, semicolons, spaces, bars, slashes,
 * ":::", words like "or", or lines, each with or without a name before it ("Maria Silva <maria@example.org>"), `mailto:` or
 * a label in brackets after it ("(work)"). `wrong` is the cell, if a part of it is no address.
 */
export function addressesIn(cell: string): ReadAddresses {
  if (cell.length > LONGEST_CELL) return { addresses: [], wrong: `${cell.slice(0, 40)} …` }
  if (saysNothing(cell)) return { addresses: [], wrong: null }
  const plain = cell.replace(/[\p{Zs}\t\r\n]+/gu, ' ')
  const shown = [...plain.matchAll(/<([^<>]*)>/g)].map(([, inside]) => inside ?? '')
  const unlabelled = plain.replace(/\([^()@]*\)/g, ' ').replace(/:::/g, ' ')
  const parts = (shown.length > 0 ? shown : unlabelled.split(/[\s,;|]+/u))
    .map((part) => part.replace(UNSEEN, '').replace(/\s/gu, ''))
    .flatMap((part) => (part.split('@').length > 2 ? part.split('/') : [part]))
    .map((part) => (/^mailto:/i.test(part) ? (part.slice('mailto:'.length).split('?')[0] ?? '') : part))
    .map(withoutMarks)
    .filter((part) => part !== '' && !(plain.includes('@') && BETWEEN.test(part)))
  const found = new Set<string>()
  for (const part of parts) {
    const read = Email.safeParse(part)
    if (!read.success) return { addresses: [...found], wrong: plainCell(cell) }
    found.add(read.data)
    if (found.size > MOST) return { addresses: [...found], wrong: plainCell(cell).slice(0, 80) }
  }
  return { addresses: [...found], wrong: null }
}

/** Quotation marks, brackets and punctuation around an address. A loop, because an expression would take quadratic time. */
function withoutMarks(part: string): string {
  let [from, to] = [0, part.length]
  while (from < to && `"'(`.includes(part.charAt(from))) from++
  while (to > from && `"'),;.`.includes(part.charAt(to - 1))) to--
  return part.slice(from, to)
}

export const looksLikeAddress = (cell: string): boolean => /[^\s@]@[^\s@]+\.[^\s@]/u.test(cell.slice(0, LONGEST_CELL))

/** What a spreadsheet did to a cell, as a sentence without its full stop; null for a cell that is whole. */
export type DamageOf = (cell: string) => string | null

export const LONGEST_PHONE = 40

/** The telephone numbers of a cell, in its order: separated by semicolons, commas, bars, lines, a slash with spaces, ":::" or "or". */
export function phonesIn(cell: string, damageOf: DamageOf): { phones: string[]; wrong: string | null } {
  // Before the commas: "9,6E+11" is one number.
  const damage = damageOf(cell.slice(0, LONGEST_CELL))
  if (damage) return { phones: [], wrong: `${damage}.` }
  const parts = cell
    .slice(0, LONGEST_CELL)
    .split(/[;,|\r\n]+|\s\/\s|:::|\s(?:or|and|oder|und|et|ou)\s/iu)
    // An apostrophe keeps a spreadsheet from reading a number with a plus as a formula.
    .map((part) =>
      plainCell(part)
        .replace(/^'+/, '')
        .replace(/^tel:\s*/i, ''),
    )
    // pandas writes a column of numbers in which one is missing with a decimal.
    .map((part) => part.replace(/^(\+?\d{6,})\.0+$/, '$1'))
    .filter((part) => part !== '' && !saysNothing(part))
  for (const part of parts) {
    const damage = damageOf(part)
    if (damage) return { phones: [], wrong: `${damage}.` }
    if (part.length > LONGEST_PHONE)
      return { phones: [], wrong: `“${part.slice(0, 40)} …” is too long for a telephone number.` }
  }
  const phones = [...new Set(parts)]
  return phones.length > MOST
    ? { phones: [], wrong: `There are more than ${MOST} telephone numbers in one cell.` }
    : { phones, wrong: null }
}

/** Tags of a cell: separated by commas, semicolons, bars or lines. */
export const tagsIn = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[;,|\r\n]+/u)
      .map(plainCell)
      .filter((tag) => tag !== ''),
  ),
]
