import { archiveProblem, type ArchiveProblem } from '~/domain/archive/manifest'
import { ok, type Result } from '~/domain/shared/result'
import type { ArchiveFile } from './tar'

export type ArchivedRow = Record<string, unknown>

/**
 * The rows of one file of a table. All of them have the columns of the first, which are columns of the table; those that
 * an older version did not have get their defaults, and those that it called otherwise their present name.
 */
export function readRows(
  { name, content }: ArchiveFile,
  known: readonly string[],
  renamed: Readonly<Record<string, string>> = {},
): Result<{ columns: string[]; rows: ArchivedRow[] }, ArchiveProblem> {
  const rows: ArchivedRow[] = []
  let columns: string[] = []
  const lines = Buffer.from(content).toString('utf8').split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const wrong = (what: string) => archiveProblem(`${name}, line ${index + 1} ${what}.`)
    let parsed: unknown
    try {
      parsed = JSON.parse(line)
    } catch {
      return wrong('is not JSON')
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return wrong('is not an object')
    const row = underPresentNames(parsed as ArchivedRow, known, renamed)
    const keys = Object.keys(row)
    if (rows.length === 0) {
      const unknown = keys.find((key) => !known.includes(key))
      if (unknown !== undefined) return wrong(`has a column “${unknown}”, which this version does not know`)
      columns = keys
    } else if (keys.length !== columns.length || !columns.every((column) => Object.hasOwn(row, column)))
      return wrong('has other columns than the first line of its file')
    rows.push(row)
  }
  return ok({ columns, rows })
}

const underPresentNames = (
  row: ArchivedRow,
  known: readonly string[],
  renamed: Readonly<Record<string, string>>,
): ArchivedRow =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [known.includes(key) ? key : (renamed[key] ?? key), value]),
  )
