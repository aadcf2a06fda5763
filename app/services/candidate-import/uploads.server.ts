import type { ImportSettings, StoredTable } from '~/domain/candidate-import/settings'
import { readSettings, storedSettings, readTableOf } from '~/domain/candidate-import/settings'
import { dataInHeader } from '~/domain/candidate-import/data-header'
import { recogniseColumns } from '~/domain/candidate-import/recognise'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db, type Tx } from '~/platform/db.server'
import { readTable, TableProblem, type TableDocument } from '~/tables'

/** Candidates of one import. */
export const MAX_IMPORT = 20_000
const MOST_COLUMNS = 200
const MOST_CELLS = 1_000_000
export const MOST_BYTES = 16 * 1024 * 1024

const LIFE_MS = 24 * 60 * 60_000
/** A person's tables that wait; an older one goes when another comes. */
const KEPT = 5

export const GONE =
  'This file is no longer stored: it was imported or discarded, it is older than a day, or the data of a person was erased meanwhile. Choose it again under Import candidates.'

export type File = { name: string; bytes: Uint8Array }

/** Reads a file of candidates; what is wrong with it as a whole is one sentence. */
async function read(file: File, sheet?: string) {
  try {
    const options = {
      ...(sheet === undefined ? {} : { sheet }),
      maxBytes: MOST_BYTES,
      maxRows: MAX_IMPORT,
      maxCells: MOST_CELLS,
      ragged: 'keep',
    } as const
    const named = await readTable(file, options)
    const person = dataInHeader(named.header)
    const table = person === null ? named : await readTable(file, { ...options, header: 'none' })
    if (person !== null) table.notes.push(noHeader(named.headerLine, person))
    if (table.header.length > MOST_COLUMNS)
      return fail({
        code: 'TABLE_WRONG',
        message: `The table has ${table.header.length} columns; at most ${MOST_COLUMNS} are read. Keep those that are to be imported.`,
      })
    if (table.rows.length === 0)
      return fail({ code: 'TABLE_WRONG', message: 'There are no candidates below the header line.' })
    return ok(table)
  } catch (error) {
    if (error instanceof TableProblem) return fail({ code: 'TABLE_WRONG', message: asSentence(error.message) })
    throw error
  }
}

/** A header with somebody's address is no header: the line is read as a candidate, and the columns have no names. */
const noHeader = (line: number, cell: string) => ({
  code: 'NO_HEADER',
  message: `Line ${line} looks like a candidate (“${cell.slice(0, 60)}”) and was read as one, so the columns have no names. Choose below what each holds, or put names of the columns above it and choose the file again.`,
})

/** The reader's sentences have no capital and no full stop, so that a command can put the file's name before them. */
const asSentence = (message: string): string => {
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}

const stored = ({ format, sheets, sheet, header, rows, notes }: TableDocument): StoredTable => ({
  format,
  sheets,
  sheet,
  header,
  rows: rows.map(({ line, cells }) => ({ line, cells })),
  notes: notes.map(({ message }) => message),
})

function firstSettings(table: StoredTable, jobId: number | null): ImportSettings {
  const columns = recogniseColumns(table.header, table.rows).columns.map(({ guess }) => guess)
  return { columns, jobId, jobs: new Map(), known: 'leave-out', lines: {} }
}

/** Keeps a file until its columns are chosen and its import is confirmed: a day at most, seen by nobody else. */
export async function storeUpload(viewer: Viewer, file: File, jobId: number | null) {
  const found = await read(file)
  if (!found.ok) return found
  const { organisationId, userId } = viewer
  const table = stored(found.value)
  const severalSheets = table.sheets.length > 1
  const { id } = await db().candidateUpload.create({
    data: {
      organisationId,
      createdById: userId,
      content: JSON.stringify(table),
      lines: table.rows.length,
      workbook: severalSheets ? new Uint8Array(file.bytes) : null,
      settings: storedSettings(firstSettings(table, jobId)),
      createdAt: now(),
      expiresAt: new Date(now().getTime() + LIFE_MS),
    },
    select: { id: true },
  })
  const older = await db().candidateUpload.findMany({
    where: { organisationId, createdById: userId },
    orderBy: { id: 'desc' },
    skip: KEPT,
    select: { id: true },
  })
  if (older.length > 0)
    await db().candidateUpload.deleteMany({
      where: { organisationId, createdById: userId, id: { in: older.map((one) => one.id) } },
    })
  return ok({ uploadId: id })
}

