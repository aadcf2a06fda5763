import type { ReactNode } from 'react'
import { classes } from '../ui/classes'
import { whole } from '../format'

type PartProps = {
  id: string
  title: string
  /** Sentences beside the drawing that say how to read it. */
  how?: ReactNode
  /** Why there is no drawing; takes its place. */
  leftOut?: string | null
  children?: ReactNode
}

/** One part of the report: a head, the drawing with its table folded behind it, and how to read it. */
export function Part({ id, title, how, leftOut, children }: PartProps) {
  return (
    <section className={classes('hl', leftOut && 'hl--out')} aria-labelledby={id}>
      <h2 className={leftOut ? 'h3' : 'h2'} id={id}>
        {title}
      </h2>
      {leftOut ? (
        <p className="fig quiet">Left out: {leftOut}.</p>
      ) : (
        <>
          <div className="fig">{children}</div>
          {how ? <div className="how">{how}</div> : null}
        </>
      )}
    </section>
  )
}

export type Column<T> = { head: string; num?: boolean; cell: (row: T) => ReactNode }

const MOST_ROWS = 1000

type BehindProps<T> = {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  /** Names rows for readers: its first column is the head of each row. */
  label?: string
}

/** The table behind a drawing, folded. */
export function Behind<T>({ caption, columns, rows, label = 'The figures behind it' }: BehindProps<T>) {
  if (rows.length === 0) return null
  return (
    <details className="behind">
      <summary>{label}</summary>
      <Figures caption={caption} columns={columns} rows={rows} />
    </details>
  )
}

/** A table of figures that scrolls sideways where it must. */
export function Figures<T>({ caption, columns, rows }: Omit<BehindProps<T>, 'label'>) {
  const shown = rows.slice(0, MOST_ROWS)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="table table--plain dense">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, num }) => (
              <th key={head} scope="col" className={classes(num && 'num')}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr key={at}>
              {columns.map(({ head, num, cell }, column) =>
                column === 0 ? (
                  <th key={head} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head} className={classes(num && 'num')}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? (
        <p className="quiet small">
          The first {whole(MOST_ROWS)} of {whole(rows.length)}; --csv writes them all.
        </p>
      ) : null}
    </div>
  )
}
