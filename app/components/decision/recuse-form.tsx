import { Submit } from '../ui/button'
import { TextArea } from '../ui/field'
import { Form, FormError, useErrorFocus } from '../ui/form'
import { answerOf, type FormAnswer } from './ballot'

type RecuseFormProps = {
  /** On a packet, so that the form sent twice recuses once and keeps its reason. */
  writeKey?: string
  answer: FormAnswer | undefined
}

/** Stepping back from an application, from its page or from one of its packets. */
export function RecuseForm({ writeKey, answer }: RecuseFormProps) {
  const mine = answerOf(answer, 'recuse')
  const form = useErrorFocus(mine?.fieldErrors)
  return (
    <details className="recuse no-print" open={mine !== undefined}>
      <summary>Recuse myself from this application</summary>
      <Form method="post" className="stack" ref={form} noValidate>
        <input type="hidden" name="intent" value="recuse" />
        {writeKey === undefined ? null : <input type="hidden" name="writeKey" value={writeKey} />}
        <FormError>{mine?.fieldErrors.form}</FormError>
        <TextArea
          label="Why"
          name="reason"
          rows={2}
          help="For example, because you know the candidate personally. Its scorecards, scores, packets, votes and outcome are closed to you afterwards, and you cannot vote on it. You cannot undo this yourself."
          defaultValue={mine?.values.reason}
          error={mine?.fieldErrors.reason}
        />
        <div>
          <Submit kind="plain" busy="Recusing" name="act" value="recuse">
            Recuse myself
          </Submit>
        </div>
      </Form>
    </details>
  )
}
