import { Link } from '@remix-run/react'
import { StateTag } from '~/components/ui/bits'
import { Table, Th } from '~/components/ui/table'
import type { LoopRow, LoopAssignment } from '~/domain/application/view'
import { withheldLabel } from '~/domain/application/labels'
import { isUnsubmitted } from '~/domain/scorecard/status'
import { paths } from '~/paths'

const nobody: LoopAssignment = { name: 'no one yet', shadow: false, status: null, recommends: null, own: false }

type LoopRowsProps = {
  rows: readonly LoopRow[]
  /** Colleagues' scorecards and recommendations are withheld, until one's own is in or because of a recusal. */
  blind: boolean
  recused?: boolean
}

/** Interviews of a loop, one line a person. */
export function LoopRows({ rows, blind, recused = false }: LoopRowsProps) {
  return (
    <Table plain className={blind ? 'lt lt--m' : 'lt'} caption="Interviews of this loop and their scorecards">
      <thead>
        <tr>
          <Th>Interview</Th>
          <Th>Time</Th>
          <Th>Interviewer</Th>
          <Th>Scorecard</Th>
          {blind ? null : <Th>Recommends</Th>}
        </tr>
      </thead>
      <tbody>
        {rows.flatMap((row) => {
          const seats = row.assignments.length === 0 ? [nobody] : row.assignments
          const span = seats.length > 1 ? seats.length : undefined
          return seats.map((seat, at) => (
            <tr key={`${row.id} ${at}`}>
              {at === 0 ? (
                <>
                  <Th scope="row" rowSpan={span} className="lt__iv">
                    {row.name}
                  </Th>
                  <td rowSpan={span} className="lt__t">
                    {row.when ?? <span className="faint">no time yet</span>}
                  </td>
                </>
              ) : null}
              <td className="lt__n">
                {seat.name}
                {seat.shadow ? <span className="faint"> shadow</span> : null}
              </td>
              <td className="lt__s">{seat === nobody ? null : <Card seat={seat} recused={recused} />}</td>
              {blind ? null : (
                <td className="lt__r">
                  {seat.recommends ??
                    (seat.status && isUnsubmitted(seat.status.state) ? (
                      <span className="faint">not submitted yet</span>
                    ) : null)}
                </td>
              )}
            </tr>
          ))
        })}
      </tbody>
    </Table>
  )
}

function Card({ seat: { status, own }, recused }: { seat: LoopAssignment; recused: boolean }) {
  if (!status) return <span className="faint">{withheldLabel(recused)}</span>
  const { state, overdue, scorecardId } = status
  const text = own ? `Yours: ${status.text.charAt(0).toLowerCase()}${status.text.slice(1)}` : status.text
  return (
    <StateTag state={state}>
      {scorecardId ? (
        <Link to={paths.scorecard(scorecardId)} prefetch="intent">
          {text}
        </Link>
      ) : overdue ? (
        <b>{text}</b>
      ) : (
        text
      )}
    </StateTag>
  )
}
