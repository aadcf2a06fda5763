import type { ReactNode } from 'react'
import { classes } from './classes'
import { Time, type Moment } from './bits'

type RowsProps = {
  /** The first column holds an hour or a date. */
  when?: boolean
  /** On a phone the act goes under the words. */
  stack?: boolean
  label?: string
  children: ReactNode
}

/** What it is, why it is here, one act. Give `Row`s. */
export function Rows({ when, stack, label, children }: RowsProps) {
  return (
    <ol className={classes('rows', when && 'rows--when', stack && 'rows--stack')} aria-label={label}>
      {children}
    </ol>
  )
}

type RowProps = {
  /** Hour or date over a word: `{ head: '14:00', sub: 'today' }`. */
  when?: { head: ReactNode; sub?: ReactNode }
  what: ReactNode
  why?: ReactNode
  /** `Stands` and `Due`. */
  state?: ReactNode
  /** A Button or ButtonLink with `className="rows__act"`. */
  act?: ReactNode
}

export function Row({ when, what, why, state, act }: RowProps) {
  return (
    <li>
      {when ? (
        <span className="rows__when">
          <b>{when.head}</b> {when.sub}
        </span>
      ) : null}
      <span className="rows__what">{what}</span>
      {why ? <span className="rows__why">{why}</span> : null}
      {state ? <span className="rows__state">{state}</span> : null}
      {act}
    </li>
  )
}

export type TrailEntry = { id: string | number; at: Moment; what: ReactNode; who?: ReactNode; ahead?: boolean }

/** What happened, newest first; what is still ahead stands paler on top. */
export function Trail({ entries }: { entries: readonly TrailEntry[] }) {
  return (
    <ol className="trail">
      {entries.map(({ id, at, what, who, ahead }) => (
        <li key={id} className={ahead ? 'is-ahead' : undefined}>
          <Time at={at} />
          <span>{what}</span>
          {who ? <span className="trail__who">{who}</span> : null}
        </li>
      ))}
    </ol>
  )
}
