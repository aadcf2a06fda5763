import { interval90 } from '~/engine/interval'
import { difference, figure } from '../format'
import { Caterpillar } from './caterpillar'
import { Behind, Part } from './figure'
import type { ReportProps } from './report-props'

const BEYOND = 0.05

type Tested = { name: string; estimate: number; t: number; p: number | null; q: number | null }

/** Drift over time and differences between groups, where the file has columns for them. */
export function Audit({ document: { drift, differential }, plots: { roles } }: ReportProps) {
  const known = <T extends { t: number | null; p: number | null; q: number | null }>(
    rows: readonly T[] | null,
    estimate: (row: T) => number | null,
    name: (row: T) => string,
  ): Tested[] =>
    (rows ?? []).flatMap((row) => {
      const value = estimate(row)
      return value === null || row.t === null || row.t === 0
        ? []
        : [{ name: name(row), estimate: value, t: row.t, p: row.p, q: row.q }]
    })
  return (
    <>
      <Tests
        id="drift"
        title="Drift over time"
        measure="Change a period"
        leftOut={
          roles.period === undefined
            ? 'no column says when'
            : 'no interviewer has the 3 periods and 10 interviews that the test needs'
        }
        rows={known(
          drift,
          ({ slope }) => slope,
          ({ interviewer }) => interviewer,
        )}
        words="How much an interviewer’s leniency changes per period, all other effects held as fitted; right of 0 means becoming more lenient."
      />
      <Tests
        id="differential"
        title="Differences between groups"
        measure="Difference"
        leftOut={
          roles.group === undefined
            ? 'no column says which group a candidate belongs to'
            : 'no interviewer has 10 interviews in each of two groups'
        }
        rows={known(
          differential,
          ({ estimate }) => estimate,
          ({ interviewer, group }) => `${interviewer}, ${group}`,
        )}
        words="How much more leniently an interviewer rates this group than the others, beyond what all interviewers do; left of 0 is more severe."
      />
    </>
  )
}

type TestsProps = {
  id: string
  title: string
  measure: string
  leftOut: string
  rows: readonly Tested[]
  words: string
}

function Tests({ id, title, measure, leftOut, rows, words }: TestsProps) {
  const flagged = rows.filter(({ q }) => q !== null && q <= BEYOND)
  return (
    <Part
      id={id}
      title={title}
      leftOut={rows.length > 0 ? null : leftOut}
      how={
        <>
          <p>
            <b>How to read this.</b> {words}
          </p>
          <p>
            {flagged.length === 0
              ? 'None is significant after correction for multiple testing (Benjamini-Hochberg, false discovery rate 0.05).'
              : `Significant after correction for multiple testing (Benjamini-Hochberg, false discovery rate 0.05): ${flagged.map(({ name }) => name).join('; ')}. The others are drawn hollow.`}
          </p>
        </>
      }
    >
      <Caterpillar
        caption={`${title} with 90 % intervals`}
        what="Interviewer"
        measure={measure}
        line={{ at: 0, name: '0' }}
        format={(value) => difference(value)}
        ends={['harsher', 'more lenient']}
        rows={rows.map(({ name, estimate, t, q }) => ({
          name,
          value: estimate,
          ...interval90(estimate, Math.abs(estimate / t)),
          thin: !(q !== null && q <= BEYOND),
        }))}
      />
      <Behind
        caption={`${title}: every test`}
        rows={rows}
        columns={[
          { head: 'Interviewer', cell: ({ name }) => name },
          { head: measure, num: true, cell: ({ estimate }) => difference(estimate, 4) },
          { head: 't', num: true, cell: ({ t }) => figure(t) },
          { head: 'p', num: true, cell: ({ p }) => figure(p, 4) },
          { head: 'q (Benjamini-Hochberg)', num: true, cell: ({ q }) => figure(q, 4) },
        ]}
      />
    </Part>
  )
}
