import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form } from '~/components/ui/form'
import { SendFields } from '../send-fields'

type ColumnsFormProps = {
  columns: readonly { key: string; name: string }[]
  print: string
  clientKey: string
  errors: Record<string, string>
  values: Record<string, string>
}

/** The names of the columns and their order. Charts that use a column follow its new name. */
export function ColumnsForm({ columns, print, clientKey, errors, values }: ColumnsFormProps) {
  return (
    <section aria-labelledby="h-columns" className="kitedit__part">
      <h2 className="h3" id="h-columns">
        Columns of the table
      </h2>
      <Form method="post" className="kitedit__fields" noValidate>
        <input type="hidden" name="intent" value="columns" />
        <SendFields clientKey={`columns-${clientKey}`} />
        <input type="hidden" name="print" value={print} />
        <Submit className="vh" tabIndex={-1} name="do" value="save" aria-hidden="true">
          Save the names
        </Submit>
        <ol className="plainlist kitedit__fields">
          {columns.map(({ key, name }, index) => (
            <li key={key} className="kitedit__column">
              <TextField
                name={`column:${key}`}
                label={`Name of column ${index + 1}`}
                hideLabel
                defaultValue={values[`column:${key}`] ?? name}
                error={errors[`column:${key}`]}
                autoComplete="off"
                spellCheck={false}
              />
              <span className="kitedit__acts">
                {index > 0 ? (
                  <Act value={`left:${key}`} label={`Move ${name} to the left`}>
                    Left
                  </Act>
                ) : null}
                {index < columns.length - 1 ? (
                  <Act value={`right:${key}`} label={`Move ${name} to the right`}>
                    Right
                  </Act>
                ) : null}
                {columns.length > 1 ? (
                  <Act value={`remove:${key}`} label={`Remove the column ${name} with its cells`}>
                    Remove
                  </Act>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
        <div className="kitedit__acts">
          <Submit kind="plain" name="do" value="save" busy="Saving">
            Save the names
          </Submit>
        </div>
        <div className="kitedit__column">
          <TextField
            name="newColumn"
            label="Another column"
            defaultValue={values.newColumn}
            error={errors.newColumn}
            autoComplete="off"
            spellCheck={false}
            help="Small letters, digits and underscores, such as p99_ms."
          />
          <Act value="add" label="Add the column">
            Add the column
          </Act>
        </div>
      </Form>
    </section>
  )
}

const Act = ({ value, label, children }: { value: string; label: string; children: string }) => (
  <Submit kind="quiet" small name="do" value={value} aria-label={label}>
    {children}
  </Submit>
)
