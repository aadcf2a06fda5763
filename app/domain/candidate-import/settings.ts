import * as z from 'zod/mini'
import { Id } from '~/domain/shared/fields'
import { IMPORT_FIELDS } from './fields'

/** What is done with a line whose person is a candidate already. */
export const KNOWN_CHOICES = ['leave-out', 'merge', 'apart'] as const
export type KnownChoice = (typeof KNOWN_CHOICES)[number]

/** What is done with a line; `import` for one whose person is new. */
export const LINE_CHOICES = ['import', ...KNOWN_CHOICES] as const
export type LineChoice = (typeof LINE_CHOICES)[number]

export const lineChoiceLabels: Record<LineChoice, string> = {
  import: 'Import',
  'leave-out': 'Leave out',
  merge: 'Add to the existing candidate',
  apart: 'Create a separate candidate',
}

const JobChoice = z.union([z.int(), z.literal('none'), z.literal('leave-out')])

/** Choices by the name of a job. As pairs and a map: a file may name a job `__proto__` or `constructor`. */
const JobChoices = z.pipe(
  z.union([z.array(z.tuple([z.string(), JobChoice])), z.record(z.string(), JobChoice)]),
  z.transform(
    (kept): ReadonlyMap<string, z.infer<typeof JobChoice>> =>
      new Map(Array.isArray(kept) ? kept : Object.entries(kept)),
  ),
)

/** What was chosen for a table that waits to be imported, as it is kept with it. */
const Settings = z.object({
  columns: z.array(z.enum(IMPORT_FIELDS)),
  jobId: z.nullable(z.int()),
  jobs: JobChoices,
  known: z.enum(KNOWN_CHOICES),
  lines: z.record(z.string(), z.enum(LINE_CHOICES)),
})
export type ImportSettings = z.infer<typeof Settings>

/** The settings as text; a table that was kept by an earlier version has its jobs as an object. */
export const storedSettings = (settings: ImportSettings): string =>
  JSON.stringify({ ...settings, jobs: [...settings.jobs] })

export const readSettings = (stored: string): ImportSettings => Settings.parse(JSON.parse(stored))

/** What was read of a file, as it is kept until it is imported. */
export type StoredTable = {
  format: string
  sheets: { name: string; hidden: boolean }[]
  sheet: string | null
  header: string[]
  rows: { line: number; cells: string[] }[]
  notes: string[]
}

/** No schema runs over the cells: nobody but the server wrote them, and a large file has hundreds of thousands. */
export const readTableOf = (stored: string): StoredTable => JSON.parse(stored) as StoredTable

/** What a form of the preview says: what is done with known people, and with the lines that it lists. */
export type LineChoices = { known: KnownChoice; lines: Record<string, LineChoice> }

/** The settings with what a form says; lines that it does not list stay as they were. */
export const withChoices = (settings: ImportSettings, { known, lines }: LineChoices): ImportSettings => ({
  ...settings,
  known,
  lines: { ...settings.lines, ...lines },
})

/** Which lines of the preview are listed, in the address. */
export const LinesSearch = z.object({
  show: z.catch(z.enum(['all', 'new', 'joins', 'known', 'shares', 'wrong']), 'all'),
  after: z.catch(z.nullable(Id), null),
})
export type LinesShown = z.infer<typeof LinesSearch>['show']
