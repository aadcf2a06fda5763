import { percent } from '~/components/chart/ruler'

const HEIGHT = 40
const FOOT = 38

type MonthBarsProps = {
  /** One for each month, the oldest first. */
  values: readonly number[]
  /** The height of the drawing, the same for all rows. */
  most: number
  faint?: boolean
}

/** Small bars over the months. The same figures stand in the table below, so readers pass over the drawing. */
export function MonthBars({ values, most, faint = false }: MonthBarsProps) {
  const width = 100 / Math.max(1, values.length)
  return (
    <svg className="plot" aria-hidden height={HEIGHT}>
      <line className="grid" x1="0" x2="100%" y1={FOOT} y2={FOOT} />
      {values.map((value, at) =>
        value === 0 ? null : (
          <rect
            key={at}
            className={faint ? 'share share--assumed' : 'share'}
            x={percent(at * width + width * 0.15)}
            width={percent(width * 0.7)}
            y={FOOT - (value / most) * (FOOT - 2)}
            height={(value / most) * (FOOT - 2)}
          />
        ),
      )}
    </svg>
  )
}
