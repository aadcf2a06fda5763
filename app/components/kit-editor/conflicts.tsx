import { Button } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { decode, type Node } from '~/domain/kit-draft/content'
import { fieldName, shownName, shownValue, type FieldKind } from '~/domain/kit-draft/form'
import type { Conflict } from './send-draft'
import { SendFields } from './send-fields'

/** A value as text; of a list or a block all that is written in it. */
function text(value: Node | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? written(decode(value)).join('\n') : String(value)
}

const written = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(written) : [String(value)]

const kindOf = ({ mine }: Conflict): FieldKind =>
  typeof mine === 'number' ? 'number' : typeof mine === 'boolean' ? 'yes' : mine === null ? 'optional' : 'text'
const sentText = (mine: Node | undefined) => (typeof mine === 'boolean' ? (mine ? 'yes' : 'no') : text(mine))

type ConflictsProps = {
  clientKey: string
  conflicts: readonly Conflict[]
  settle: (conflict: Conflict, keep: 'mine' | 'theirs') => void
}

/** Fields that somebody else changed meanwhile: both texts, and a choice. Without a script the saved text stands in the field. */
export function Conflicts({ conflicts, settle, clientKey }: ConflictsProps) {
  return (
    <section className="both" role="alert" aria-label="Not saved">
      <p className="both__message">
        {conflicts.length === 1 ? 'This field was' : 'These fields were'} changed by somebody else, or by you in another
        window, after you opened the page. Yours is not saved there yet; everything else is.
      </p>
      {conflicts.map((conflict, index) => (
        <div key={conflict.path.join('/')} className="kitedit__conflict">
          <h3 className="h3">{conflict.place}</h3>
          <dl className="kitedit__sides">
            {isRemoved(conflict) ? null : (
              <div>
                <dt>Saved meanwhile</dt>
                <dd>{text(conflict.theirs) || <i>Empty</i>}</dd>
              </div>
            )}
            <div>
              <dt>Yours, not saved</dt>
              <dd>{text(conflict.mine) || <i>Empty</i>}</dd>
            </div>
          </dl>
          {isRemoved(conflict) ? (
            <>
              <p>It was removed meanwhile, so yours has no place any more. Copy it if you need it.</p>
              <p className="kitedit__acts">
                <Button small kind="quiet" onClick={() => settle(conflict, 'theirs')}>
                  Discard mine
                </Button>
              </p>
            </>
          ) : (
            <div className="kitedit__acts">
              <Form
                method="post"
                onSubmit={(event) => {
                  event.preventDefault()
                  settle(conflict, 'mine')
                }}
              >
                <input type="hidden" name="intent" value="save" />
                <SendFields clientKey={`mine-${index}-${clientKey}`} />
                <input type="hidden" name={shownName(conflict.path)} value={shownValue(conflict.theirs)} />
                <input
                  type="hidden"
                  name={fieldName(kindOf(conflict), conflict.path)}
                  value={sentText(conflict.mine)}
                />
                <Button small type="submit">
                  Replace it with mine
                </Button>
              </Form>
              <Button small kind="quiet" className="needs-script" onClick={() => settle(conflict, 'theirs')}>
                Keep the saved one
              </Button>
            </div>
          )}
        </div>
      ))}
    </section>
  )
}

const isRemoved = ({ theirs }: Conflict) => theirs === undefined
