import { count } from '~/components/format'
import { Table, Th } from '~/components/ui/table'
import type { JobChoice, OpenJob } from '~/domain/candidate-import/jobs'

type Named = { name: string; lines: number; known: boolean; choice: JobChoice }

/** The jobs that the lines name, each with what becomes of its lines. */
export function JobNames({
  named,
  more,
  jobs,
  chosen,
}: {
  named: Named[]
  more: number
  jobs: OpenJob[]
  chosen: Record<string, string> | null
}) {
  return (
    <section className="stack imp__job" aria-labelledby="h-jobs">
      <h2 className="h3" id="h-jobs">
        Jobs in the file
      </h2>
      <p className="quiet">
        Rows whose job matches an open job get an application. Choose a job for the others; “No application” keeps the
        name with the candidate.
      </p>
      <Table plain text className="imp__cols" caption="Jobs in the file">
        <thead>
          <tr>
            <Th>In the file</Th>
            <Th num>Lines</Th>
            <Th>Job</Th>
          </tr>
        </thead>
        <tbody>
          {named.map(({ name, lines, choice }, at) => (
            <tr key={name}>
              <Th scope="row">{name}</Th>
              <td className="num">{count(lines, 'line')}</td>
              <td>
                <select
                  className="select imp__sel"
                  name={`job-${at}`}
                  defaultValue={chosen?.[`job-${at}`] ?? String(choice)}
                  aria-label={`“${name}” in the file`}
                >
                  <option value="none">No application</option>
                  <option value="leave-out">Leave these lines out</option>
                  {jobs.map((job) => (
                    <option key={job.id} value={String(job.id)}>
                      {job.name}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {more > 0 ? (
        <p className="quiet">
          {count(more, 'more name')} that {more === 1 ? 'stands' : 'stand'} in fewer lines: no application, unless it is
          the name of an open job.
        </p>
      ) : null}
    </section>
  )
}
