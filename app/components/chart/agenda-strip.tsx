import { percent } from './ruler'

export type AgendaPart = {
  /** Minutes from the start. */
  from: number
  to: number
  label: string
  /** A word or a number that fits into the part; none where nothing does. */
  short?: string
  /** Drawn darker: where the focus criteria are seen. */
  main?: boolean
}

/** The minutes of an interview, to scale. */
export function AgendaStrip({ parts }: { parts: readonly AgendaPart[] }) {
  const end = Math.max(1, ...parts.map(({ to }) => to))
  const at = (minute: number) => percent((100 * minute) / end)
  const words = parts.map(({ from, to, label }) => `${from} to ${to} ${label}`).join(', ')
  return (
    <svg className="plot strip" role="img" aria-label={`${end} minutes: ${words}`} height="58">
      {parts.map(({ from, to, short, main }) => (
        <g key={from}>
          <rect className={main ? 'main' : undefined} x={at(from)} width={at(to - from)} y="0" height="32" rx="3" />
          {short ? (
            <text x={at((from + to) / 2)} y="21" textAnchor="middle">
              {short}
            </text>
          ) : null}
          <text x={at(from)} y="52" textAnchor={from === 0 ? 'start' : 'middle'}>
            {from}
          </text>
        </g>
      ))}
      <text x="100%" y="52" textAnchor="end">
        {end}
      </text>
    </svg>
  )
}
