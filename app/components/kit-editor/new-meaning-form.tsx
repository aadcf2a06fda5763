import { Submit } from '~/components/ui/button'
import { TextField } from '~/components/ui/field'
import { Form } from '~/components/ui/form'
import { SendFields } from './send-fields'

/** Says under which name the ratings of a criterion are compared, and gives it a new one when its meaning changed. */
export function NewMeaningForm({ id, linked, clientKey }: { id: string; linked: string; clientKey: string }) {
  return (
    <section aria-labelledby="h-meaning" className="kitedit__meaning">
      <h2 className="h3" id="h-meaning">
        Comparison with earlier ratings
      </h2>
      <p>
        {linked
          ? `Ratings of this criterion are calibrated together with those of “${linked}”, from which it was begun.`
          : `Ratings of this criterion, “${id}”, are calibrated together with those of its earlier versions.`}{' '}
        Rewording keeps that. If its meaning changed, give it a new id: earlier ratings then count for the earlier
        criterion only.
      </p>
      <Form method="post" className="kitedit__row" noValidate>
        <input type="hidden" name="intent" value="meaning" />
        <SendFields clientKey={`meaning-${clientKey}`} />
        <TextField name="id" label="New id" autoComplete="off" spellCheck={false} help={`The id is ${id} now.`} />
        <div>
          <Submit kind="plain" busy="Changing">
            Its meaning changed
          </Submit>
        </div>
      </Form>
    </section>
  )
}
