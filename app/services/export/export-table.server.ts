import {
  EXPORTS,
  MOST_WORKBOOK_ROWS,
  type ExportFormat,
  type ExportName,
  type ExportRequest,
} from '~/domain/export/exports'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { audit } from '~/platform/audit.server'
import { now } from '~/platform/clock.server'
import { db, transaction } from '~/platform/db.server'
import { csvOf, xlsxOf, type Cell } from '~/tables'
import { jobsVisible } from '../scope.server'
import { applicationRows } from './application-rows.server'
import { auditRows } from './audit-rows.server'
import { candidateRows } from './candidate-rows.server'
import { decisionRows } from './decision-rows.server'
import type { ExportRow } from './pages'
import { scorecardRows } from './scorecard-rows.server'

export type ExportFile = { fileName: string; contentType: string; content: AsyncIterable<Uint8Array> }
export type ExportError = { code: 'JOB_NOT_FOUND' } | { code: 'EXPORT_TOO_LARGE'; message: string }

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * An export as a file. The first rows are there before it answers, so that a failure is told in time; the rest is read
 * while it is sent, a page at a time. The caller has asked whether the viewer may have it at all; within it, everything is
 * limited to what they may see now. The download is an entry of the audit log, without a number of rows: how many there
 * are depends on what was submitted.
 */
export async function exportTable(
  viewer: Viewer,
  name: ExportName,
  request: ExportRequest,
  { mostRows = MOST_WORKBOOK_ROWS }: { mostRows?: number } = {},
): Promise<Result<ExportFile, ExportError>> {
  const { format, job } = request
  if (job !== null && !(await isVisibleJob(viewer, name, job))) return fail({ code: 'JOB_NOT_FOUND' })
  const rows = cellsOf(name, rowsOf(viewer, name, request))
  const written = format === 'csv' ? ok(await begun(csvOf(headerOf(name), rows))) : await workbook(name, rows, mostRows)
  if (!written.ok) return written
  await record(viewer, name, request)
  return ok({
    fileName: `assay-${name}-${now().toISOString().slice(0, 10)}.${format}`,
    contentType: TYPES[format],
    content: written.value,
  })
}

const headerOf = (name: ExportName) => EXPORTS[name].columns.map((column) => column.name)

async function isVisibleJob(viewer: Viewer, name: ExportName, id: number): Promise<boolean> {
  const { act, byJob } = EXPORTS[name]
  if (!byJob) return false
  const found = await db().job.findFirst({ where: { ...jobsVisible(viewer, act), id }, select: { id: true } })
  return found !== null
}

function rowsOf(viewer: Viewer, name: ExportName, { job, q, state }: ExportRequest): AsyncIterable<ExportRow> {
  switch (name) {
    case 'candidates':
      return candidateRows(viewer, { search: q, jobId: job, state })
    case 'applications':
      return applicationRows(viewer, job)
    case 'scorecards':
      return scorecardRows(viewer, job)
    case 'decisions':
      return decisionRows(viewer, job)
    case 'audit':
      return auditRows(viewer)
  }
}

/** Rows in the order of the columns. */
async function* cellsOf(name: ExportName, rows: AsyncIterable<ExportRow>): AsyncGenerator<readonly Cell[]> {
  const header = headerOf(name)
  for await (const row of rows) yield header.map((column) => row[column] ?? null)
}

/** The same text as bytes, with its first piece already made. */
async function begun(text: AsyncGenerator<string>): Promise<AsyncIterable<Uint8Array>> {
  const first = await text.next()
  return (async function* () {
    try {
      if (!first.done) yield Buffer.from(first.value)
      for await (const piece of text) yield Buffer.from(piece)
    } finally {
      // Whoever stops reading ends the queries too.
      await text.return(undefined)
    }
  })()
}

class TooManyRows extends Error {}

async function workbook(
  name: ExportName,
  rows: AsyncIterable<readonly Cell[]>,
  mostRows: number,
): Promise<Result<AsyncIterable<Uint8Array>, ExportError>> {
  const { title, columns } = EXPORTS[name]
  try {
    const bytes = await xlsxOf([{ name: title, columns, rows: atMost(mostRows, rows) }])
    return ok(once(bytes))
  } catch (error) {
    if (!(error instanceof TooManyRows)) throw error
    const most = mostRows.toLocaleString('en-GB')
    const message = `This export has more than ${most} rows, too many for a workbook. Download it as CSV, or choose one job.`
    return fail({ code: 'EXPORT_TOO_LARGE', message })
  }
}

async function* atMost<Row>(most: number, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  let count = 0
  for await (const row of rows) {
    if (++count > most) throw new TooManyRows()
    yield row
  }
}

// oxlint-disable-next-line typescript/require-await
async function* once(bytes: Uint8Array) {
  yield bytes
}

const record = ({ organisationId, userId }: Viewer, name: ExportName, { format, job, q, state }: ExportRequest) =>
  transaction((tx) =>
    audit(tx, {
      organisationId,
      actorId: userId,
      act: 'export.downloaded',
      subject: { type: 'organisation', id: organisationId },
      detail: {
        export: name,
        format,
        ...(job === null ? {} : { job }),
        ...(name === 'candidates' && (q !== '' || state !== 'all') ? { filtered: true } : {}),
      },
    }),
  )
