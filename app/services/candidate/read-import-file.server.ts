import { CsvError, parse } from 'csv-parse/sync'
import { readCandidateTable, type ImportLine } from '~/domain/candidate/read-csv'

const LINE_LENGTH = 20_000

type Read = { ok: true; lines: ImportLine[] } | { ok: false; problem: string }

/** Comma, semicolon or tab, whichever the head uses; a byte-order mark and quoted cells as spreadsheets write them. */
export function readCsv(text: string): Read {
  if (text.includes('\uFFFD'))
    return { ok: false, problem: 'The file is not UTF-8. Save it again as “CSV UTF-8” and choose it once more.' }
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: LINE_LENGTH,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const table = readCandidateTable(rows.map(({ record, info }) => ({ line: info.lines, cells: record })))
    return table.problem ? { ok: false, problem: table.problem } : { ok: true, lines: table.lines }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, problem: sentence(error) }
    throw error
  }
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
  CSV_MAX_RECORD_SIZE: `is longer than ${LINE_LENGTH.toLocaleString('en-GB')} characters; is a quotation mark above it never closed?`,
  CSV_INVALID_CLOSING_QUOTE: 'goes on after a closing quotation mark; write a quotation mark inside a cell twice ("").',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell; put the cell in quotation marks and write it twice ("").',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has another number of cells than the first line.',
}
