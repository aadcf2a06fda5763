import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { columnsProblem } from '~/domain/candidate-import/fields'
import type { LineChoice, LinesShown } from '~/domain/candidate-import/settings'
import { sha256 } from '~/platform/secret.server'
import type { Shared } from '~/domain/candidate-import/join-lines'
import { openJobs } from '../candidate/read-candidates.server'
import type { Known } from './known-candidates.server'
import { planLines, type PlannedLine } from './plan-lines.server'
import { findUpload } from './uploads.server'

/** So many lines are listed on a page, and characters of a cell shown. */
const PAGE = 50
const CELL_SHOWN = 120

/** A line of the preview. */
export type PreviewLine = {
  line: number
  cells: { name: string; email: string; phone: string; job: string }
  more: string[]
} & (
  | { kind: 'wrong'; column: string | null; problem: string }
  | { kind: 'joins'; joins: number; choice: LineChoice }
  | { kind: 'shares'; choice: LineChoice; shares: Shared }
  | { kind: 'new'; choice: LineChoice }
  | { kind: 'known'; choice: LineChoice; known: { id: number; name: string } | null }
)

export type ImportPreviewView = Extract<Awaited<ReturnType<typeof readPreview>>, { ok: true }>['value']

/** What the import would do, line by line, and nothing written. */
export async function readPreview(
  viewer: Viewer,
  uploadId: number,
  { show, after }: { show: LinesShown; after: number | null },
) {
  const found = await findUpload(viewer, uploadId)
  if (!found.ok) return found
  const { table, settings, revision, createdAt } = found.value
  const problem = columnsProblem(settings.columns)
  if (problem) return fail({ code: 'COLUMNS_WRONG', message: problem })
  const planned = await planLines(viewer, table, settings, await openJobs(viewer))
  const count = (holds: (line: PlannedLine) => boolean) => planned.filter(holds).length
  const shown = planned.filter((line) => isShown(line, show))
  const from = after === null ? 0 : shown.findIndex(({ line }) => line > after)
  const page = from < 0 ? [] : shown.slice(from, from + PAGE)
  const last = page.at(-1)
  return ok({
    revision,
    // The same for every window, so that confirming in two of them is one import.
    writeKey: sha256(`${viewer.organisationId} ${uploadId} ${createdAt.toISOString()}`).slice(0, 40),
    known: settings.known,
    lines: table.rows.length,
    counts: {
      new: count(({ kind }) => kind === 'new'),
      joins: count(({ kind }) => kind === 'joins'),
      shares: count(({ kind }) => kind === 'shares'),
      known: count(({ kind }) => kind === 'known'),
      wrong: count(({ kind }) => kind === 'wrong'),
    },
    imported: count((line) => line.ok && line.choice !== 'leave-out'),
    people: count(
      (line) =>
        ((line.kind === 'new' || line.kind === 'known') && line.choice !== 'leave-out') ||
        (line.kind === 'shares' && line.choice === 'apart'),
    ),
    withoutJob: withoutJob(planned),
    leftOut: table.header.flatMap((header, at) => (settings.columns[at] === 'ignore' && header !== '' ? [header] : [])),
    listed: { show, total: shown.length, first: from < 0 ? 0 : from + 1 },
    shown: page.map(viewOf),
    next: last && from + PAGE < shown.length ? last.line : null,
    previous: from > 0 ? (from > PAGE ? (shown[from - PAGE - 1]?.line ?? null) : 0) : null,
  })
}

const isShown = ({ kind }: PlannedLine, show: LinesShown): boolean => show === 'all' || kind === show

const cut = (cell: string) => (cell.length > CELL_SHOWN ? `${cell.slice(0, CELL_SHOWN)} …` : cell)

function viewOf(line: PlannedLine): PreviewLine {
  const { name, email, phone, job } = line.cells
  const place = { line: line.line, cells: { name: cut(name), email: cut(email), phone: cut(phone), job: cut(job) } }
  if (line.kind === 'wrong')
    return { ...place, more: [], kind: 'wrong', column: line.column, problem: cutProblem(line.problem) }
  if (line.kind === 'joins') return { ...place, more: [], kind: 'joins', joins: line.joins ?? 0, choice: line.choice }
  const { addresses, otherPhones, source, tags, notes, applications } = line.person
  const more = [
    ...(addresses.length > 1 ? [`other addresses: ${addresses.slice(1).join(', ')}`] : []),
    ...(otherPhones.length > 0 ? [`other numbers: ${otherPhones.join(', ')}`] : []),
    ...applications.flatMap(({ jobId, job, stage }) => [
      ...(jobId === null && job !== null ? [`no application for “${job}”`] : []),
      ...(stage !== null ? [`stage: ${stage}`] : []),
    ]),
    ...(source ? [`source: ${source}`] : []),
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
    ...(notes.length > 0 ? [notes.length === 1 ? 'a note' : `${notes.length} notes`] : []),
  ].map(cut)
  if (line.kind === 'shares') return { ...place, more, kind: 'shares', choice: line.choice, shares: line.shares }
  return line.kind === 'known'
    ? { ...place, more, kind: 'known', choice: line.choice, known: shownCandidate(line.known) }
    : { ...place, more, kind: 'new', choice: line.choice }
}

/** The line names the person: beside the number of a candidate whose name is hidden from the viewer it would tell the name. */
const shownCandidate = ({ id, name, hidden }: Known) => (hidden || name === null ? null : { id, name })

/** A problem names what stands in the cell, which may be long. */
const cutProblem = (problem: string) => (problem.length > 300 ? `${problem.slice(0, 300)} …` : problem)

/** Lines that name a job into which nothing is imported. */
const withoutJob = (planned: readonly PlannedLine[]) =>
  planned.filter(
    (line) =>
      (line.kind === 'new' || line.kind === 'known' || line.kind === 'shares') &&
      line.choice !== 'leave-out' &&
      line.person.applications.some(({ jobId, job }) => jobId === null && job !== null),
  ).length
