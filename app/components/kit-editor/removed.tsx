import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import type { Node, Path } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { SendFields } from './send-fields'

type RemovePartProps = { list: Path; itemKey: string; node: Node; clientKey: string; what: string }

/** Removes the part that a page edits. It can be undone like any other change. */
export function RemovePart({ list, itemKey, node, clientKey, what }: RemovePartProps) {
  return (
    <Form method="post" className="kitedit__remove">
      <input type="hidden" name="intent" value="remove" />
      <SendFields clientKey={`remove-${clientKey}`} />
      <Submit kind="quiet" name="do" value={actName.remove(list, itemKey, node)} busy="Removing">
        Remove this {what}
      </Submit>
    </Form>
  )
}

type MovePartProps = {
  list: Path
  itemKey: string
  clientKey: string
  what: string
  place: { number: number; of: number }
}

/** Moves the part that a page edits among those of its kind: the order in which the kit shows them. */
export function MovePart({ list, itemKey, clientKey, what, place: { number, of } }: MovePartProps) {
  return (
    <Form method="post" className="kitedit__acts">
      <SendFields clientKey={`move-${clientKey}`} />
      <span className="quiet">
        {number} of {of} in the kit
      </span>
      {number > 1 ? (
        <Submit kind="quiet" small name="do" value={actName.up(list, itemKey)}>
          Move this {what} up
        </Submit>
      ) : null}
      {number < of ? (
        <Submit kind="quiet" small name="do" value={actName.down(list, itemKey)}>
          Move this {what} down
        </Submit>
      ) : null}
    </Form>
  )
}
