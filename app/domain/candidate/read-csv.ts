import { CandidateFields } from './schemas'

/** One line of an import: a candidate, or what is wrong with the line. `line` counts from 1, the header included. */
export type ImportLine =
  { line: number; ok: true; candidate: CandidateFields } | { line: number; ok: false; text: string; problem: string }

export type ImportTable = {
  lines: ImportLine[]
  /** What is wrong with the table as a whole; then `lines` is empty. */
  problem: string | null
}

/** Heads that people's spreadsheets carry, lower-cased. */
const HEADS: Record<keyof CandidateFields, readonly string[]> = {
  name: ['name', 'full name', 'candidate', 'candidate name'],
  email: ['email', 'e-mail', 'email address', 'e-mail address', 'mail'],
  phone: ['phone', 'telephone', 'phone number', 'mobile'],
}

export const MAX_IMPORT = 2_000

/**
 * Reads a table of candidates, its first row being the head.
 *
 * Every line is judged by itself; an address met before in the same file is a problem of the later line. Lines with
 * nothing in them are passed over. Nothing is written here: the caller writes all lines or none.
 *
 * @param rows cells by row, with the line on which each row begins
 */
export function readCandidateTable(rows: readonly { line: number; cells: readonly string[] }[]): ImportTable {
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!head) return { lines: [], problem: 'The file holds no lines.' }
  const names = head.cells.map((cell) => cell.trim().toLowerCase())
  const column = (field: keyof CandidateFields) => names.findIndex((name) => HEADS[field].includes(name))
  const at = { name: column('name'), email: column('email'), phone: column('phone') }
  if (at.name < 0)
    return {
      lines: [],
      problem: `Line ${head.line} should name the columns; a column "name" is missing. "email" and "phone" may follow.`,
    }
  if (body.length === 0) return { lines: [], problem: 'There are no candidates under the head.' }
  if (body.length > MAX_IMPORT)
    return { lines: [], problem: `There are ${body.length} candidates; import at most ${MAX_IMPORT} at a time.` }

  const met = new Map<string, number>()
  const lines = body.map(({ line, cells }): ImportLine => {
    const read = CandidateFields.safeParse({
      name: cells[at.name] ?? '',
      email: at.email < 0 ? null : (cells[at.email] ?? ''),
      phone: at.phone < 0 ? null : (cells[at.phone] ?? ''),
    })
    const text = cells.join(', ')
    if (cells.length > names.length)
      return { line, ok: false, text, problem: `The line has ${cells.length} cells, the head ${names.length}.` }
    if (!read.success) return { line, ok: false, text, problem: read.error.issues[0]?.message ?? 'Cannot be read.' }
    const { email } = read.data
    const before = email === null ? undefined : met.get(email)
    if (before !== undefined)
      return { line, ok: false, text, problem: `The address ${email} stands on line ${before} already.` }
    if (email !== null) met.set(email, line)
    return { line, ok: true, candidate: read.data }
  })
  return { lines, problem: null }
}
