import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import type { Node, Path } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'

type RemovePartProps = { list: Path; itemKey: string; node: Node; clientKey: string; what: string }

/** Removes the part that a page edits. It can be undone like any other change. */
export function RemovePart({ list, itemKey, node, clientKey, what }: RemovePartProps) {
  return (
    <Form method="post" className="kitedit__remove">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="clientKey" value={`remove-${clientKey}`} />
      <Submit kind="quiet" name="do" value={actName.remove(list, itemKey, node)} busy="Removing">
        Remove this {what}
      </Submit>
    </Form>
  )
}
