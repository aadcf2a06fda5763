import { percent as ofHundred, score } from '~/components/format'
import { percent, rulerAt } from '~/components/chart/ruler'
import { Table, Th } from '~/components/ui/table'
import { classes } from '~/components/ui/classes'

type Props = {
  /** Candidates by score 1.0, 1.1, … 4.0; null where there are too few to show. */
  counts: readonly number[] | null
  bar: number
}

const LINE = 116
const levels = [1, 2, 3, 4] as const
const anchor = (level: number) => (level === 1 ? 'start' : level === 4 ? 'end' : 'middle')
const valueOf = (at: number) => 1 + at / 10

/** The share of these candidates at or above a bar; null where nobody is counted. */
export function shareAbove(counts: readonly number[], bar: number): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const above = counts.reduce((sum, count, at) => (valueOf(at) >= bar - 1e-9 ? sum + count : sum), 0)
  return all === 0 ? null : above / all
}

/** Where the bar stands on the ruler, over the candidates that were scored with this kit before. */
export function BarFigure({ counts, bar }: Props) {
  const most = Math.max(1, ...(counts ?? []))
  const share = counts && shareAbove(counts, bar)
  const top = counts ? 0 : 60
  const label = counts
    ? `Calibrated scores of earlier candidates on the ruler from 1 to 4: ${ofHundred(share)} lie above a bar of ${score(bar)}`
    : `The ruler from 1 to 4 with a bar of ${score(bar)}`
  return (
    <figure className="fig job__fig">
      <div className="inset">
        <svg className="plot bar-fig" role="img" aria-label={label} height={148 - top}>
          <svg y={-top} height="148" overflow="visible">
            {counts?.map((count, at) => {
              const height = Math.round((84 * count) / most)
              return count === 0 ? null : (
                <rect
                  key={at}
                  className={valueOf(at) >= bar - 1e-9 ? 'hump-above' : 'hump-below'}
                  x={percent((100 * at) / 31)}
                  width="2.88%"
                  y={LINE - height}
                  height={height}
                />
              )
            })}
            <line className="axis" x1="0" x2="100%" y1={LINE + 0.5} y2={LINE + 0.5} />
            {levels.map((level) => (
              <g key={level}>
                <line className="tick" x1={rulerAt(level)} x2={rulerAt(level)} y1={LINE - 3} y2={LINE + 5} />
                <text x={rulerAt(level)} y={LINE + 24} textAnchor={anchor(level)}>
                  {level}
                </text>
              </g>
            ))}
            <line className="barline" x1={rulerAt(bar)} x2={rulerAt(bar)} y1={counts ? 20 : 82} y2={LINE + 8} />
            <text
              className="barlabel"
              x={rulerAt(bar)}
              y={counts ? 14 : 76}
              textAnchor={bar < 1.2 ? 'start' : bar > 3.8 ? 'end' : 'middle'}
            >
              bar {score(bar)}
            </text>
          </svg>
        </svg>
      </div>
    </figure>
  )
}

const OTHERS: [bar: number, words: string][] = [
  [2.8, 'slightly below what is expected; can grow into the job'],
  [3, 'what is expected, averaged over all criteria'],
  [3.2, 'above expectation on average'],
]

/** What other bars would mean, in words and, where enough candidates are known, in shares. */
export function OtherBars({ counts, bar }: Props) {
  return (
    <Table plain className="bars" caption="What other bars would mean">
      <thead>
        <tr>
          <Th>Bar</Th>
          <Th>Meaning</Th>
          {counts ? <Th num>Candidates above</Th> : null}
        </tr>
      </thead>
      <tbody>
        {OTHERS.map(([value, words]) => (
          <tr key={value} className={classes(Math.abs(value - bar) < 0.05 && 'is-selected')}>
            <Th scope="row">{score(value)}</Th>
            <td>{words}</td>
            {counts ? <td className="num">{ofHundred(shareAbove(counts, value))}</td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
