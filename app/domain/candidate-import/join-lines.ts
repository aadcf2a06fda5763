import type { Person, ReadLine } from './read-line'

/** A line after the lines were compared with each other: it makes a person, adds to one, or has a problem. */
export type JoinedLine =
  | (ReadLine & { ok: false })
  | { line: number; cells: ReadLine['cells']; ok: true; person: Person; joins: null }
  | { line: number; cells: ReadLine['cells']; ok: true; person: null; joins: number }

/** Remembers the people of the lines so far. */
export type Joiner = (line: ReadLine) => JoinedLine

/**
 * One person on two lines is known by a shared address. A later line with another job adds an application, and what else it
 * says, to the person of the earlier line; one that adds no job is a duplicate, and a problem of the later line. People
 * without an address are not compared: two may have one name.
 */
export function lineJoiner(): Joiner {
  const byAddress = new Map<string, { line: number; person: Person }>()
  return (read) => {
    if (!read.ok) return read
    const { line, cells, person } = read
    const earlier = person.addresses.map((address) => byAddress.get(address)).find((one) => one !== undefined)
    if (!earlier) {
      for (const address of person.addresses) byAddress.set(address, { line, person })
      return { line, cells, ok: true, person, joins: null }
    }
    const known = new Set(earlier.person.applications.map(applicationKey))
    const more = person.applications.filter(
      (one) => (one.jobId !== null || one.job !== null) && !known.has(applicationKey(one)),
    )
    if (more.length === 0)
      return { line, cells, ok: false, column: 'E-mail', problem: `Duplicate of line ${earlier.line} of this file.` }
    add(earlier.person, person, more)
    for (const address of person.addresses) if (!byAddress.has(address)) byAddress.set(address, earlier)
    return { line, cells, ok: true, person: null, joins: earlier.line }
  }
}

const applicationKey = ({ jobId, job }: Person['applications'][number]) =>
  jobId === null ? `name ${(job ?? '').toLowerCase()}` : `job ${jobId}`

function add(to: Person, from: Person, applications: Person['applications']) {
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])]
  to.applications = [...to.applications, ...applications]
  to.addresses = both(to.addresses, from.addresses)
  to.otherPhones = both(
    to.otherPhones,
    [from.phone, ...from.otherPhones].filter((one) => one !== null && one !== to.phone) as string[],
  )
  to.tags = both(to.tags, from.tags)
  to.notes = both(to.notes, from.notes)
  to.source ??= from.source
}
