import { useSlow } from './use-slow'

const widths = [60, 40, 80, 60, 90] as const

/** The shape of a list that is coming, from 300 ms on. */
export function Skeleton({ label, rows = 5 }: { label: string; rows?: number }) {
  const slow = useSlow(true)
  return (
    <div role="status" aria-label={label}>
      {slow ? (
        <div className="sk">
          {Array.from({ length: rows }, (_, at) => (
            <div key={at} className="sk-row">
              <span className="bone" />
              <span className="bone" />
              <span className={`bone bone--${widths[at % widths.length]}`} />
              <span className="bone" />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}
