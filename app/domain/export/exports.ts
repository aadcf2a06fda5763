import * as z from 'zod/mini'
import { ARCHIVE_FAILURES } from '../archive/offer'
import { CandidateSearch } from '../candidate/schemas'
import type { Act, Viewer } from '../policy/policy'
import { mayAnywhere } from '../policy/policy'
import { blankIsNull, Id, StrictQuery } from '../shared/fields'
import {
  applicationColumns,
  auditColumns,
  candidateColumns,
  decisionColumns,
  scorecardColumns,
  type ExportColumn,
} from './columns'

export const EXPORT_NAMES = ['candidates', 'applications', 'scorecards', 'decisions', 'audit'] as const
export type ExportName = (typeof EXPORT_NAMES)[number]

export type ExportDescription = {
  title: string
  /** What is in it and what is left out, in a sentence or two. */
  about: string
  /** Who may have it. */
  act: Act
  /** Whether it can be limited to one job. */
  byJob: boolean
  columns: readonly ExportColumn[]
}

/** Every export as a table; the archive of the whole organisation stands beside them (ADR 023). */
export const EXPORTS: Readonly<Record<ExportName, ExportDescription>> = {
  candidates: {
    title: 'Candidates',
    about:
      'One row per candidate, as the list of candidates shows them: merged records are one row. The file can be imported again.',
    act: 'export-candidates',
    byJob: true,
    columns: candidateColumns,
  },
  applications: {
    title: 'Applications',
    about: 'One row per application: its job, state, scorecards, calibrated score and decision.',
    act: 'export-applications',
    byJob: true,
    columns: applicationColumns,
  },
  scorecards: {
    title: 'Scorecards',
    about:
      'One row per rating, from the version of each submitted scorecard that the score uses, otherwise from the latest. Withdrawn scorecards are left out, and so are applications for which you still owe a scorecard or from which you are recused.',
    act: 'export-scorecards',
    byJob: true,
    columns: scorecardColumns,
  },
  decisions: {
    title: 'Decisions',
    about:
      'One row per decision, superseded ones included. Applications for which you still owe a scorecard or from which you are recused are left out.',
    act: 'export-decisions',
    byJob: true,
    columns: decisionColumns,
  },
  audit: {
    title: 'Audit log',
    about:
      'One row per entry, from the first. Applications for which you still owe a scorecard or from which you are recused are left out.',
    act: 'export-audit',
    byJob: false,
    columns: auditColumns,
  },
}

/** The act that lets somebody see the page of exports: everybody who may export anything holds it. */
export const EXPORT_PAGE: Act = 'export-applications'

export const exportsOf = (viewer: Viewer): ExportName[] =>
  EXPORT_NAMES.filter((name) => mayAnywhere(viewer, EXPORTS[name].act))

/** The most rows of a workbook: it is made whole before it is sent. CSV has no limit. */
export const MOST_WORKBOOK_ROWS = 100_000

export const ExportParams = z.object({ name: z.enum(EXPORT_NAMES, 'There is no such export.') })

export const ExportFormat = z.enum(['csv', 'xlsx'], 'Choose CSV or XLSX.')
export type ExportFormat = z.infer<typeof ExportFormat>

/**
 * What the form of an export sends. Candidates can be filtered as their list is, but a filter that does not fit is
 * refused: without it the file would hold everybody.
 */
export const ExportRequest = z.object({
  format: ExportFormat,
  job: z.pipe(blankIsNull, z.nullable(Id)),
  q: z._default(StrictQuery, ''),
  state: z._default(
    z.enum(['all', 'open', 'none'], 'The filter by applications must be “all”, “open” or “none”. Load the page again.'),
    'all',
  ),
})
export type ExportRequest = z.infer<typeof ExportRequest>

/** What the page of exports is asked for: the same without a format; what does not fit is as if it were not there. */
export const ExportPageSearch = z.object({
  job: z.catch(z.nullable(Id), null),
  q: CandidateSearch.shape.q,
  state: CandidateSearch.shape.state,
  /** Why the archive that was asked for was not made. */
  archive: z.catch(z.nullable(z.enum(ARCHIVE_FAILURES)), null),
})
