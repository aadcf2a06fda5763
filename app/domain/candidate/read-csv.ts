import { CandidateFields } from './schemas'

/** What a line says in the three columns that are taken over. */
export type ImportCells = Record<keyof CandidateFields, string>

/**
 * One line of an import: a candidate, or what is wrong with the line and in which column. `line` counts from 1, the
 * header included.
 */
export type ImportLine = { line: number; cells: ImportCells } & (
  { ok: true; candidate: CandidateFields } | { ok: false; column: string | null; problem: string }
)

export type ImportTable = {
  lines: ImportLine[]
  /** What is wrong with the table as a whole; then `lines` is empty. */
  problem: string | null
}

/** Column headers that spreadsheets use for each field, in lower case. */
const HEADER_NAMES: Record<keyof CandidateFields, readonly string[]> = {
  name: ['name', 'full name', 'candidate', 'candidate name'],
  email: ['email', 'e-mail', 'email address', 'e-mail address', 'mail'],
  phone: ['phone', 'telephone', 'phone number', 'mobile'],
}

export const MAX_IMPORT = 2_000

/**
 * Reads a table of candidates, the first row being the header.
 *
 * Every line is validated by itself; an address that occurs twice is a problem of the later line. Lines with
 * nothing in them are passed over. Nothing is written here: the caller writes all lines or none.
 *
 * @param rows cells by row, with the line on which each row begins
 */
export function readCandidateTable(rows: readonly { line: number; cells: readonly string[] }[]): ImportTable {
  const [header, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!header) return { lines: [], problem: 'The file is empty.' }
  const names = header.cells.map((cell) => cell.trim().toLowerCase())
  const column = (field: keyof CandidateFields) => names.findIndex((name) => HEADER_NAMES[field].includes(name))
  const at = { name: column('name'), email: column('email'), phone: column('phone') }
  if (at.name < 0)
    return {
      lines: [],
      problem: `Line ${header.line} should name the columns; a column "name" is missing. "email" and "phone" may follow.`,
    }
  if (body.length === 0) return { lines: [], problem: 'There are no candidates below the header line.' }
  if (body.length > MAX_IMPORT)
    return { lines: [], problem: `There are ${body.length} candidates; import at most ${MAX_IMPORT} at a time.` }

  const lineOfEmail = new Map<string, number>()
  const lines = body.map(({ line, cells }): ImportLine => {
    const cell = (field: keyof CandidateFields) => (at[field] < 0 ? '' : (cells[at[field]] ?? '').trim())
    const row = { line, cells: { name: cell('name'), email: cell('email'), phone: cell('phone') } }
    const wrong = (field: keyof CandidateFields | null, problem: string): ImportLine => {
      const column = field === null ? null : (header.cells[at[field]]?.trim() ?? field)
      return { ...row, ok: false, column, problem }
    }
    if (cells.length > names.length)
      return wrong(
        null,
        `${cells.length} cells, the header has ${names.length}: a comma in a name without quotation marks? Write "Haddad, Yara".`,
      )
    const read = CandidateFields.safeParse(row.cells)
    if (!read.success) {
      const [issue] = read.error.issues
      return wrong((issue?.path[0] as keyof CandidateFields) ?? null, issue?.message ?? 'It cannot be read.')
    }
    const { email } = read.data
    const earlierLine = email === null ? undefined : lineOfEmail.get(email)
    if (earlierLine !== undefined) return wrong('email', `Duplicate of line ${earlierLine} of this file.`)
    if (email !== null) lineOfEmail.set(email, line)
    return { ...row, ok: true, candidate: read.data }
  })
  return { lines, problem: null }
}
