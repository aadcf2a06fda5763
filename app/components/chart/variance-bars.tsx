import type { ReactNode } from 'react'
import { figure, percent as perCent } from '../format'
import { percent } from './ruler'

export type VariancePart = {
  id: string
  label: ReactNode
  variance: number
  /** Of the whole, 0 to 1. */
  share: number
  standardError?: number | null
  /** Taken from the prior more than from the data. */
  assumed?: boolean
  note?: ReactNode
}

/** Where ratings differ from: one row a source, its share drawn. */
export function VarianceBars({ parts }: { parts: readonly VariancePart[] }) {
  const widest = Math.max(0, ...parts.map(({ share }) => share))
  const width = (share: number) => percent(widest > 0 ? (100 * Math.max(0, share)) / widest : 0)
  return (
    <table className="table table--plain vars">
      <caption className="vh">Variance of the ratings by source</caption>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col" className="drawn">
            Share of the variance
          </th>
          <th scope="col" className="num">
            Share
          </th>
          <th scope="col" className="num opt">
            Variance
          </th>
          <th scope="col" className="num opt">
            Standard error
          </th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ id, label, variance, share, standardError, assumed, note }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td className="drawn">
              <svg className="plot" aria-hidden height="20">
                <rect
                  className={assumed ? 'share share--assumed' : 'share'}
                  x="0"
                  y="4"
                  width={width(share)}
                  height="12"
                />
              </svg>
            </td>
            <td className="num">{perCent(share)}</td>
            <td className="num opt">{figure(variance, 3)}</td>
            <td className="num opt faint">{figure(standardError, 3)}</td>
            <td>{note ?? (assumed ? <span className="tag tag--doubt">assumed</span> : null)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
