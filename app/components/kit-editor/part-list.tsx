import { Link } from '@remix-run/react'
import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import { actName } from '~/domain/kit-draft/form'
import { SendFields } from './send-fields'

type PartListProps = {
  list: string
  parts: readonly { key: string; name: string; about: string }[]
  to: (key: string) => string
  locked: boolean
  clientKey: string
}

/** The parts of one kind in the order in which the kit shows them, with buttons to move them. */
export function PartList({ list, parts, to, locked, clientKey }: PartListProps) {
  if (parts.length === 0) return <p className="quiet">There is none yet.</p>
  const buttons = (key: string, name: string, index: number) => (
    <span className="kitedit__acts">
      {index > 0 ? (
        <Submit kind="quiet" small name="do" value={actName.up([list], key)} aria-label={`Move ${name} up`}>
          Up
        </Submit>
      ) : null}
      {index < parts.length - 1 ? (
        <Submit kind="quiet" small name="do" value={actName.down([list], key)} aria-label={`Move ${name} down`}>
          Down
        </Submit>
      ) : null}
    </span>
  )
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="move" />
      <SendFields clientKey={`move-${clientKey}`} />
      <ol className="rows rows--stack">
        {parts.map(({ key, name, about }, index) => (
          <li key={key}>
            <span className="rows__what">
              <Link to={to(key)}>{name}</Link>
            </span>
            <span className="rows__why">{about}</span>
            {locked ? null : <span className="rows__state">{buttons(key, name, index)}</span>}
          </li>
        ))}
      </ol>
    </Form>
  )
}
