import { Submit } from '~/components/ui/button'
import { Form } from '~/components/ui/form'
import type { Path } from '~/domain/kit-draft/content'
import { moreAct } from '~/domain/kit-draft/more-acts'
import { SendFields } from './send-fields'

type PartActsProps = { path: Path; remove: string; clientKey: string; what: string }

/** Copies or removes the part that a page edits. Both can be undone like any other change. */
export function PartActs({ path, remove, clientKey, what }: PartActsProps) {
  return (
    <div className="kitedit__acts kitedit__remove">
      <Form method="post">
        <input type="hidden" name="intent" value="duplicate" />
        <SendFields clientKey={`duplicate-${clientKey}`} />
        <Submit kind="quiet" name="do" value={moreAct.duplicate(path)} busy="Copying">
          Duplicate this {what}
        </Submit>
      </Form>
      <Form method="post">
        <input type="hidden" name="intent" value="remove" />
        <SendFields clientKey={`remove-${clientKey}`} />
        <Submit kind="quiet" name="do" value={remove} busy="Removing">
          Remove this {what}
        </Submit>
      </Form>
    </div>
  )
}
