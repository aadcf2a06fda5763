import * as z from 'zod/mini'
import { blankIsNull, Id, WriteKey } from '~/domain/shared/fields'
import { IMPORT_FIELDS } from './fields'
import { KNOWN_CHOICES, LINE_CHOICES } from './settings'

const ticked = z.pipe(
  z.transform((value: unknown) => value === 'on'),
  z.boolean(),
)

/** The first step: a file, or its lines pasted, and the job of lines that name none. */
export const UploadForm = z.object({
  jobId: z.pipe(blankIsNull, z.nullable(Id)),
  text: z._default(z.string('Paste the lines as text.'), ''),
})

const JobField = z.union([z.literal('none'), z.literal('leave-out'), Id], 'Choose a job, or no application.')

/** The columns step. `column-n` says what column n holds, `job-n` what becomes of the n-th job that the lines name. */
export const ColumnsForm = z.object({
  revision: Id,
  jobId: z.pipe(blankIsNull, z.nullable(Id)),
  columns: z.array(z.enum(IMPORT_FIELDS, 'Choose what the column holds.'), 'Choose what each column holds.'),
  jobs: z.array(JobField, 'Choose a job for each name.'),
})
export type ColumnsForm = z.infer<typeof ColumnsForm>

export const SheetForm = z.object({ sheet: z.string('Choose a sheet.') })

/** The preview. `line-n` says what is done with line n of the file. */
export const LinesForm = z.object({
  revision: Id,
  known: z._default(z.enum(KNOWN_CHOICES, 'Choose what is done with people who are candidates already.'), 'leave-out'),
  skip: ticked,
  writeKey: WriteKey,
  lines: z.record(
    z.string(),
    z.enum(LINE_CHOICES, 'Choose what is done with the line.'),
    'Choose what is done with each line.',
  ),
})

/** The fields `name-0`, `name-1` … in their order, up to the first that is missing. */
export function numbered(form: Record<string, unknown>, name: string): unknown[] {
  const values: unknown[] = []
  while (`${name}-${values.length}` in form) values.push(form[`${name}-${values.length}`])
  return values
}

/** The fields `name-17`, `name-40` … by their number. */
export const byNumber = (form: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(form).flatMap(([key, value]) => {
      const number = key.startsWith(`${name}-`) ? key.slice(name.length + 1) : ''
      return /^[0-9]{1,7}$/.test(number) ? [[number, value]] : []
    }),
  )
