import { CsvError, parse } from 'csv-parse/sync'
import { readCandidateTable, type ImportLine } from '~/domain/candidate/read-csv'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { againIfTaken } from '~/platform/again.server'
import { audit } from '~/platform/audit.server'
import { db, transaction, type Tx } from '~/platform/db.server'
import { keepMade, madeBefore } from '../write-key.server'
import { createCandidate, startApplication } from './candidates.server'

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

/** What an import would do, line by line, and nothing written. */
export async function previewImport(viewer: Viewer, text: string) {
  const read = readCsv(text)
  if (!read.ok) return fail({ code: 'TABLE_WRONG', message: read.problem })
  return ok(summary(await withKnown(db(), viewer, read.lines)))
}

const SOUND_SHOWN = 5

/** Every line with a problem and the first of the sound ones, in the file's order. */
export function summary(lines: ImportLine[]) {
  const sound = lines.filter((line) => line.ok)
  const wrong = lines.filter((line) => !line.ok)
  const shown = [...wrong, ...sound.slice(0, SOUND_SHOWN)].sort((a, b) => a.line - b.line)
  return { sound: sound.length, wrong: wrong.length, shown }
}

export type ImportPreview = ReturnType<typeof summary>

/** Lines whose address belongs to a candidate already are a problem: nobody is made twice. */
async function withKnown(reader: Tx, viewer: Viewer, lines: ImportLine[]): Promise<ImportLine[]> {
  const emails = lines.flatMap((line) => (line.ok && line.candidate.email ? [line.candidate.email] : []))
  const known = await reader.candidate.findMany({
    where: { organisationId: viewer.organisationId, email: { in: emails } },
    select: { email: true },
  })
  const taken = new Set(known.map(({ email }) => email))
  return lines.map((line) =>
    line.ok && taken.has(line.candidate.email)
      ? {
          line: line.line,
          cells: line.cells,
          ok: false,
          column: 'email',
          problem: 'A candidate with this address is here already; open an application on their page.',
        }
      : line,
  )
}

/**
 * Writes the sound lines, all or none. `skip` says that lines with problems were seen and may be left out; without it a
 * single problem stops the import. The same key twice imports once.
 */
export async function importCandidates(
  viewer: Viewer,
  given: { text: string; jobId: number | null; skip: boolean; writeKey: string },
) {
  const read = readCsv(given.text)
  if (!read.ok) return fail({ code: 'TABLE_WRONG', message: read.problem })
  const { organisationId, userId } = viewer
  return againIfTaken(() =>
    transaction(
      async (tx) => {
        const { writeKey: key, ...content } = given
        const write = { key, act: 'candidate.imported', content }
        const before = await madeBefore(tx, viewer, write)
        if (!before.ok) return before
        if (before.value !== null) return ok({ imported: before.value })
        const lines = await withKnown(tx, viewer, read.lines)
        const sound = lines.filter((line) => line.ok)
        if (sound.length < lines.length && !given.skip) return fail({ code: 'LINES_WRONG', preview: summary(lines) })
        if (sound.length === 0) return fail({ code: 'NOTHING_TO_IMPORT' })
        for (const { candidate } of sound) {
          const candidateId = await createCandidate(tx, viewer, candidate)
          if (given.jobId === null) continue
          const opened = await startApplication(tx, viewer, candidateId, given.jobId)
          if (!opened.ok) return opened
        }
        await audit(tx, {
          organisationId,
          actorId: userId,
          act: 'candidate.imported',
          subject: { type: 'organisation', id: organisationId },
          detail: { candidates: sound.length },
        })
        await keepMade(tx, viewer, write, sound.length)
        return ok({ imported: sound.length })
      },
      { timeout: 120_000 },
    ),
  )
}
