import { Link } from '@remix-run/react'
import { difference, unknown } from '../format'
import { classes } from '../ui/classes'
import { Sign } from '../ui/icon'
import { markDisagreements } from './mark-disagreements'
import { clearOfZero } from './caterpillar'
import type { MatrixCell, MatrixRow } from './matrix-row'
import { ShortName } from './short-name'

type LevelMatrixProps = {
  criteria: readonly { id: string; label: string; short?: string }[]
  rows: readonly MatrixRow[]
  /** Leave the column of severities out, as for a scorecard's own page. */
  severity?: boolean
  caption?: string
}

/** Interviewers by criteria: levels as given, before any correction. Frames mark a session two levels or more apart. */
export function LevelMatrix({ criteria, rows, severity = true, caption }: LevelMatrixProps) {
  const split = markDisagreements(rows)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Ratings by interviewer and criterion">
      <table className="heat">
        <caption className="vh">
          {caption ?? 'Level given by each interviewer on each criterion; severity of the interviewer in levels'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Interviewer</th>
            {criteria.map(({ id, label, short }) => (
              <th key={id} scope="col" abbr={label}>
                {short ?? label}
              </th>
            ))}
            {severity ? (
              <th scope="col" className="sum">
                Severity
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.id}>
              <th scope="row">
                <ShortName name={row.name} /> <span className="faint">{row.interview}</span>
              </th>
              {criteria.map(({ id, label }, column) => (
                <Cell
                  key={id}
                  cell={row.cells[column] ?? { kind: 'not-planned' }}
                  split={split[at]?.[column] ?? false}
                  words={`${row.name}, ${label}`}
                />
              ))}
              {severity ? <SeverityCell row={row} /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, split, words }: { cell: MatrixCell; split: boolean; words: string }) {
  if (cell.kind === 'not-planned') {
    return (
      <td className="c0">
        <span className="vh">not planned</span>
      </td>
    )
  }
  const level = cell.kind === 'level' ? cell.level : null
  const shown = level ?? 'n/a'
  const spoken = level ? `level ${level}` : 'not assessed'
  return (
    <td className={classes(level ? `c${level}` : 'cna', split && 'is-split')}>
      {cell.to ? (
        <Link
          to={cell.to}
          aria-label={`${words}: ${spoken}${split ? ', differs from another rater' : ''}, read the evidence`}
        >
          {shown}
        </Link>
      ) : (
        <>
          {shown}
          {level ? null : <span className="vh">, not assessed</span>}
          {split ? <span className="vh">, differs from another rater</span> : null}
        </>
      )}
    </td>
  )
}

function SeverityCell({ row }: { row: MatrixRow }) {
  const { severity: value = null, lower = null, upper = null } = row
  const side = clearOfZero({ severity: value, lower, upper })
  if (value === null) {
    return (
      <td className="sum">
        <span aria-hidden>{unknown}</span>
        <span className="vh">not yet known</span>
      </td>
    )
  }
  return (
    <td className="sum">
      {side ? <Sign side={side === 'severe' ? 'below' : 'above'} label={side} /> : null} {difference(value)}
    </td>
  )
}
