import * as z from 'zod/mini'

/** How a text row holds what a file said about a candidate beside name, address and phone. */
export const IMPORTED_FORMAT = 'imported/1'

const Line = z.string()
const Details = z.object({
  emails: z.array(Line),
  phones: z.array(Line),
  source: z.nullable(Line),
  tags: z.array(Line),
  notes: z.array(Line),
  /** Jobs as the file names them, with the stage there. */
  applications: z.array(z.object({ job: z.nullable(Line), stage: z.nullable(Line) })),
})
export type ImportedDetails = z.infer<typeof Details>

/** The body of the text row, or null where the file said nothing more. */
export function detailsBody(details: ImportedDetails): string | null {
  const { emails, phones, source, tags, notes, applications } = details
  const empty = [emails, phones, tags, notes, applications].every((list) => list.length === 0) && source === null
  return empty ? null : JSON.stringify({ applications, emails, notes, phones, source, tags })
}

/** Reads a body that `detailsBody` wrote; what another version wrote is shown as a note rather than lost. */
export function readDetails(body: string): ImportedDetails {
  const empty: ImportedDetails = { emails: [], phones: [], source: null, tags: [], notes: [], applications: [] }
  try {
    const read = Details.safeParse(JSON.parse(body))
    return read.success ? read.data : { ...empty, notes: [body] }
  } catch {
    return { ...empty, notes: [body] }
  }
}
