import * as z from 'zod/mini'
import type { CandidateFields } from './schemas'

/** A line of a confirmed file: the candidate it creates, and its line number. */
export type ImportedLine = CandidateFields & { line: number }

const Stored = z.array(
  z.object({ line: z.int(), name: z.string(), email: z.nullable(z.string()), phone: z.nullable(z.string()) }),
)

/** The lines of an import as they are kept while it waits. They passed the form's schema before they were written. */
export const storedLines = (content: string): ImportedLine[] => Stored.parse(JSON.parse(content))

export type ImportState = 'waiting' | 'published' | 'failed' | 'cancelled'

/** Why an import ended without anything being imported. */
export type ImportFailure = 'FORBIDDEN' | 'JOB_NOT_OPEN' | 'ADDRESSES_TAKEN' | 'NOTHING_TO_IMPORT' | 'INTERNAL'

/** A reason that a person can read, with the next step. */
export const importFailureSentence: Record<ImportFailure, string> = {
  FORBIDDEN: 'Your roles no longer let you import candidates into this job. Ask an administrator.',
  JOB_NOT_OPEN:
    'The job stopped taking candidates before the import was finished. Import the file again, into another job or none.',
  ADDRESSES_TAKEN:
    'Candidates with some of these e-mail addresses were added after the preview. Import the file again to see which lines are affected.',
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
  imported: number
  job: { id: number; name: string } | null
  takenLines: number[]
  failure: ImportFailure | null
  begun: string
  finished: string | null
}
