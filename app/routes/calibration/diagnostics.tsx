import { Link } from '@remix-run/react'
import { SeverityAxis, SeverityPlot, severityAxis } from '~/components/chart/caterpillar'
import { DriftTable } from '~/components/chart/drift-table'
import { Significance } from '~/components/chart/significance'
import { LevelUse } from '~/components/chart/level-use'
import { ReliabilityCurve } from '~/components/chart/reliability-curve'
import { count, difference, differenceInterval, listed, ratio, share } from '~/components/format'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Tag } from '~/components/ui/bits'
import { Term } from '~/components/glossary/term'
import { Table, Th } from '~/components/ui/table'
import { paths } from '~/paths'
import type { DiagnosticsView } from '~/services/calibration/diagnostics-view'
import { Connectedness } from './connectedness'
import { HIDDEN_UNTIL_SUBMITTED, DiagnosticsPart, tooLittle, type RatingCounts } from './diagnostics-part'

/** What a run says of the judging itself, each part as a drawing with its figures. */
export function Diagnostics({ diagnostics }: { diagnostics: DiagnosticsView }) {
  const { counted, drift, differential, panel } = diagnostics
  return (
    <>
      <Levels levels={counted?.levels ?? null} />
      <Drift drift={drift} />
      <Differences differential={differential} />
      <Connectedness links={counted?.links ?? null} />
      <Reliability panel={panel} />
    </>
  )
}

type Given = readonly [number, number, number, number]

/** Below this many scorecards the shares of one person mean little. */
const FEW_SCORECARDS = 5

function Levels({ levels }: { levels: RatingCounts['levels'] | null }) {
  const asGiven = ([one = 0, two = 0, three = 0, four = 0]: number[]): Given => [one, two, three, four]
  const all = [0, 1, 2, 3].map((at) => (levels ?? []).reduce((sum, { given }) => sum + (given[at] ?? 0), 0))
  return (
    <DiagnosticsPart
      id="h-levels"
      title="Use of levels"
      leftOut={levels ? null : HIDDEN_UNTIL_SUBMITTED}
      how={
        <>
          <p>
            <b>How to read this.</b> Shares of the four levels, in per cent. Ratings that are nearly all one level say
            little about how candidates differ.
          </p>
          <p>
            Spread compares how widely an interviewer uses the scale with how widely others do; with few ratings it is
            shrunk towards 1. Scores are not corrected for it.
          </p>
          <p>
            If several interviewers stumble over the same anchor, <Link to={paths.kits()}>open its kit</Link> and write
            a note for the authors. Whoever edits a criterion sees the levels it was given beside those notes.
          </p>
          {noSpread(levels) ? (
            <p>
              No difference in spread between interviewers was detected: the estimated variance of their spreads is 0,
              so each is shown as 1.00.
            </p>
          ) : null}
        </>
      }
    >
      <LevelUse
        notes={<Term id="scale-use">Spread</Term>}
        rows={[
          ...(levels ?? []).map(({ userId, name, given, scorecards, scaleUse }) => ({
            id: userId,
            name,
            given: asGiven(given),
            note: scorecards < FEW_SCORECARDS ? <Tag kind="doubt">few scorecards</Tag> : ratio(scaleUse),
          })),
          { id: 'all', name: 'All interviewers', given: asGiven(all), total: true },
        ]}
      />
    </DiagnosticsPart>
  )
}

function Drift({ drift }: { drift: DiagnosticsView['drift'] }) {
  const significant = drift.rows.filter(({ significant }) => significant)
  return (
    <DiagnosticsPart
      id="h-drift"
      title={<Term id="drift">Drift</Term>}
      leftOut={
        drift.leftOut
          ? tooLittle(drift.leftOut)
          : drift.rows.length === 0
            ? 'No interviewer has rated in enough months and on enough scorecards for this test.'
            : null
      }
      how={
        <>
          <p>
            <b>How to read this.</b> A rising line means becoming more severe, a falling line more lenient. The lines
            are shrunk towards a flat one as far as chance could explain the change; the change per month and its
            interval are not shrunk. Interviewers are listed once they have rated in at least 3 months and on at least
            10 scorecards.
          </p>
          {noDrift(drift) ? (
            <p>
              No drift was detected: the estimated variance of the changes is 0, so all lines are shrunk to flat ones.
            </p>
          ) : null}
          <p>
            {significant.length === 0 ? 'No change is' : `${listed(significant.map(({ name }) => name))}:`}{' '}
            {corrected(drift.rows.length)} An interval of 90&nbsp;% does not include this correction, so one that
            excludes 0 need not be significant.
          </p>
        </>
      }
    >
      <DriftTable
        span={drift.span}
        rows={[...drift.rows]
          .sort((a, b) => Number(b.significant) - Number(a.significant) || Math.abs(b.change) - Math.abs(a.change))
          .map(({ userId, ...row }) => ({ id: userId, ...row }))}
      />
    </DiagnosticsPart>
  )
}

