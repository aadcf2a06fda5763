import { useDeferredValue, useMemo } from 'react'
import { ChartFigures } from '~/components/kit/chart-figure'
import { Table, TableScroll, Th } from '~/components/ui/table'
import { chartExcess, MOST_CHARTS } from '~/domain/kit/chart-excess'
import { chartProblem } from '~/domain/kit/chart-problem'
import { describeCharts } from '~/domain/kit/chart-views'
import { tableOf } from '~/domain/kit/exhibit-table'
import type { ExhibitChart } from '~/domain/kit/schema'
import type { ChartView } from '~/domain/kit/views'
import { decode, type Node } from '~/domain/kit-draft/content'

/** As many rows as a kit's page shows of an exhibit. */
const SHOWN = 12

type Drawn = { csv: string; columns: Record<string, string>; charts: ExhibitChart[] }

/** The charts of an exhibit as they are drawn for the candidate, with the table behind them. */
export function ExhibitPreview({ exhibit }: { exhibit: Node }) {
  const node = useDeferredValue(exhibit)
  const { views, problems, table } = useMemo(() => drawn(node), [node])
  return (
    <section aria-labelledby="h-preview" className="kitedit__list">
      <h2 className="h3" id="h-preview">
        Preview
      </h2>
      {problems.map(({ title, problem }, index) => (
        <p key={index} className="quiet">
          {title === '' ? `Chart ${index + 1}` : title}: {problem}
        </p>
      ))}
      <ChartFigures charts={views} />
      <TableScroll label="The first rows of the table">
        <Table plain caption="The first rows of the table">
          <thead>
            <tr>
              {table.header.map((name, column) => (
                <Th key={column}>{name}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, SHOWN).map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {table.rows.length > SHOWN ? <p className="small quiet">and {table.rows.length - SHOWN} more rows</p> : null}
    </section>
  )
}

function drawn(node: Node) {
  const { csv = '', columns = {}, charts = [] } = decode(node) as Partial<Drawn>
  const views: ChartView[] = []
  const problems: { title: string; problem: string }[] = []
  for (const chart of charts.slice(0, MOST_CHARTS)) {
    const problem = isChosen(chart)
      ? (chartProblem({ csv, columns }, chart) ?? chartExcess({ csv }, chart)?.message ?? null)
      : 'Choose the columns that it draws.'
    if (problem === null) views.push(...describeCharts({ csv, charts: [withoutRange(chart)] }))
    else problems.push({ title: chart.title, problem })
  }
  return { views, problems, table: tableOf(csv) }
}

const isChosen = ({ x, y }: Partial<ExhibitChart>) =>
  Boolean(x) && y !== undefined && y.length > 0 && y.every((one) => one !== '')

/** A range that is being typed may be none yet; then the data give it. */
function withoutRange({ axis, ...chart }: ExhibitChart): ExhibitChart {
  const [low, high] = axis ?? []
  const sound = typeof low === 'number' && typeof high === 'number' && low < high
  return sound ? { ...chart, axis: [low, high] } : chart
}
