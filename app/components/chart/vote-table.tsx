import type { ReactNode } from 'react'
import { choiceLabels, type VoteChoice } from '~/domain/decision/voting'
import { classes } from '../ui/classes'
import { percent } from './ruler'
import { Dot } from './score-ruler'

export type VoteRow = {
  id: string | number
  name: ReactNode
  /** For readers, where `name` is more than words. */
  spoken: string
  first: VoteChoice | null
  /** The vote after the reveal; leave out before there is one. */
  second?: VoteChoice | null
  reason?: ReactNode
}

/** From the least to the most. */
const scale = ['no_hire', 'more_signal', 'hire'] as const

/** Opened votes on their scale; with reasons the table is wide, without them small. */
export function VoteTable({ rows, caption, reasons }: { rows: readonly VoteRow[]; caption: string; reasons?: string }) {
  return (
    <table className={classes('table table--plain table--text vt', !reasons && 'vt--small')}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Voter</th>
          <th scope="col" className="vt__scale">
            <span>
              {scale.map((value) => (
                <span key={value}>{choiceLabels[value]}</span>
              ))}
            </span>
          </th>
          {reasons ? (
            <th scope="col" className="vt__rh">
              {reasons}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            <td className="vt__p">
              <VotePlot {...row} height={reasons ? 64 : 40} />
            </td>
            {reasons ? <td className="vt__r">{row.reason}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const place = (value: VoteChoice) => percent((100 * (scale.indexOf(value) + 0.5)) / scale.length)

function VotePlot({ spoken, first, second, height }: VoteRow & { height: number }) {
  const last = second ?? first
  const moved = first && second && first !== second
  return (
    <svg className="plot vp" role="img" aria-label={`${spoken}: ${voteWords(first, second)}`} height={height}>
      {scale.map((value) => (
        <line key={value} className="grid" x1={place(value)} x2={place(value)} y1="0" y2={height} />
      ))}
      {moved ? (
        <>
          <line className="line" x1={place(first)} x2={place(second)} y1="20" y2="20" />
          <Dot x={place(first)} y={20} radius={5.5} thin />
        </>
      ) : null}
      {last ? <Dot x={place(last)} y={20} radius={6} /> : null}
    </svg>
  )
}

function voteWords(first: VoteChoice | null, second: VoteChoice | null | undefined): string {
  const word = (value: VoteChoice) => choiceLabels[value].toLowerCase()
  if (!first) return second ? word(second) : 'no vote'
  if (!second) return word(first)
  return first === second ? `${word(first)} both times` : `from ${word(first)} to ${word(second)}`
}
