import { Button } from '~/components/ui/button'
import { FormAccount } from '~/components/ui/form'
import { Section } from '~/components/ui/page'
import { Table, Th } from '~/components/ui/table'
import type { ExportColumn } from '~/domain/export/columns'
import { count } from '~/domain/shared/count'
import { paths } from '~/paths'

type ExportPartProps = {
  name: string
  title: string
  about: string
  columns: readonly ExportColumn[]
  /** The jobs to which it can be limited; null where it cannot. */
  jobs: { id: number; name: string }[] | null
  job: number | null
  /** Further limits, as hidden fields of the form. */
  limits?: Record<string, string>
}

/** One export: what is in it, the job, and its two formats. A plain form: the browser saves the answer. */
export function ExportPart({ name, title, about, columns, jobs, job, limits = {} }: ExportPartProps) {
  const format = (value: string, label: string) => (
    <Button type="submit" name="format" value={value}>
      Download {label} <span className="vh">of {title.toLowerCase()}</span>
    </Button>
  )
  return (
    <Section title={title} lead={about} id={name}>
      <form method="post" action={paths.exportFile(name)} className="filters export__form">
        <FormAccount />
        {Object.entries(limits).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        {jobs && jobs.length > 0 ? (
          <>
            <label className="vh" htmlFor={`${name}-job`}>
              Job of the {title.toLowerCase()}
            </label>
            <select id={`${name}-job`} name="job" className="select" defaultValue={job ?? ''}>
              <option value="">All jobs</option>
              {jobs.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </>
        ) : null}
        {format('csv', 'CSV')}
        {format('xlsx', 'XLSX')}
      </form>
      <Columns title={title} columns={columns} />
    </Section>
  )
}

function Columns({ title, columns }: { title: string; columns: readonly ExportColumn[] }) {
  return (
    <details className="export__columns">
      <summary>
        {count(columns.length, 'column')} <span className="vh">of {title.toLowerCase()}</span>
      </summary>
      <Table caption={`Columns of ${title.toLowerCase()}`} text>
        <thead>
          <tr>
            <Th>Column</Th>
            <Th>What it holds</Th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, note }) => (
            <tr key={name}>
              <th scope="row" className="code">
                {name}
              </th>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  )
}
