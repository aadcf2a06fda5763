import { Tag } from '~/components/ui/bits'
import { Table, Th } from '~/components/ui/table'
import { IMPORT_FIELDS, importFieldLabels, type ImportField } from '~/domain/candidate-import/fields'

type Column = {
  header: string
  guess: ImportField
  chosen: ImportField
  examples: string[]
  addresses: boolean
  leftOut: string | null
}

/** Each column of the file, examples of what stands in it, and the choice of what it is imported as. */
export function ColumnsTable({ columns, chosen }: { columns: Column[]; chosen: Record<string, string> | null }) {
  return (
    <Table plain text className="imp__cols" caption="Columns of the file">
      <thead>
        <tr>
          <Th>Column</Th>
          <Th>Examples</Th>
          <Th>Imported as</Th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column, at) => {
          const title = column.header || `column ${at + 1}, without a name`
          const value = chosen?.[`column-${at}`] ?? column.chosen
          return (
            <tr key={at} className={value === 'ignore' ? 'is-new' : undefined}>
              <Th scope="row">{column.header || <span className="faint">{title}</span>}</Th>
              <td className="imp__ex">
                {column.examples.length > 0 ? (
                  column.examples.map((example) => <span key={example}>{example}</span>)
                ) : (
                  <span className="faint">all cells blank</span>
                )}
                {column.leftOut && value === 'ignore' ? (
                  <span className="imp__why">{column.leftOut}</span>
                ) : column.addresses && value === 'ignore' ? (
                  <Tag kind="doubt" icon="warning">
                    looks like e-mail addresses
                  </Tag>
                ) : null}
              </td>
              <td>
                <select
                  className="select imp__sel"
                  name={`column-${at}`}
                  defaultValue={value}
                  aria-label={`Column ${title}: imported as`}
                >
                  {IMPORT_FIELDS.map((field) => (
                    <option key={field} value={field}>
                      {importFieldLabels[field]}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
