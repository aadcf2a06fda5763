import { csvRows } from '../kit/check-exhibit'
import type { Exhibit, Kit } from '../kit/schema'
import { inMadeOrder } from './generator-order'

/**
 * A kit as its files hold it. Canonical JSON, in which versions are kept, sorts keys: the agenda goes by minutes again, and
 * the columns of an exhibit as in its table, a generator as in the tables that it made.
 */
export function inReadingOrder(kit: Kit): Kit {
  return {
    ...kit,
    interviews: kit.interviews.map((interview) => ({ ...interview, agenda: byMinutes(interview.agenda) })),
    prompts: kit.prompts.map((prompt) => ({
      ...prompt,
      handed_out: prompt.handed_out.map(asInTable),
      on_request: prompt.on_request.map(asInTable),
      ...(prompt.generator
        ? { generator: inMadeOrder(prompt.generator, [...prompt.handed_out, ...prompt.on_request]) }
        : {}),
    })),
  }
}

function byMinutes(agenda: Record<string, string>): Record<string, string> {
  const start = (span: string) => Number(span.split('-')[0])
  return Object.fromEntries(Object.entries(agenda).sort(([a], [b]) => start(a) - start(b)))
}

function asInTable(exhibit: Exhibit): Exhibit {
  const [header = []] = csvRows(exhibit.csv.slice(0, (exhibit.csv.indexOf('\n') + 1 || exhibit.csv.length + 1) - 1))
  const place = (name: string) => (header.includes(name) ? header.indexOf(name) : header.length)
  const columns = Object.entries(exhibit.columns).sort(([a], [b]) => place(a) - place(b))
  return { ...exhibit, columns: Object.fromEntries(columns) }
}
