import * as z from 'zod/mini'
import { gte, regex } from '~/domain/shared/checks'
import { requiredLine } from '~/domain/shared/fields'
import { fail, ok, type Result } from '~/domain/shared/result'

/** The format of an archive. A change that an older reader would misread gets another number. */
export const ARCHIVE_FORMAT = 'assay.organisation/1'
const FAMILY = /^assay\.organisation\/\d+$/

/** Names of the files in an archive. */
export const FOLDER = 'organisation'
export const MANIFEST = `${FOLDER}/manifest.json`
export const CHECKSUMS = `${FOLDER}/SHA256SUMS`
export const schemaFile = (table: string) => `${FOLDER}/schemas/${table}.json`
export const rowsFile = (table: string, part: number) =>
  `${FOLDER}/tables/${table}/${String(part).padStart(5, '0')}.jsonl`

/** The table whose rows a file of an archive holds; null for every other file. */
export const tableOfFile = (file: string): string | null =>
  /^organisation\/tables\/(\w+)\/\d{5,}\.jsonl$/.exec(file)?.[1] ?? null

const text = z.string('not a text')
const moment = z.iso.datetime('not a time in ISO 8601')

export const Manifest = z.object(
  {
    format: z.literal(ARCHIVE_FORMAT, 'another format'),
    /** The newest migration of the database that the archive was made from: it says which columns the tables have. */
    migration: text.check(regex(/^\w+$/, 'not the name of a migration')),
    exportedAt: moment,
    organisation: z.object({ name: requiredLine('empty', 100), timeZone: text, createdAt: moment }, 'not an object'),
    tables: z.array(
      z.object({ name: text, rows: z.int('not a whole number').check(gte(0, 'negative')) }, 'not an object'),
      'not a list',
    ),
    leftOut: z.array(text, 'not a list'),
  },
  'not an object',
)
export type Manifest = z.infer<typeof Manifest>

export type ArchiveProblem = { code: 'ARCHIVE_WRONG'; message: string }
export const archiveProblem = (message: string) => fail<ArchiveProblem>({ code: 'ARCHIVE_WRONG', message })

/** Reads the first file of an archive. `migrations`: those that this database has. */
export function readManifest(text: string, migrations: ReadonlySet<string>): Result<Manifest, ArchiveProblem> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return archiveProblem(`${MANIFEST} is not JSON; export the organisation again.`)
  }
  const format = (content as { format?: unknown } | null)?.format
  if (typeof format !== 'string' || !FAMILY.test(format))
    return archiveProblem(`${MANIFEST} does not say "format": "${ARCHIVE_FORMAT}", so it is not an archive of Assay.`)
  if (format !== ARCHIVE_FORMAT)
    return archiveProblem(
      `The archive has the format ${format}; this version of Assay reads ${ARCHIVE_FORMAT}. Import it with a version that reads ${format}.`,
    )
  const read = Manifest.safeParse(content)
  if (!read.success) {
    const [issue] = read.error.issues
    return archiveProblem(
      `${MANIFEST}: "${issue?.path.join('.') ?? ''}" is missing or wrong (${issue?.message ?? ''}).`,
    )
  }
  if (!migrations.has(read.data.migration))
    return archiveProblem(
      `The archive was made by a newer version of Assay: its database has the migration ${read.data.migration}, which is unknown here. Update Assay, then import again.`,
    )
  return ok(read.data)
}
