import { scaleLinear } from 'd3-scale'
import { mustExist } from '~/domain/shared/must-exist'
import { percent } from '../chart/ruler'
import { score } from '../format'
import { apartLabels, type Mark, type RulerData } from './ruler-data'
import { histogram } from './top-and-bottom'

const TOP = 40
const FOOT = 560
const GAP = 17
/** Names that fit one under the other; more are drawn as dots, with the outermost named. */
const NAMED = 26
const OUTERMOST = 3

/** A Wright map: candidates, interviewers and criteria on one vertical scale. */
export function WrightRuler({ ruler, bar: wanted }: { ruler: RulerData; bar: number | null }) {
  const { latent, candidates, interviewers, criteria, thresholds, centre } = ruler
  // The bar is a score, which has no place on a latent scale.
  const bar = latent ? null : wanted
  const all = [...candidates, ...[...interviewers, ...criteria, ...thresholds].map(({ at }) => at)]
  if (bar !== null) all.push(bar)
  const scale = scaleLinear()
    .domain([Math.min(...all), Math.max(...all)])
    .nice(8)
    .range([FOOT, TOP])
  const y = (value: number) => Math.round(scale(value) * 10) / 10
  const bins = histogram(candidates, 28)
  const most = Math.max(...bins.map(({ count }) => count))
  return (
    <svg className="plot" role="img" aria-label={described(ruler)} height={FOOT + 16}>
      {scale.ticks(8).map((tick) => (
        <g key={tick}>
          <line className="grid" x1="7%" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text x="0" y={y(tick) + 5}>
            {tick.toFixed(1).replace('-', '\u2212')}
          </text>
        </g>
      ))}
      {thresholds.map(({ name, at }) => (
        <g key={name}>
          <line className="threshold" x1="7%" x2="100%" y1={y(at)} y2={y(at)} />
          <text className="nm" x="100%" y={y(at) - 4} textAnchor="end">
            {name}
          </text>
        </g>
      ))}
      <line className="zero-h" x1="7%" x2="100%" y1={y(centre)} y2={y(centre)} />
      {bar !== null ? (
        <>
          <line className="barline" x1="7%" x2="34%" y1={y(bar)} y2={y(bar)} />
          <text className="barlabel nm" x="34%" y={y(bar) - 5} textAnchor="end">
            bar {score(bar)}
          </text>
        </>
      ) : null}
      <text className="strong" x="9%" y="16">
        Candidates
      </text>
      {bins.map(({ from, to, count }) =>
        count === 0 ? null : (
          <rect
            key={from}
            className="share"
            x="9%"
            width={percent((24 * count) / most)}
            y={y(to) + 0.5}
            height={Math.max(1, y(from) - y(to) - 1)}
          />
        ),
      )}
      <Marks head="Interviewers" marks={interviewers} from={42} to={68} y={y} low="lenient" high="severe" />
      <Marks head="Criteria" marks={criteria} from={74} to={100} y={y} low="easy" high="hard" />
    </svg>
  )
}

type MarksProps = {
  head: string
  marks: readonly Mark[]
  /** Where the column of dots stands, and where its names end, in per cent. */
  from: number
  to: number
  y: (value: number) => number
  low: string
  high: string
}

function Marks({ head, marks, from, y, low, high }: MarksProps) {
  if (marks.length === 0) return null
  const sorted = [...marks].sort((a, b) => b.at - a.at)
  const named =
    sorted.length <= NAMED ? sorted : [...sorted.slice(0, OUTERMOST), ...sorted.slice(sorted.length - OUTERMOST)]
  const heights = apartLabels(
    named.map(({ at }) => y(at)),
    GAP,
    TOP,
    FOOT,
  )
  return (
    <g>
      <text className="strong" x={percent(from)} y="16">
        {head}
      </text>
      <text className="wide-word" x={percent(from)} y="32">
        {high} above, {low} below
      </text>
      <line className="axis" x1={percent(from)} x2={percent(from)} y1={TOP} y2={FOOT} />
      {sorted.map(({ name, at }) => (
        <circle key={name} className="dot" cx={percent(from)} cy={y(at)} r="3.5" />
      ))}
      {named.map(({ name, at }, i) => (
        <g key={name}>
          <line
            className="leader"
            x1={percent(from + 0.8)}
            x2={percent(from + 3)}
            y1={y(at)}
            y2={mustExist(heights[i], 'height of the label') - 0.5}
          />
          <text className="nm" x={percent(from + 3.6)} y={mustExist(heights[i], 'height of the label') + 4.5}>
            {name.length > 14 ? `${name.slice(0, 13)}…` : name}
          </text>
        </g>
      ))}
      {named.length < sorted.length ? (
        <text
          className="small"
          x={percent(from + 3.6)}
          y={
            (mustExist(heights[OUTERMOST - 1], 'height of the label') +
              mustExist(heights[OUTERMOST], 'height of the label')) /
              2 +
            4
          }
        >
          {sorted.length - named.length} more
        </text>
      ) : null}
    </g>
  )
}

function described({ candidates, interviewers, criteria, thresholds }: RulerData): string {
  const span = (values: readonly number[]) =>
    `from ${score(Math.min(...values), 2)} to ${score(Math.max(...values), 2)}`
  const places = (marks: readonly Mark[]) => span(marks.map(({ at }) => at))
  return [
    `Candidates ${span(candidates)}`,
    interviewers.length > 0 ? `interviewers’ severities ${places(interviewers)}` : '',
    criteria.length > 0 ? `criteria ${places(criteria)}` : '',
    thresholds.length > 0 ? `thresholds ${thresholds.map(({ at }) => score(at, 2)).join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ')
}
