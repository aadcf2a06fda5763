import { columnsProblem } from '~/domain/candidate-import/fields'
import type { ColumnsForm } from '~/domain/candidate-import/forms'
import { jobKey, type JobChoice } from '~/domain/candidate-import/jobs'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { openJobs } from '../candidate/read-candidates.server'
import { namedJobs } from './read-columns.server'
import { findUpload, saveSettings } from './uploads.server'

/**
 * Keeps what each column holds and what becomes of the jobs that the lines name. `undecided` counts names of jobs that the
 * form did not show, because another column was the job's before, and that are no open job's.
 */
export async function chooseColumns(viewer: Viewer, uploadId: number, form: ColumnsForm) {
  const found = await findUpload(viewer, uploadId)
  if (!found.ok) return found
  const { table, settings, revision } = found.value
  if (revision !== form.revision) return fail({ code: 'UPLOAD_STALE' })
  if (form.columns.length !== table.header.length)
    return fail({
      code: 'COLUMNS_WRONG',
      message: 'The form does not have all columns of the file. Load the page again.',
    })
  const problem = columnsProblem(form.columns)
  if (problem) return fail({ code: 'COLUMNS_WRONG', message: problem })
  const open = await openJobs(viewer)
  const ids = new Set(open.map(({ id }) => id))
  const chosen = [form.jobId, ...form.jobs].filter((one) => typeof one === 'number')
  if (!chosen.every((id) => ids.has(id))) return fail({ code: 'JOB_NOT_FOUND' })
  const shown = namedJobs(table, settings, open).offered
  const jobs = new Map(
    shown.map(({ name, choice }, at): [string, JobChoice] => [jobKey(name), form.jobs[at] ?? choice]),
  )
  const next = { ...settings, columns: form.columns, jobId: form.jobId, jobs }
  const saved = await saveSettings(viewer, uploadId, revision, next)
  if (!saved.ok) return saved
  const undecided = namedJobs(table, next, open).offered.filter(
    ({ name, known }) => !known && !jobs.has(jobKey(name)),
  ).length
  return ok({ undecided })
}
