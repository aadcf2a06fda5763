import { count } from '~/components/format'
import { ButtonLink, Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form } from '~/components/ui/form'
import { Note } from '~/components/ui/message'
import { Table, TableScroll, Th } from '~/components/ui/table'
import { SendFields } from '../send-fields'

export type Uploaded = {
  csv: string
  header: string[]
  first: string[][]
  rows: number
  columns: { name: string; known: string | null; said: string }[]
  notes: string[]
  replaces: number
  lostInCharts: string[]
  leavesGenerator: boolean
}

/** Chooses a file whose rows may become the exhibit's table; it is looked at before it replaces anything. */
export function UploadForm({ error, clientKey }: { error: string | undefined; clientKey: string }) {
  return (
    <section aria-labelledby="h-upload" className="kitedit__part">
      <h2 className="h3" id="h-upload">
        Upload a table
      </h2>
      <Form method="post" encType="multipart/form-data" className="kitedit__fields" noValidate>
        <input type="hidden" name="intent" value="upload" />
        <SendFields clientKey={`upload-${clientKey}`} />
        <TextField
          name="file"
          type="file"
          label="File"
          accept=".csv,.tsv,.txt,.xlsx,.ods"
          help="CSV with any separator, Excel (.xlsx) or OpenDocument (.ods), up to 5,000 rows and 30 columns. You see it before it replaces the table."
          error={error}
        />
        <div>
          <Submit kind="plain" busy="Reading">
            Preview the file
          </Submit>
        </div>
      </Form>
    </section>
  )
}

type UploadPreviewProps = { upload: Uploaded; print: string; clientKey: string; here: string }

/** What was read from a file, with what its new columns hold, and the button that puts it in the table's place. */
export function UploadPreview({ upload, print, clientKey, here }: UploadPreviewProps) {
  const { csv, header, first, rows, columns, notes, replaces, lostInCharts, leavesGenerator } = upload
  return (
    <section aria-labelledby="h-uploaded" className="kitedit__part">
      <h2 className="h3" id="h-uploaded" tabIndex={-1} data-form-error>
        The file has {count(rows, 'row')} and {count(header.length, 'column')}
      </h2>
      <p>It replaces {count(replaces, 'row')}. Nothing is changed yet.</p>
      {[
        ...notes,
        ...(lostInCharts.length > 0
          ? [`Charts that use a column which the file does not have: ${lostInCharts.join(', ')}.`]
          : []),
        ...(leavesGenerator ? ['The generator no longer makes this table.'] : []),
      ].map((note) => (
        <Note key={note} kind="doubt">
          {note}
        </Note>
      ))}
      <TableScroll label="The first rows of the file">
        <Table plain caption="The first rows of the file">
          <thead>
            <tr>
              {header.map((name) => (
                <Th key={name}>{name}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {rows > first.length ? <p className="small quiet">and {rows - first.length} more rows</p> : null}
      <Form method="post" className="kitedit__fields" noValidate>
        <input type="hidden" name="intent" value="replace" />
        <SendFields clientKey={`replace-${clientKey}`} />
        <input type="hidden" name="print" value={print} />
        <input type="hidden" name="csv" value={csv} />
        {columns.map(({ name, known, said }) =>
          known === null ? (
            <TextField
              key={name}
              name={`said:${name}`}
              label={`What ${name} holds, with its unit`}
              defaultValue={said}
              autoComplete="off"
            />
          ) : null,
        )}
        <div className="kitedit__acts">
          <Submit busy="Replacing">Replace the table</Submit>
          <ButtonLink kind="quiet" to={here}>
            Keep the table as it is
          </ButtonLink>
        </div>
      </Form>
    </section>
  )
}
