import type { Person, ReadLine } from './read-line'
import { isSameName } from './same-name'
import type { LineChoice } from './settings'

/**
 * A line after the lines were compared with each other: it makes a person, adds to one, asks whose it is because the address
 * is that of another name on an earlier line (`shares`), or has a problem.
 */
export type JoinedLine =
  | (ReadLine & { ok: false })
  | { line: number; cells: ReadLine['cells']; ok: true; person: Person; joins: null }
  | { line: number; cells: ReadLine['cells']; ok: true; person: null; joins: number }
  | { line: number; cells: ReadLine['cells']; ok: true; person: Person; shares: Shared; choice: LineChoice }

/** The address that two names have, and the earlier line with the other name. */
export type Shared = { line: number; name: string; address: string }

/** Remembers the people of the lines so far. */
export type Joiner = (line: ReadLine) => JoinedLine

type Earlier = { line: number; person: Person; names: string[] }

/**
 * One person on two lines is known by a shared address and a name that can be the same. A later line with another job adds an
 * application, and what else it says, to the person of the earlier line; one that adds no job is a duplicate, and a problem
 * of the later line. A line with the address of another name, as where an agency gives its own, is left out unless
 * `choiceOf` the line says that it is added to the earlier person or kept apart. People without an address are not compared:
 * two may have one name.
 */
export function lineJoiner(choiceOf: (line: number) => LineChoice | undefined = () => undefined): Joiner {
  const byAddress = new Map<string, Earlier[]>()
  const remember = (earlier: Earlier, addresses: readonly string[]) => {
    for (const address of addresses) {
      const there = byAddress.get(address)
      if (!there) byAddress.set(address, [earlier])
      else if (!there.includes(earlier)) there.push(earlier)
    }
  }
  return (read) => {
    if (!read.ok) return read
    const { line, cells, person } = read
    const found = person.addresses.flatMap((address) => byAddress.get(address) ?? [])
    const [first] = found
    if (!first) {
      remember({ line, person, names: [person.name] }, person.addresses)
      return { line, cells, ok: true, person, joins: null }
    }
    const earlier = found.find(({ names }) => names.some((name) => isSameName(name, person.name)))
    if (!earlier) {
      const address = person.addresses.find((one) => byAddress.get(one)?.includes(first)) ?? ''
      const shares = { line: first.line, name: first.person.name, address }
      const chosen = choiceOf(line)
      const choice = chosen === 'merge' || chosen === 'apart' ? chosen : 'leave-out'
      if (choice === 'merge') {
        addDifferent(first, person)
        remember(first, person.addresses)
      }
      if (choice === 'apart') remember({ line, person, names: [person.name] }, person.addresses)
      return { line, cells, ok: true, person, shares, choice }
    }
    const more = newApplications(earlier.person, person)
    if (more.length === 0)
      return { line, cells, ok: false, column: 'E-mail', problem: `Duplicate of line ${earlier.line} of this file.` }
    add(earlier.person, person, more)
    remember(earlier, person.addresses)
    return { line, cells, ok: true, person: null, joins: earlier.line }
  }
}

const newApplications = (to: Person, from: Person) => {
  const known = new Set(to.applications.map(applicationKey))
  return from.applications.filter((one) => (one.jobId !== null || one.job !== null) && !known.has(applicationKey(one)))
}

/** Adds a line under another name, of which nothing may be lost: the name is kept as a note. */
function addDifferent(to: Earlier, from: Person) {
  add(to.person, from, newApplications(to.person, from))
  to.person.notes = [...to.person.notes, `Also listed as ${from.name}.`]
  to.names.push(from.name)
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
