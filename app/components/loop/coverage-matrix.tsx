import { Fragment } from 'react'
import { Tag } from '~/components/ui/bits'
import { classes } from '~/components/ui/classes'
import { TableScroll } from '~/components/ui/table'

export type CoverageRow = {
  name: string
  mustHave: boolean
  raters: number
  needed: number
  state: 'uncovered' | 'thin' | 'covered'
  /** By interview; null where it is not rated. */
  cells: ({ raters: number; shadows: number } | null)[]
}

type Props = { columns: { id: number; name: string }[]; rows: CoverageRow[] }

/** Criterion by interview, raters as dots. A shadow or an empty seat is a broken one. */
export function CoverageMatrix({ columns, rows }: Props) {
  const groups = [
    { title: 'Must-have', rows: rows.filter(({ mustHave }) => mustHave) },
    { title: 'Other criteria', rows: rows.filter(({ mustHave }) => !mustHave) },
  ].filter((group) => group.rows.length > 0)
  return (
    <>
      <TableScroll label="Coverage matrix">
        <table className="cover">
          <caption className="vh">Number of interviewers who rate each criterion in each interview</caption>
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              {columns.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {name}
                </th>
              ))}
              <th scope="col" className="state">
                Raters
              </th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.title}>
              <tr className="group">
                <th scope="rowgroup" colSpan={columns.length + 2}>
                  {group.title}
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.name} className={classes(row.mustHave && row.raters === 0 && 'gap')}>
                  <th scope="row">{row.name}</th>
                  {row.cells.map((cell, at) => (
                    <td key={columns[at]?.id ?? at}>
                      <Cell cell={cell} />
                    </td>
                  ))}
                  <td className="state">
                    <State row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </TableScroll>
      <p className="legend">
        <span>
          <i />
          Interviewer who rates the criterion
        </span>
        <span>
          <i className="ghost" />
          No interviewer yet, or only a shadow interviewer (not counted)
        </span>
        <span>A must-have criterion needs two independent raters</span>
      </p>
    </>
  )
}

function Cell({ cell }: { cell: CoverageRow['cells'][number] }) {
  if (!cell)
    return (
      <span className="none">
        <span aria-hidden>·</span>
        <span className="vh">not rated here</span>
      </span>
    )
  const { raters, shadows } = cell
  const ghosts = raters === 0 ? Math.max(1, shadows) : shadows
  const words =
    raters === 0
      ? 'rated here, no rater yet'
      : `${raters} ${raters === 1 ? 'rater' : 'raters'}${shadows > 0 ? ` and ${shadows === 1 ? 'a shadow' : `${shadows} shadows`}, not counted` : ''}`
  return (
    <>
      <span className="r" aria-hidden>
        {Array.from({ length: raters }, (_, at) => (
          <i key={at} />
        ))}
        {Array.from({ length: ghosts }, (_, at) => (
          <Fragment key={`shadow ${at}`}>
            <i className="ghost" />
          </Fragment>
        ))}
      </span>
      <span className="vh">{words}</span>
    </>
  )
}

/** Uncovered and thin say so in words; amber is doubt. */
function State({ row: { state, raters, needed } }: { row: CoverageRow }) {
  if (state === 'uncovered') return <Tag kind="doubt">uncovered</Tag>
  if (raters < needed)
    return (
      <Tag kind="doubt">
        too few: {raters}&nbsp;({needed} needed)
      </Tag>
    )
  return (
    <>
      {raters} <span className="faint">({needed} needed)</span>
    </>
  )
}
