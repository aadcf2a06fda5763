import { CsvError, parse } from 'csv-parse/sync'
import { MAX_IMPORT, readCandidateTable, type ImportLine } from '~/domain/candidate/read-csv'

const LINE_LENGTH = 20_000

/**
 * The parser takes some 15 microseconds for a row and 1.5 for a cell, in which no page is answered: 4 MB of rows of one
 * letter held all of them for 32 seconds. Rows without anything in them are passed over, so there is room for some.
 */
const MOST_ROWS = 4 * MAX_IMPORT
const MOST_CELLS = 100 * MAX_IMPORT

type Read = { ok: true; lines: ImportLine[] } | { ok: false; problem: string }

/** Comma, semicolon or tab, whichever the head uses; a byte-order mark and quoted cells as spreadsheets write them. */
export function readCsv(text: string): Read {
  if (text.includes('\uFFFD'))
    return { ok: false, problem: 'The file is not UTF-8. Save it again as “CSV UTF-8” and choose it once more.' }
  const delimiter = delimiterOf(text)
  if (hasMore(text, delimiter, MOST_CELLS)) return { ok: false, problem: TOO_MANY_CELLS }
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: LINE_LENGTH,
      to: MOST_ROWS + 1,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    if (rows.length > MOST_ROWS) return { ok: false, problem: TOO_MANY_ROWS }
    const table = readCandidateTable(rows.map(({ record, info }) => ({ line: info.lines, cells: record })))
    return table.problem ? { ok: false, problem: table.problem } : { ok: true, lines: table.lines }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, problem: sentence(error) }
    throw error
  }
}

const written = (count: number) => count.toLocaleString('en-GB')
const TOO_MANY_CELLS = `The file has more than ${written(MOST_CELLS)} cells; keep the columns for name, e-mail and phone only.`
const TOO_MANY_ROWS = `The file has more than ${written(MOST_ROWS)} rows; import at most ${written(MAX_IMPORT)} candidates at a time.`

/** Whether `mark` occurs more than `most` times; looks no further than that. */
function hasMore(text: string, mark: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(mark); at >= 0 && count <= most; at = text.indexOf(mark, at + mark.length)) count++
  return count > most
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}

function sentence(error: CsvError): string {
  const line = (error as { lines?: number }).lines
  const where = line ? `Line ${line}` : 'The file'
  return `${where} ${CSV_SENTENCES[error.code] ?? 'cannot be read as a table. Save the file again as “CSV UTF-8”.'}`
}

/** What csv-parse refuses, in our words; its own name its options. */
const CSV_SENTENCES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed.',
  CSV_MAX_RECORD_SIZE: `is longer than ${written(LINE_LENGTH)} characters; is a quotation mark above it never closed?`,
  CSV_INVALID_CLOSING_QUOTE: 'goes on after a closing quotation mark; write a quotation mark inside a cell twice ("").',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell; put the cell in quotation marks and write it twice ("").',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has another number of cells than the first line.',
}
