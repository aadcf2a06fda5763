import { classes } from '../ui/classes'
import { chance, interval, score as scoreText } from '../format'
import { densityCurve, rulerAt, segments, spread, type Segment } from './ruler'

export type ScoreProps = {
  /** Calibrated score on the 1-4 scale; null while nothing is known, which draws the empty ruler. */
  score: number | null
  /** Ends of its 90 % interval. */
  lower: number | null
  upper: number | null
  bar: number
  /** Probability of being above the bar, for the words only: the hump is drawn from the interval. */
  probability?: number | null
  /** Few ratings: hollow and broken. */
  thin?: boolean
  /** Of whom or of what, read out first. */
  label?: string
}

const levels = [1, 2, 3, 4] as const
const anchor = (level: number) => (level === 1 ? 'start' : level === 4 ? 'end' : 'middle')

/** The large ruler, once a page, with the hump; `small` is the same without it. */
export function ScoreRuler({ small, ...props }: ScoreProps & { small?: boolean }) {
  const { score, lower, upper, bar, thin } = props
  const line = small ? 36 : 92
  const sure = lower !== null && upper !== null
  const shape = !small && score !== null && sure ? densityCurve(score, spread(lower, upper), bar) : null
  return (
    <div className="inset">
      <svg className="plot" role="img" aria-label={describe(props)} height={small ? 66 : 122}>
        {shape ? (
          <svg x="0" y="26" width="100%" height="56" viewBox="0 0 1000 100" preserveAspectRatio="none">
            {shape.below ? <path className="hump-below" d={shape.below} /> : null}
            {shape.above ? <path className="hump-above" d={shape.above} /> : null}
          </svg>
        ) : null}
        <line className="axis" x1="0" x2="100%" y1={line} y2={line} />
        {levels.map((level) => (
          <g key={level}>
            <line className="tick" x1={rulerAt(level)} x2={rulerAt(level)} y1={line - 4} y2={line + 4} />
            <text x={rulerAt(level)} y={line + 24} textAnchor={anchor(level)}>
              {level}
            </text>
          </g>
        ))}
        {sure ? <Interval segments={segments(lower, upper, bar)} y={line} wide={!small} thin={thin} /> : null}
        <line className="barline" x1={rulerAt(bar)} x2={rulerAt(bar)} y1={small ? 18 : 20} y2={line + 8} />
        <text className="barlabel" x={rulerAt(bar)} y={small ? 13 : 15} textAnchor={barAnchor(bar)}>
          bar {scoreText(bar)}
        </text>
        {score !== null ? <Dot x={rulerAt(score)} y={line} radius={small ? 6 : 8} thin={thin} /> : null}
      </svg>
      {shape ? <RulerLegend /> : null}
    </div>
  )
}

/** What the areas and the thick line of the large ruler stand for. */
function RulerLegend() {
  return (
    <p className="legend">
      <span>
        <i className="swatch swatch--below" />
        probability below the bar
      </span>
      <span>
        <i className="swatch swatch--above" />
        probability above the bar
      </span>
      <span>
        <i className="swatch--interval" />
        90&nbsp;% interval
      </span>
    </p>
  )
}

/** One ruler in a row of a table; the numbers stand in the cells beside it. */
export function ScoreRow(props: ScoreProps) {
  const { score, lower, upper, bar, thin } = props
  return (
    <svg className="plot" role="img" aria-label={describe(props)} height="28">
      <line className="axis" x1="0" x2="100%" y1="14" y2="14" />
      {levels.map((level) => (
        <line key={level} className="axis" x1={rulerAt(level)} x2={rulerAt(level)} y1="10" y2="18" />
      ))}
      {lower !== null && upper !== null ? <Interval segments={segments(lower, upper, bar)} y={14} thin={thin} /> : null}
      <line className="barline" x1={rulerAt(bar)} x2={rulerAt(bar)} y1="-6" y2="34" />
      {score !== null ? <Dot x={rulerAt(score)} y={14} radius={5} thin={thin} /> : null}
    </svg>
  )
}

function Interval({
  segments: parts,
  y,
  wide,
  thin,
}: {
  segments: Segment[]
  y: number
  wide?: boolean
  thin?: boolean
}) {
  return (
    <>
      {parts.map(({ side, from, to }) => (
        <line
          key={side}
          className={classes('iv', wide && 'iv--wide', thin && 'iv--thin', `iv--${side}`)}
          x1={from}
          x2={to}
          y1={y}
          y2={y}
        />
      ))}
    </>
  )
}

/** A hollow dot is drawn a little smaller, because its edge lies outside. */
export function Dot({ x, y, radius, thin }: { x: string; y: number; radius: number; thin?: boolean }) {
  return <circle className={classes('pt', thin && 'pt--thin')} cx={x} cy={y} r={thin ? radius - 0.5 : radius} />
}

/** The label of the bar stays inside the drawing. */
const barAnchor = (bar: number) => (bar < 1.2 ? 'start' : bar > 3.8 ? 'end' : 'middle')

/** Everything the drawing shows, in words. */
export function describe({ score, lower, upper, bar, probability, thin, label }: ScoreProps): string {
  const subject = label ? `${label}: ` : ''
  if (score === null) return `${subject}score not yet known, bar ${scoreText(bar)}`
  const parts = [
    `${subject}score ${scoreText(score)} on the ruler from 1 to 4`,
    lower !== null && upper !== null && `90 % interval ${interval(lower, upper).replace('–', ' to ')}`,
    `bar ${scoreText(bar)}`,
    typeof probability === 'number' && `probability of being above the bar ${chance(probability)}`,
    thin && 'few ratings',
  ]
  return parts.filter(Boolean).join(', ')
}
