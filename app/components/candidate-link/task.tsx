import { ChartFigures } from '~/components/kit/chart-figure'
import { ForCandidate } from '~/components/kit/for-candidate'
import { Prose } from '~/components/ui/marked'
import { Table, TableScroll, Th } from '~/components/ui/table'
import type { TaskView } from '~/domain/candidate-link/view'
import { paths } from '~/paths'

type TaskProps = { token: string; task: TaskView }
type Exhibit = TaskView['exhibits'][number]

/** What a candidate reads. It works without a script, in print, and for a screen reader. */
export function Task({ task, token }: TaskProps) {
  return (
    <main id="main" className="task">
      <TaskBody task={task} fileAt={(number) => paths.taskFile(token, number)} />
      <p className="task__until small quiet">This page is open until {task.until}.</p>
    </main>
  )
}

type TaskBodyProps = {
  task: Omit<TaskView, 'until'>
  /** Where the data of an exhibit are, counted from 1; null in a preview, which has no files. */
  fileAt: ((number: number) => string) | null
}

/** The same of a draft, in its preview. */
export function TaskBody({ task, fileAt }: TaskBodyProps) {
  return (
    <>
      <h1 className="h1">{task.name}</h1>
      {task.about ? (
        <>
          <section aria-labelledby="h-about">
            <h2 className="h2" id="h-about">
              About this interview
            </h2>
            <ForCandidate sent={task.about} heading="h3" />
          </section>
          <section aria-labelledby="h-task">
            <h2 className="h2" id="h-task">
              The task
            </h2>
            <Prose>{task.text}</Prose>
          </section>
        </>
      ) : (
        <Prose>{task.text}</Prose>
      )}
      {task.givens.length > 0 ? (
        <section aria-labelledby="h-givens">
          <h2 className="h2" id="h-givens">
            Given
          </h2>
          <div className="givens">
            {task.givens.map(({ group, rows }) => (
              <Table key={group} plain caption={<strong>{group}</strong>} showCaption>
                <tbody>
                  {rows.map(({ words, value }) => (
                    <tr key={words}>
                      <Th scope="row">{words}</Th>
                      <td className="num">{value}</td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            ))}
          </div>
        </section>
      ) : null}
      {task.briefs.map(({ who, text }) => (
        <section key={who} aria-label={who}>
          <h2 className="h2">{who}</h2>
          <Prose>{text}</Prose>
        </section>
      ))}
      {task.files.map(({ path, text }) => (
        <section key={path} aria-label={path}>
          <h2 className="h2">{path}</h2>
          <pre className="file" tabIndex={0}>
            {text}
          </pre>
        </section>
      ))}
      {task.exhibits.map((exhibit, at) => (
        <ExhibitSection key={exhibit.name} exhibit={exhibit} href={fileAt ? fileAt(at + 1) : null} />
      ))}
    </>
  )
}

function ExhibitSection({ exhibit, href }: { exhibit: Exhibit; href: string | null }) {
  const { name, rows, columns, charts, table, length } = exhibit
  const hidden = length - table.rows.length
  return (
    <section className="exhibit" aria-label={name}>
      <h2 className="h2">{name}</h2>
      <p className="quiet">{rows}</p>
      <ChartFigures charts={charts} />
      <details className="exhibit__rows" open={charts.length === 0}>
        <summary>The numbers, {length === 1 ? 'one row' : `${length} rows`}</summary>
        <dl className="terms">
          {columns.map(([column, meaning]) => [
            <dt key={column}>{column}</dt>,
            <dd key={`${column} meaning`}>{meaning}</dd>,
          ])}
        </dl>
        <p>
          {href ? (
            <a href={href} download>
              All rows as a file (CSV)
            </a>
          ) : (
            'The candidate also gets all rows as a file (CSV).'
          )}
        </p>
        <TableScroll label={name}>
          <Table plain caption={name}>
            <thead>
              <tr>
                {table.head.map((column) => (
                  <Th key={column}>{column}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={table.head[column] ?? column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </TableScroll>
        {hidden > 0 ? <p className="small quiet">and {hidden} more rows in the file</p> : null}
      </details>
    </section>
  )
}
