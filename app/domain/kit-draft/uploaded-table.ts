import { MOST_COLUMNS, type ExhibitTable } from '../kit/exhibit-table'
import { problemInLine } from '../shared/characters'
import { foldForSearch } from '../shared/fold-for-search'
import { ok, type Result } from '../shared/result'
import { fileWrong, readNumbers, type FileWrong } from './uploaded-numbers'

/** What the reader of tables found in a file. */
export type ReadFile = {
  header: readonly string[]
  headerLine: number
  rows: readonly { line: number; cells: readonly string[] }[]
}
/** A table that may become that of an exhibit; `said` is what the file calls a column, where that says more than its name. */
export type UploadedTable = { table: ExhibitTable; said: Record<string, string>; notes: string[] }

/** A name that charts and formulas can use: small letters, digits and underscores. */
export function columnName(said: string): string {
  const name = foldForSearch(said)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('_')
    .slice(0, 60)
  return name === '' || /^[a-z]/.test(name) ? name : `c_${name}`
}

/** The rows of a file as an exhibit's table, or one sentence that says what is wrong, and in which line. */
export function uploadedTable({ header, headerLine, rows }: ReadFile): Result<UploadedTable, FileWrong> {
  if (header.length > MOST_COLUMNS)
    return fileWrong(`The file has ${header.length} columns; an exhibit has at most ${MOST_COLUMNS}.`)
  if (rows.length === 0) return fileWrong(`Line ${headerLine} names the columns, and no row follows it.`)
  const names: string[] = []
  for (const [index, said] of header.entries()) {
    const name = columnName(said)
    const where = `Line ${headerLine}: column ${index + 1}`
    if (name === '') return fileWrong(`${where} has no name; give it one in small letters, such as day.`)
    const before = names.indexOf(name)
    if (before >= 0)
      return fileWrong(`${where}, “${said}”, has the name of column ${before + 1}, ${name}; rename one of them.`)
    names.push(name)
  }
  for (const { line, cells } of rows)
    for (const [index, cell] of cells.entries()) {
      const problem = problemInLine(cell.replace(/[\r\n\t]+/g, ' '))
      if (problem !== null) return fileWrong(`Line ${line}, column ${names[index] ?? index + 1}: ${problem}`)
    }
  const columns = names.map((name, index) =>
    readNumbers(
      name,
      rows.map(({ line, cells }) => ({ line, text: (cells[index] ?? '').replace(/[\r\n\t]+/g, ' ').trim() })),
    ),
  )
  const wrong = columns.find((column) => !column.ok)
  if (wrong && !wrong.ok) return wrong
  const read = columns.flatMap((column) => (column.ok ? [column.value] : []))
  const renamed = header.filter((said, index) => said.trim() !== names[index])
  const told = (what: 'commas' | 'blanks') => names.filter((_, index) => read[index]?.[what])
  return ok({
    table: { header: names, rows: rows.map((_, row) => read.map(({ cells }) => cells[row] ?? '')) },
    said: Object.fromEntries(
      names.flatMap((name, index) =>
        renamed.includes(header[index] ?? '') ? [[name, header[index]?.trim() ?? '']] : [],
      ),
    ),
    notes: [
      ...(renamed.length > 0
        ? [
            `Names of columns have small letters, digits and underscores: ${renamed
              .slice(0, 3)
              .map((said) => `“${said}” became ${columnName(said)}`)
              .join(', ')}${renamed.length > 3 ? ' and so on' : ''}.`,
          ]
        : []),
      ...(told('commas').length > 0
        ? [`Decimal commas were read as points in ${told('commas').join(', ')}: 2,5 is 2.5.`]
        : []),
      ...(told('blanks').length > 0
        ? [`Marks such as NA or n/a were read as empty cells in ${told('blanks').join(', ')}.`]
        : []),
      ...(rows.some(({ cells }) => cells.some((cell) => /[\r\n]/.test(cell.trim())))
        ? ['Line ends inside cells became spaces.']
        : []),
    ],
  })
}
