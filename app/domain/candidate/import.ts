import * as z from 'zod/mini'

/** A person of a confirmed file as the import stores it until it is written: where it stands, and what it makes. */
const Line = z.object({
  line: z.int(),
  name: z.string(),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  /** All addresses of the line: an erasure finds the person by any of them. */
  addresses: z._default(z.array(z.string()), []),
  /** The candidate to whom the line is added; null makes a new one. */
  into: z._default(z.nullable(z.int()), null),
  /** A new candidate although one with this address was known. */
  apart: z._default(z.boolean(), false),
  /** Jobs for which an application is opened. */
  jobs: z._default(z.nullable(z.array(z.int())), null),
  /** The body of the text row with what else the file says. */
  details: z._default(z.nullable(z.string()), null),
})
export type ImportedLine = z.infer<typeof Line>

/**
 * The lines of an import as they are kept while it waits. They passed the schema of a candidate before they were written.
 * An import that was confirmed by an earlier version has fewer fields, and one job for all its lines.
 */
export const storedLines = (content: string, jobId: number | null): (ImportedLine & { jobs: number[] })[] =>
  z
    .array(Line)
    .parse(JSON.parse(content))
    .map((line) => ({ ...line, jobs: line.jobs ?? (jobId === null ? [] : [jobId]) }))

export type ImportState = 'waiting' | 'published' | 'failed' | 'cancelled' | 'undone'

/** Why an import ended without anything being imported. */
export type ImportFailure = 'FORBIDDEN' | 'JOB_NOT_OPEN' | 'ADDRESSES_TAKEN' | 'NOTHING_TO_IMPORT' | 'INTERNAL'

/** A reason that a person can read, with the next step. */
export const importFailureSentence: Record<ImportFailure, string> = {
  FORBIDDEN: 'Your roles no longer let you import candidates into one of these jobs. Ask an administrator.',
  JOB_NOT_OPEN:
    'A job stopped taking candidates before the import was finished. Import the file again, into another job or none.',
  ADDRESSES_TAKEN:
    'Candidates with some of these e-mail addresses were added, or an existing one was erased or hidden, after the preview. Import the file again to see which lines are affected.',
  NOTHING_TO_IMPORT: 'Every candidate of the file already existed when the import ran, so nothing was imported.',
  INTERNAL:
    'The server could not finish the import. Try again; if it fails again, tell the person who runs the server.',
}

/** What the page of an import is told. */
export type ImportView = {
  id: number
  state: ImportState
  total: number
  staged: number
  /** New candidates. */
  imported: number
  /** Existing candidates to whom something was added. */
  merged: number
  /** Lines left out when the import was confirmed. */
  skipped: number
  job: { id: number; name: string } | null
  takenLines: number[]
  failure: ImportFailure | null
  begun: string
  finished: string | null
  undone: string | null
}

/** What keeps an import from being undone: the first work on one of its candidates, and how many were worked on. */
export type UndoObstacle = {
  candidates: number
  first: { candidateId: number; label: string; who: string | null; what: string | null; when: string | null } | null
}