const own = ({ organisationId, userId }: Viewer, id: number) => ({
  organisationId,
  createdById: userId,
  id,
  expiresAt: { gt: now() },
})

/** The viewer's own table with what was chosen for it. Nobody sees another's. */
export async function findUpload(viewer: Viewer, uploadId: number, reader: Tx = db()) {
  const row = await reader.candidateUpload.findFirst({
    where: own(viewer, uploadId),
    select: { content: true, settings: true, revision: true, createdAt: true },
  })
  if (!row) return fail({ code: 'UPLOAD_NOT_FOUND', message: GONE })
  const { revision, createdAt } = row
  return ok({ table: readTableOf(row.content), settings: readSettings(row.settings), revision, createdAt })
}

/** The viewer's tables that wait to be imported, the newest first. */
export async function recentUploads(viewer: Viewer) {
  const { organisationId, userId, timeZone } = viewer
  const rows = await db().candidateUpload.findMany({
    where: { organisationId, createdById: userId, expiresAt: { gt: now() } },
    select: { id: true, lines: true, createdAt: true, expiresAt: true },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ id, lines, createdAt, expiresAt }) => ({
    id,
    lines,
    begun: shortDayAndTime(createdAt, timeZone),
    until: shortDayAndTime(expiresAt, timeZone),
  }))
}

/** Reads another sheet of the workbook instead; what was chosen for the columns of the one before is forgotten. */
export async function chooseSheet(viewer: Viewer, uploadId: number, sheet: string) {
  const where = own(viewer, uploadId)
  const row = await db().candidateUpload.findFirst({ where, select: { content: true, workbook: true, settings: true } })
  if (!row) return fail({ code: 'UPLOAD_NOT_FOUND', message: GONE })
  const before = readTableOf(row.content)
  if (row.workbook === null || !before.sheets.some(({ name }) => name === sheet))
    return fail({ code: 'TABLE_WRONG', message: 'The file has no sheet of this name. Choose one of the list.' })
  const found = await read({ name: `workbook.${before.format}`, bytes: row.workbook }, sheet)
  if (!found.ok) return found
  const table = stored(found.value)
  const settings = firstSettings(table, readSettings(row.settings).jobId)
  await db().candidateUpload.updateMany({
    where,
    data: {
      content: JSON.stringify(table),
      lines: table.rows.length,
      settings: storedSettings(settings),
      revision: { increment: 1 },
    },
  })
  return ok({})
}

/** Keeps what was chosen, unless something else was chosen since the page was loaded. */
export async function saveSettings(viewer: Viewer, uploadId: number, revision: number, settings: ImportSettings) {
  const { count } = await db().candidateUpload.updateMany({
    where: { ...own(viewer, uploadId), revision },
    data: { settings: storedSettings(settings), revision: { increment: 1 } },
  })
  if (count > 0) return ok({ revision: revision + 1 })
  const there = await db().candidateUpload.count({ where: own(viewer, uploadId) })
  return there > 0 ? fail({ code: 'UPLOAD_STALE' }) : fail({ code: 'UPLOAD_NOT_FOUND', message: GONE })
}

/** Deletes a table that is not to be imported. */
export async function discardUpload(viewer: Viewer, uploadId: number) {
  const { organisationId, userId } = viewer
  const { count } = await db().candidateUpload.deleteMany({
    where: { organisationId, createdById: userId, id: uploadId },
  })
  return count > 0 ? ok({}) : fail({ code: 'UPLOAD_NOT_FOUND', message: GONE })
}
