import { setImmediate as nextTurn } from 'node:timers/promises'
import { FOOTER_PROBLEM, footerLines } from '~/domain/candidate-import/footers'
import { jobMatcher, type OpenJob } from '~/domain/candidate-import/jobs'
import { lineJoiner, type JoinedLine, type Shared } from '~/domain/candidate-import/join-lines'
import { lineReader, type Person, type ReadLine } from '~/domain/candidate-import/read-line'
import type { ImportSettings, LineChoice, StoredTable } from '~/domain/candidate-import/settings'
import type { Viewer } from '~/domain/policy/policy'
import { damageOf, isMissing } from '~/tables'
import { knownByAddress, type Known } from './known-candidates.server'

/** A line, what it is, and what will be done with it. */
export type PlannedLine =
  | (JoinedLine & { ok: false; kind: 'wrong' })
  | (Extract<JoinedLine, { joins: number }> & { kind: 'joins'; choice: LineChoice })
  | (Extract<JoinedLine, { shares: Shared }> & { kind: 'shares' })
  | (JoinedLine & { ok: true; kind: 'new'; person: Person; choice: LineChoice })
  | (JoinedLine & { ok: true; kind: 'known'; person: Person; known: Known; choice: LineChoice })

/** Lines that are read in one turn of the event loop: some milliseconds, in which no page is answered. */
const SLICE = 250

/** Reads the lines of a table by what was chosen for it, joins those of one person, and looks whom we know already. */
export async function planLines(
  viewer: Viewer,
  table: StoredTable,
  settings: ImportSettings,
  jobs: readonly OpenJob[],
): Promise<PlannedLine[]> {
  const read = lineReader({
    header: table.header,
    columns: settings.columns,
    jobId: settings.jobId,
    jobs: jobMatcher(jobs, settings.jobs),
    isMissing,
    damageOf,
  })
  const join = lineJoiner((line) => settings.lines[String(line)])
  const footers = footerLines(table.rows, table.header.length)
  const lines: JoinedLine[] = []
  for (let from = 0; from < table.rows.length; from += SLICE) {
    for (const row of table.rows.slice(from, from + SLICE)) {
      const one = read(row)
      const isFooter = footers.has(row.line)
      lines.push(isFooter ? { ...shownOf(one), ok: false, column: null, problem: FOOTER_PROBLEM } : join(one))
    }
    await nextTurn()
  }
  const addresses = lines.flatMap((line) => (line.ok && line.person ? line.person.addresses : []))
  const known = await knownByAddress(viewer, [...new Set(addresses)])
  const choices = new Map<number, LineChoice>()
  return lines.map((line): PlannedLine => {
    if (!line.ok) return { ...line, kind: 'wrong' }
    const own = line.person?.addresses.map((address) => known.get(address)) ?? []
    if ('shares' in line) {
      // To make it a candidate beside one whose name is hidden would go round the hiding, as below.
      const hidden = own.find((one) => one?.hidden)
      if (hidden) {
        const { line: number, cells, ok, person } = line
        choices.set(number, 'leave-out')
        return { line: number, cells, ok, person, joins: null, kind: 'known', known: hidden, choice: 'leave-out' }
      }
      // A line that is added to one that is left out is left out with it.
      const choice =
        line.choice === 'merge' && choices.get(line.shares.line) === 'leave-out' ? 'leave-out' : line.choice
      choices.set(line.line, choice)
      return { ...line, kind: 'shares', choice }
    }
    if (line.person === null) return { ...line, kind: 'joins', choice: choices.get(line.joins) ?? 'import' }
    const found = own.find((one) => one !== undefined)
    // Adding the line to a candidate whose name is hidden, or beside them, would tell the name or go round the hiding.
    const choice = found?.hidden ? 'leave-out' : choiceOf(line.line, found !== undefined, settings)
    choices.set(line.line, choice)
    return found ? { ...line, kind: 'known', known: found, choice } : { ...line, kind: 'new', choice }
  })
}

const shownOf = ({ line, cells }: ReadLine) => ({ line, cells })

/** What was chosen for the line, as far as it fits what the line is by now. */
function choiceOf(line: number, isKnown: boolean, { known, lines }: ImportSettings): LineChoice {
  const chosen = lines[String(line)]
  if (isKnown) return chosen === undefined || chosen === 'import' ? known : chosen
  return chosen === 'leave-out' ? 'leave-out' : 'import'
}
