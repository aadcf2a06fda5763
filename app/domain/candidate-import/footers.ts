import { looksLikeAddress, plainCell } from './cells'

type Row = { line: number; cells: readonly string[] }

/** How reports end: Salesforce, spreadsheets and applicant tracking systems write these below the data. */
const FOOTER =
  /^(?:(?:grand |sub-?)?totals?\b|sum(?:me|ma)?\b\s*:?$|gesamt(?:summe)?\b|report\b\s*:|generated (?:by|on|at)\b|exported (?:by|on|at|from)\b|export(?:iert)? (?:am|von)\b|erstellt (?:am|von)\b|printed (?:by|on)\b|created (?:by|on|at)\b|downloaded (?:by|on)\b|run date\b|as of\b|source\s*:|filters?\b\s*:|confidential\b|copyright\b|©|page \d|end of (?:report|file|list)\b|\d+ (?:records?|rows?|candidates?|results?)\b)/i

/** Lines of the end that are looked at; what is longer is no footer. */
const MOST = 25

const filledCells = ({ cells }: Row) => cells.filter((cell) => cell.trim() !== '')
const onlyFirst = (row: Row) => (row.cells[0] ?? '').trim() !== '' && filledCells(row).length === 1

function hasFooterWords(row: Row): boolean {
  const [first = ''] = filledCells(row)
  return filledCells(row).length <= 2 && FOOTER.test(plainCell(first)) && !row.cells.some(looksLikeAddress)
}

/** Whether lines without a cell stand between two rows. A cell of several lines takes as many lines of a text file. */
const blankBetween = (before: Row, { line }: Row): boolean =>
  line > before.line + 1 + before.cells.reduce((lines, cell) => lines + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0)

/**
 * The lines at the end of a table that are no candidates but the footer of a report: with a footer's words, or with only the
 * first cell filled below a blank line or such words. In a table of one column the words alone decide.
 */
export function footerLines(rows: readonly Row[], columns: number): Set<number> {
  let from = rows.length
  const mayBe = (row: Row) => hasFooterWords(row) || (columns > 1 && onlyFirst(row))
  for (let row = rows[from - 1]; row && from > rows.length - MOST && mayBe(row); row = rows[from - 1]) from--
  const footers = new Set<number>()
  let begun = false
  let before = rows[from - 1]
  for (const row of rows.slice(from)) {
    begun ||= hasFooterWords(row) || (before !== undefined && columns > 1 && blankBetween(before, row))
    if (begun && (columns > 1 || hasFooterWords(row))) footers.add(row.line)
    before = row
  }
  return footers
}

/** What is wrong with a line that was taken for a footer. */
export const FOOTER_PROBLEM =
  'This looks like the footer of a report, not like a candidate. If it is a candidate, fill in another cell and move the line up to the others.'
