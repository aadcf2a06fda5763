import { CandidateFields } from '~/domain/candidate/schemas'
import { addressesIn, phonesIn, plainCell, tagsIn, type DamageOf } from './cells'
import type { ImportField } from './fields'
import type { JobMatcher } from './jobs'

export type TableLine = { line: number; cells: readonly string[] }

/** What a line shows of itself in a list, whether it can be imported or not. */
export type LineCells = { name: string; email: string; phone: string; job: string }

/** An application that a line asks for; `jobId` null where its job is none of ours. */
export type LineApplication = { jobId: number | null; job: string | null; stage: string | null }

export type Person = {
  name: string
  email: string | null
  /** All addresses, the main one first. */
  addresses: string[]
  phone: string | null
  otherPhones: string[]
  source: string | null
  tags: string[]
  notes: string[]
  applications: LineApplication[]
}

export type ReadLine = { line: number; cells: LineCells } & (
  { ok: true; person: Person } | { ok: false; column: string | null; problem: string }
)

const LONGEST_NOTE = 20_000
const LONGEST_WORDS = 400

export type LineReader = (line: TableLine) => ReadLine

type Given = {
  header: readonly string[]
  columns: readonly ImportField[]
  /** The job of lines that name none. */
  jobId: number | null
  jobs: JobMatcher
  /** Is this a program's word for "nothing"? Names are not asked. */
  isMissing: (cell: string) => boolean
  damageOf: DamageOf
}

/** Makes the reader of one line, by what was chosen for each column. The first problem of a line is the line's. */
export function lineReader({ header, columns, jobId, jobs, isMissing, damageOf }: Given): LineReader {
  const at = (field: ImportField) => columns.flatMap((one, index) => (one === field ? [index] : []))
  const places = {
    name: at('name'),
    firstName: at('firstName'),
    lastName: at('lastName'),
    email: [...at('email'), ...at('otherEmails')],
    phone: at('phone'),
    job: at('job'),
    stage: at('stage'),
    source: at('source'),
    notes: at('notes'),
    tags: at('tags'),
  }
  const titleOf = (index: number) => header[index]?.trim() || `column ${index + 1}`

  return ({ line, cells }) => {
    const cell = (index: number) => cells[index] ?? ''
    const filled = (indexes: readonly number[]) =>
      indexes.map((index) => ({ index, text: cell(index).trim() })).filter(({ text }) => !isMissing(text))
    const first = (indexes: readonly number[]) => filled(indexes)[0]?.text ?? ''
    const name = [...places.name, ...places.firstName, ...places.lastName]
      .map((index) => plainCell(cell(index)))
      .filter((part) => part !== '')
      .join(' ')
    const shown = {
      name,
      email: plainCell(first(places.email)),
      phone: plainCell(first(places.phone)),
      job: plainCell(first(places.job)),
    }
    const wrong = (index: number | null, problem: string): ReadLine => ({
      line,
      cells: shown,
      ok: false,
      column: index === null ? null : titleOf(index),
      problem,
    })
    const beyond = cells.slice(header.length).some((text) => text.trim() !== '')
    if (beyond)
      return wrong(
        null,
        `The line has ${cells.length} cells, the header has ${header.length}. Is there a comma in a name without quotation marks? Write "Haddad, Yara".`,
      )
    const damaged = [...places.name, ...places.firstName, ...places.lastName, ...places.email, ...places.job].find(
      (index) => damageOf(cell(index)) !== null,
    )
    if (damaged !== undefined) return wrong(damaged, `${damageOf(cell(damaged))}.`)
    const addresses: string[] = []
    for (const { index, text } of filled(places.email)) {
      const read = addressesIn(text)
      if (read.wrong !== null)
        return wrong(index, `“${read.wrong}” is not an e-mail address. Write it like name@example.org.`)
      addresses.push(...read.addresses)
    }
    const phones: string[] = []
    for (const { index, text } of filled(places.phone)) {
      const read = phonesIn(text, damageOf)
      if (read.wrong !== null) return wrong(index, read.wrong)
      phones.push(...read.phones.filter((one) => !isMissing(one)))
    }
    const [email = null, ...others] = [...new Set(addresses)]
    const [phone = null, ...otherPhones] = [...new Set(phones)]
    const read = CandidateFields.safeParse({ name, email: email ?? '', phone: phone ?? '' })
    if (!read.success) {
      const [issue] = read.error.issues
      const field = issue?.path[0]
      const index =
        field === 'email'
          ? places.email[0]
          : field === 'phone'
            ? places.phone[0]
            : (places.name[0] ?? places.firstName[0] ?? places.lastName[0])
      return wrong(index ?? null, issue?.message ?? 'The line cannot be read.')
    }
    const long = [...places.notes, ...places.source, ...places.tags, ...places.stage, ...places.job].find(
      (index) => cell(index).length > (columns[index] === 'notes' ? LONGEST_NOTE : LONGEST_WORDS),
    )
    if (long !== undefined)
      return wrong(
        long,
        `The cell has ${cell(long).length.toLocaleString('en-GB')} characters; at most ${(columns[long] === 'notes' ? LONGEST_NOTE : LONGEST_WORDS).toLocaleString('en-GB')} are stored. Shorten it, or leave the column out.`,
      )
    const stage = plainCell(first(places.stage)) || null
    const named = jobs(first(places.job))
    if (named.some(({ choice }) => choice === 'leave-out'))
      return wrong(places.job[0] ?? null, 'Left out, as chosen for this job.')
    const applications = named.map(({ name: job, choice }): LineApplication => ({
      jobId: typeof choice === 'number' ? choice : null,
      job: plainCell(job),
      stage,
    }))
    if (named.length === 0 && (jobId !== null || stage !== null)) applications.push({ jobId, job: null, stage })
    return {
      line,
      cells: shown,
      ok: true,
      person: {
        ...read.data,
        addresses: email === null ? [] : [email, ...others],
        otherPhones,
        source:
          filled(places.source)
            .map(({ text }) => plainCell(text))
            .join(', ') || null,
        tags: [...new Set(filled(places.tags).flatMap(({ text }) => tagsIn(text)))],
        notes: filled(places.notes).map(({ index, text }) => noteOf(titleOf(index), text, places.notes.length)),
        applications,
      },
    }
  }
}

/** Notes of several columns say which. Controls other than line ends would not be shown, and NUL cannot be stored. */
const noteOf = (title: string, text: string, columns: number): string => {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\u202a-\u202e\p{Cs}]/gu, '')
  return columns > 1 ? `${title}: ${clean}` : clean
}
