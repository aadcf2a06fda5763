import { Link } from '@remix-run/react'
import { Stands } from '~/components/ui/bits'
import { Table, Th } from '~/components/ui/table'
import type { LoopRow, LoopSeat } from '~/domain/application/view'
import { withheldWords } from '~/domain/application/words'
import { isToCome } from '~/domain/scorecard/standing'
import { paths } from '~/paths'

const nobody: LoopSeat = { name: 'no one yet', shadow: false, standing: null, recommends: null, own: false }

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
          const seats = row.seats.length === 0 ? [nobody] : row.seats
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
                    (seat.standing && isToCome(seat.standing.state) ? (
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

function Card({ seat: { standing, own }, recused }: { seat: LoopSeat; recused: boolean }) {
  if (!standing) return <span className="faint">{withheldWords(recused)}</span>
  const { state, words, late, scorecardId } = standing
  const text = own ? `Yours: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words
  return (
    <Stands state={state}>
      {scorecardId ? (
        <Link to={paths.scorecard(scorecardId)} prefetch="intent">
          {text}
        </Link>
      ) : late ? (
        <b>{text}</b>
      ) : (
        text
      )}
    </Stands>
  )
}
