import { jobKey, jobMatcher, type OpenJob } from '~/domain/candidate-import/jobs'
import { recogniseColumns } from '~/domain/candidate-import/recognise'
import type { ImportSettings, StoredTable } from '~/domain/candidate-import/settings'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { isMissing } from '~/tables'
import { openJobs } from '../candidate/read-candidates.server'
import { findUpload } from './uploads.server'

/** Names of jobs for which a choice is offered; a file that names more has another column chosen as the job. */
export const JOBS_OFFERED = 50

/** The jobs that the lines of a table name, the most frequent first, with what becomes of the lines of each. */
export function namedJobs(table: StoredTable, settings: ImportSettings, jobs: readonly OpenJob[]) {
  const match = jobMatcher(jobs, new Map())
  const named = jobNames(table.rows, settings.columns.indexOf('job')).map(({ name, lines }) => {
    const found = match(name)
    const [first] = found
    // Of several jobs in one cell, all are known.
    const automatic = first?.choice
    return { name, lines, known: automatic !== undefined, several: found.length > 1, automatic }
  })
  const offered = named
    .filter(({ several }) => !several)
    .map(({ name, lines, known, automatic }) => ({
      name,
      lines,
      known,
      choice: settings.jobs.get(jobKey(name)) ?? automatic ?? ('none' as const),
    }))
  return { offered: offered.slice(0, JOBS_OFFERED), more: Math.max(0, offered.length - JOBS_OFFERED) }
}

/** The columns of a table, what each was taken for, and the jobs that its lines name. */
export async function readColumns(viewer: Viewer, uploadId: number) {
  const found = await findUpload(viewer, uploadId)
  if (!found.ok) return found
  const { table, settings, revision } = found.value
  const { product, columns } = recogniseColumns(table.header, table.rows)
  const jobs = await openJobs(viewer)
  const { offered, more } = namedJobs(table, settings, jobs)
  return ok({
    revision,
    format: table.format,
    product,
    lines: table.rows.length,
    notes: table.notes,
    sheets: table.sheets,
    sheet: table.sheet,
    columns: columns.map((column, at) => ({ ...column, chosen: settings.columns[at] ?? column.guess })),
    jobId: settings.jobId,
    jobs,
    named: offered,
    moreNames: more,
  })
}

/** The different names in a column, the most frequent first. */
function jobNames(rows: readonly { cells: readonly string[] }[], column: number) {
  if (column < 0) return []
  const names = new Map<string, { name: string; lines: number }>()
  for (const { cells } of rows) {
    const name = (cells[column] ?? '').trim()
    if (isMissing(name)) continue
    const key = jobKey(name)
    const one = names.get(key)
    if (one) one.lines++
    else names.set(key, { name, lines: 1 })
  }
  return [...names.values()].sort((a, b) => b.lines - a.lines)
}
