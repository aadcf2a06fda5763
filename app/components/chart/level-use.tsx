import type { ReactNode } from 'react'
import { mustExist } from '~/domain/shared/must-exist'
import { percent as perCent } from '../format'
import { Level } from '../ui/level'
import { percent } from './ruler'
import { ShortName } from './short-name'

type Shares = readonly [number, number, number, number]

export type LevelUseRow = {
  id: string | number
  name: string
  /** Ratings at levels 1 to 4, as counts or shares. */
  given: Shares
  /** The row of everybody together. */
  total?: boolean
  /** At the end of the row, where any row has one. */
  note?: ReactNode
}

/** Below this share a level has no room for its digit; the cells beside it have. */
const room = 0.085

/** How each interviewer uses the four levels: bars of a hundred, with their digits, and the shares beside them. */
export function LevelUse({ rows, notes }: { rows: readonly LevelUseRow[]; notes?: ReactNode }) {
  return (
    <table className="table table--plain">
      <caption className="vh">Share of levels 1 to 4 given by each interviewer, in per cent</caption>
      <thead>
        <tr>
          <th scope="col">Interviewer</th>
          <th scope="col" className="drawn">
            Share of levels
          </th>
          {([1, 2, 3, 4] as const).map((level) => (
            <th key={level} scope="col" className="num">
              <Level level={level} small />
            </th>
          ))}
          {notes ? (
            <th scope="col" className="num opt">
              {notes}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const shares = sharesOf(row.given)
          return (
            <tr key={row.id}>
              <th scope="row">{row.total ? <strong>{row.name}</strong> : <ShortName name={row.name} />}</th>
              <td className="drawn">
                <LevelBar name={row.name} shares={shares} />
              </td>
              {shares.map((share, at) => (
                <td key={at} className="num">
                  {row.total ? <strong>{Math.round(share * 100)}</strong> : Math.round(share * 100)}
                </td>
              ))}
              {notes ? <td className="num opt">{row.note}</td> : null}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function LevelBar({ name, shares }: { name: string; shares: Shares }) {
  const starts = shares.map((_, at) => shares.slice(0, at).reduce((sum, share) => sum + share, 0))
  const words = shares.map((share, at) => `level ${at + 1} ${perCent(share)}`).join(', ')
  return (
    <svg className="plot" role="img" aria-label={`${name}: ${words}`} height="20">
      {shares.map((share, at) => {
        const start = 100 * mustExist(starts[at], 'start of the bar')
        return (
          <g key={at}>
            <rect className={`l${at + 1}`} x={percent(start)} width={percent(100 * share)} y="0" height="20" />
            {start > 0 && share > 0 ? (
              <line className="gapline" x1={percent(start)} x2={percent(start)} y1="0" y2="20" />
            ) : null}
            {share >= room ? (
              <text className={`t${at + 1}`} x={percent(start + 50 * share)} y="15" textAnchor="middle">
                {at + 1}
              </text>
            ) : null}
          </g>
        )
      })}
    </svg>
  )
}

function sharesOf(given: Shares): Shares {
  const total = given.reduce((sum, value) => sum + value, 0)
  const part = (value: number) => (total > 0 ? value / total : 0)
  return [part(given[0]), part(given[1]), part(given[2]), part(given[3])]
}
