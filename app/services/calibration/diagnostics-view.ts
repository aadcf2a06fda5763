import { interval90, severityOf, type HiringDiagnostics } from '~/engine'

/** Share of false ones among the flagged that is put up with (Benjamini-Hochberg). */
const FALSE_DISCOVERY_RATE = 0.05

export type DiagnosticsView = {
  panel: HiringDiagnostics['panel']
  drift: {
    /** "June 2026 to November 2026". */
    span: string
    /** In severity: positive grows more severe. `trend` has a value for each period, null where nothing was rated. */
    rows: {
      userId: number
      name: string
      change: number
      lower: number
      upper: number
      significant: boolean
      /** null where the person's severity is not reported. */
      trend: (number | null)[] | null
    }[]
    leftOut: string | null
  }
  differential: {
    /** In severity: positive is harsher towards this seniority than towards the others. */
    rows: {
      userId: number
      name: string
      seniority: string
      difference: number
      lower: number
      upper: number
      significant: boolean
    }[]
    leftOut: string | null
  }
  /** Counts would tell what colleagues gave: kept from those who are blind anywhere. */
  counted: {
    levels: { userId: number; name: string; given: number[]; scorecards: number; scaleUse: number | null }[]
    links: {
      nodes: { name: string; part: number; applications: number }[]
      edges: { a: number; b: number; shared: number; only: boolean }[]
      groups: { names: string[]; interviewers: number; applications: number }[]
      interviewers: number
      worst: { a: string; b: string; se: number }[]
    }
  } | null
}

type People = ReadonlyMap<number, { name: string; reported: boolean }>

/** What a run's diagnostics show, with names; null for a run without them. */
export function diagnosticsView(
  diagnostics: HiringDiagnostics | null,
  people: People,
  blindAnywhere: boolean,
): DiagnosticsView | null {
  if (diagnostics === null) return null
  const { panel, drift, differential } = diagnostics
  const nameOf = (id: number) => people.get(id)?.name ?? `Former user ${id}`
  const trends = new Map(
    trendsOf(drift).map(({ interviewerId, points }) => [
      interviewerId,
      new Map(points.map(({ period, severity }) => [period, severity])),
    ]),
  )
  const trendOf = (id: number) => {
    const trend = trends.get(id)
    return trend && people.get(id)?.reported ? drift.periods.map((period) => trend.get(period) ?? null) : null
  }
  return {
    panel,
    drift: {
      span: spanOf(drift.periods),
      leftOut: drift.leftOut,
      rows: drift.tested.map(({ interviewerId, slope, t, q }) => ({
        userId: interviewerId,
        name: nameOf(interviewerId),
        ...asSeverity(slope, t, 'change'),
        significant: q <= FALSE_DISCOVERY_RATE,
        trend: trendOf(interviewerId),
      })),
    },
    differential: {
      leftOut: differential.leftOut,
      rows: differential.tested.map(({ interviewerId, group, estimate, t, q }) => ({
        userId: interviewerId,
        name: nameOf(interviewerId),
        seniority: group,
        ...asSeverity(estimate, t, 'difference'),
        significant: q <= FALSE_DISCOVERY_RATE,
      })),
    },
    counted: blindAnywhere ? null : counted(diagnostics, nameOf),
  }
}

const inWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Of months such as "2026-06", in order. */
function spanOf(months: readonly string[]): string {
  const [first = '', last = ''] = [months[0], months.at(-1)]
  if (first === '') return ''
  const month = (text: string) => inWords.format(new Date(`${text}-01T00:00:00Z`))
  return first === last ? month(first) : `${month(first)} to ${month(last)}`
}

type Drift = HiringDiagnostics['drift']

/** Runs stored before 30 November 2026 hold the severity trends as `courses`. */
const trendsOf = ({ severityTrends, ...earlier }: Drift & { courses?: Drift['severityTrends'] }) =>
  severityTrends ?? earlier.courses ?? []

/** The tests speak of leniency; the page of severity. */
function asSeverity<K extends string>(estimate: number, t: number, key: K) {
  const se = t === 0 ? 0 : Math.abs(estimate / t)
  const severity = severityOf(estimate)
  return { [key]: severity, ...interval90(severity, se) } as Record<K | 'lower' | 'upper', number>
}

function counted({ levels, links }: HiringDiagnostics, nameOf: (id: number) => string): DiagnosticsView['counted'] {
  return {
    levels: levels.interviewers
      .map(({ interviewerId, given, scorecards, scaleUse }) => ({
        userId: interviewerId,
        name: nameOf(interviewerId),
        given,
        scorecards,
        scaleUse,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.userId - b.userId),
    links: {
      nodes: links.nodes.map(({ interviewerId, component, applications }) => ({
        name: nameOf(interviewerId),
        part: component,
        applications,
      })),
      edges: links.edges,
      interviewers: links.interviewers,
      groups: links.components.map(({ interviewers, applications }, part) => ({
        names: links.nodes.flatMap(({ interviewerId, component }) =>
          component === part ? [nameOf(interviewerId)] : [],
        ),
        interviewers,
        applications,
      })),
      worst: links.worst.map(({ a, b, se }) => ({ a: nameOf(a), b: nameOf(b), se })),
    },
  }
}
