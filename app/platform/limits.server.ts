import { mustExist } from '~/domain/shared/must-exist'
/** What one request to an address may carry. */
export type Limits = {
  /** Of the body, as sent. */
  bytes: number
  /** Of a form: fields, or parts where it carries files. */
  fields: number
  /** Whether a form may come as multipart/form-data, which is needed for files only. */
  files: boolean
  /** Of a JSON body: levels of nesting, and values in all. */
  depth: number
  values: number
}

const KB = 1024
const MB = 1024 * KB

/**
 * Every address that is not named below, those for strangers included (sign-in, set-up, invitation, reset, task): the
 * longest password in the longest encoding, and some names.
 */
export const USUAL: Limits = { bytes: 16 * KB, fields: 60, files: false, depth: 4, values: 100 }

/**
 * The addresses that take more, and why. One character takes up to 9 bytes of a form (12 for one of two code units). The
 * limit is well above what the fields hold, so that a person with too long a text reads so on its field.
 */
export const LARGER: Record<string, Partial<Limits>> = {
  // A table of candidates, as a file or pasted: a text of 20,000 lines with notes, or a workbook.
  '/candidates/import': { bytes: 16 * MB, files: true },
  // One field for every column of the table, and for every name of a job in it.
  '/candidates/import/file/:id': { bytes: 64 * KB, fields: 300 },
  // One field for every line of the page.
  '/candidates/import/file/:id/lines': { bytes: 64 * KB, fields: 100 },
  // Evidence for every criterion, notes, quotes. The scorecard's form sends JSON, six levels deep.
  '/scorecards/:id/draft': { bytes: 2 * MB, depth: 10, values: 40_000 },
  // Reasons of votes, resolutions, decisions, dissents: up to 20,000 characters.
  '/packets/:id': { bytes: 512 * KB },
  // Reasons of up to 2,000 characters.
  '/applications/:id': { bytes: 128 * KB },
  // The same scorecard as a form, from a browser without a script: four fields a quote.
  '/scorecards/:id': { bytes: 2 * MB, fields: 1_000 },
  // A kit's folder as a zip, or a rubric as a table.
  '/own-kits/new': { bytes: 11 * MB, files: true },
  // Texts of a kit: each field twice, as it was shown and as it is.
  '/own-kits/:id': { bytes: 2 * MB, fields: 1_000 },
  '/own-kits/:id/draft': { bytes: 4 * MB, fields: 1_000 },
  '/own-kits/:id/role': { bytes: 2 * MB, fields: 1_000 },
  '/own-kits/:id/review': { bytes: 128 * KB },
  '/own-kits/:id/criteria/:key': { bytes: 2 * MB, fields: 1_000 },
  '/own-kits/:id/red-flags/:key': { bytes: 2 * MB, fields: 1_000 },
  '/own-kits/:id/interviews/:key': { bytes: 2 * MB, fields: 2_000 },
  '/own-kits/:id/cases/:key': { bytes: 2 * MB, fields: 1_000 },
  // A prompt has hundreds of fields: figures of its check sheet, stages, levels for each seniority.
  // The generator of a prompt's tables.
  '/own-kits/:id/prompts/:key/generator': { bytes: 2 * MB },
  // A table of up to 1 MB, as a file, or as text beside its description.
  '/own-kits/:id/prompts/:key/handed_out/:key': { bytes: 12 * MB, fields: 1_000, files: true },
  '/own-kits/:id/prompts/:key/on_request/:key': { bytes: 12 * MB, fields: 1_000, files: true },
  '/own-kits/:id/prompts/:key': { bytes: 4 * MB, fields: 6_000 },
  // One field for every voter that is chosen.
  '/jobs/new': { bytes: 64 * KB, fields: 1_000 },
  '/jobs/:id/edit': { bytes: 64 * KB, fields: 1_000 },
  // One field for every interview of the kit.
  '/applications/:id/loop': { fields: 200 },
}

const larger = Object.entries(LARGER).map(([pattern, limits]) => ({
  segments: pattern.split('/').slice(1),
  limits: { ...USUAL, ...limits },
}))

/**
 * The limits of an address, found as Remix finds its route: without regard to case, escaped or not, with `.data` for
 * the page's data. An address that matches nothing has the usual limits, which are the smallest.
 */
export function limitsOf(pathname: string): Limits {
  let segments: string[]
  try {
    segments = pathname
      .replace(/\.data$/, '')
      .split('/')
      .filter(Boolean)
      .map((one) => decodeURIComponent(one).toLowerCase())
  } catch {
    return USUAL
  }
  const found = larger.find(
    (one) =>
      one.segments.length === segments.length &&
      // Ids are numbers, so `/jobs/new` is never taken for the job "new".
      one.segments.every((segment, at) => isPart(segment, mustExist(segments[at], 'part of the address'))),
  )
  return found?.limits ?? USUAL
}

function isPart(segment: string, found: string): boolean {
  if (segment === ':id') return /^\d{1,10}$/.test(found)
  return segment === ':key' ? /^[a-z0-9][a-z0-9_-]{0,63}$/.test(found) : segment === found
}

/** A number of bytes as people write it. */
export const sizeOf = (bytes: number): string => (bytes >= MB ? `${bytes / MB} MB` : `${bytes / KB} kB`)

/** The sentence for a body over its limit. */
export const tooLarge = ({ bytes }: Limits): string =>
  `This is larger than ${sizeOf(bytes)}, the most that this address takes. Shorten the text and send it again.`