function Differences({ differential }: { differential: DiagnosticsView['differential'] }) {
  const rows = [...differential.rows].sort(
    (a, b) => Number(b.significant) - Number(a.significant) || Math.abs(b.difference) - Math.abs(a.difference),
  )
  const significantRows = rows.filter(({ significant }) => significant)
  const { at, limit } = severityAxis(rows)
  return (
    <DiagnosticsPart
      id="h-differences"
      title="Differences between seniorities"
      leftOut={
        differential.leftOut
          ? tooLittle(differential.leftOut)
          : rows.length === 0
            ? 'No interviewer has enough scorecards in two seniorities for this test.'
            : null
      }
      how={
        <>
          <p>
            <b>How to read this.</b> Whether an interviewer is more severe (+) or more lenient (−) towards candidates of
            one seniority than towards the others, beyond what all interviewers do. It requires at least 10 scorecards
            in each of two seniorities.
          </p>
          <p>
            {significantRows.length === 0
              ? 'No difference is'
              : `${listed([...new Set(significantRows.map(({ name }) => name))])}:`}{' '}
            {corrected(rows.length)} An interval of 90&nbsp;% does not include this correction, so one that excludes 0
            need not be significant.
          </p>
          <p>
            Assay stores no demographic data, such as sex or origin, so it does not test for it. To test groups in a
            file of your own, use the command-line tool <code>calibrate</code> with <code>--group</code>.
          </p>
        </>
      }
    >
      <Table caption="Differences in severity towards one seniority" plain>
        <thead>
          <tr>
            <Th>Interviewer</Th>
            <Th>Towards</Th>
            <Th className="drawn">
              <SeverityAxis limit={limit} />
            </Th>
            <Th num>Difference (levels)</Th>
            <Th num className="opt">
              90&nbsp;% interval
            </Th>
            <Th>
              <span className="vh">Remark</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.userId} ${row.seniority}`}>
              <th scope="row">{row.name}</th>
              <td>{seniorityNames[row.seniority] ?? row.seniority}</td>
              <td className="drawn">
                <SeverityPlot
                  name={`${row.name}, ${seniorityNames[row.seniority] ?? row.seniority}`}
                  severity={row.difference}
                  lower={row.lower}
                  upper={row.upper}
                  at={at}
                  coloured={row.significant}
                />
              </td>
              <td className="num">{difference(row.difference)}</td>
              <td className="num opt faint">{differenceInterval(row.lower, row.upper)}</td>
              <td>
                <Significance {...row} tests={rows.length} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </DiagnosticsPart>
  )
}

/** "significant after correction for 12 tests", as the end of a sentence. */
const corrected = (tests: number) =>
  `significant after correction for ${count(tests, 'test')} (Benjamini-Hochberg, false discovery rate 0.05).`

/** Every spread is shrunk to 1: the variance of the spreads is estimated as 0. */
const noSpread = (levels: RatingCounts['levels'] | null): boolean => {
  const known = (levels ?? []).flatMap(({ scaleUse }) => scaleUse ?? [])
  return known.length > 0 && known.every((spread) => spread === 1)
}

/** A rounding error is no change. */
const FLAT = 1e-6

/** Every drawn line is flat: the variance of the changes is estimated as 0. */
const noDrift = ({ rows }: DiagnosticsView['drift']): boolean => {
  const trends = rows.flatMap(({ trend }) => (trend ? [trend.filter((value) => value !== null)] : []))
  return trends.length > 0 && trends.every((trend) => Math.max(...trend) - Math.min(...trend) < FLAT)
}

function Reliability({ panel }: { panel: DiagnosticsView['panel'] }) {
  return (
    <DiagnosticsPart
      id="h-panel"
      title="Reliability by interviewers per candidate"
      leftOut={
        panel.sizes.some(({ corrected }) => corrected !== null)
          ? null
          : tooLittle('candidates do not differ yet, so reliability is not defined')
      }
      how={
        <>
          <p>
            <b>How to read this.</b> How reliable a score would be with this number of interviewers, each rating{' '}
            {count(panel.criteria, 'criterion', 'criteria')}, as a scorecard usually does here. Each additional
            interviewer adds less.
          </p>
          <p>
            Corrected removes each interviewer’s severity, as the scores in Assay do; uncorrected is the reliability of
            raw means.
          </p>
        </>
      }
    >
      <ReliabilityCurve panel={panel.sizes} />
      <Table caption="Reliability by interviewers per candidate" plain>
        <thead>
          <tr>
            <Th>Interviewers per candidate</Th>
            {panel.sizes.map(({ raters }) => (
              <Th key={raters} num>
                {raters}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['corrected', 'uncorrected'] as const).map((way) => (
            <tr key={way}>
              <th scope="row">{way === 'corrected' ? 'Corrected for severity' : 'Uncorrected'}</th>
              {panel.sizes.map((size) => (
                <td key={size.raters} className="num">
                  {share(size[way])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </DiagnosticsPart>
  )
}
