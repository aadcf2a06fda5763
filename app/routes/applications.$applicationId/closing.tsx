import { Erased } from '~/components/ui/bits'
import { Submit } from '~/components/ui/button'
import { Check, Choice } from '~/components/ui/choice'
import { TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import { applicationStateLabels, type ApplicationState } from '~/domain/application/labels'
import type { Answer } from './recusals'

type Closing = { on: string; reason: string | null; erased: string | null }

/** How and when a closed application ended. */
export function Closed({ state, closed }: { state: ApplicationState; closed: Closing }) {
  return (
    <Panel title={`Closed: ${applicationStateLabels[state]}`} id="h-closed" aside={closed.on}>
      <p className="read">{closed.reason ?? (closed.erased ? <Erased on={closed.erased} /> : null)}</p>
    </Panel>
  )
}

/** The form that closes the application as this page shows it. */
export function CloseForm({ revision, answer: given }: { revision: number; answer: Answer }) {
  const answer = given?.intent === 'close' ? given : undefined
  const errors = answer?.fieldErrors ?? {}
  const form = useErrorFocus(answer?.fieldErrors)
  return (
    <section aria-labelledby="close">
      <div className="panel__h">
        <h2 className="h2" id="close">
          Close the application
        </h2>
      </div>
      <Form method="post" ref={form} className="stack" noValidate>
        <input type="hidden" name="intent" value="close" />
        <input type="hidden" name="revision" value={revision} />
        <FormError>{errors['']}</FormError>
        <Choice
          name="state"
          legend="Outcome"
          error={errors.state}
          defaultValue={answer?.values.state ?? ''}
          options={[
            { value: 'hired', label: 'Hired' },
            { value: 'rejected', label: 'Rejected' },
            { value: 'withdrawn', label: 'Withdrawn by the candidate' },
          ]}
        />
        <TextArea
          name="reason"
          label="Reason"
          help="Kept with the application and erased with the candidate’s data."
          error={errors.reason}
          defaultValue={answer?.values.reason}
          rows={2}
        />
        <Check
          name="cancelRest"
          defaultChecked
          label="Cancel the interviews that have not started"
          note="Their interviewers no longer have a scorecard to submit."
        />
        <div>
          <Submit kind="danger" busy="Closing">
            Close the application
          </Submit>
        </div>
      </Form>
    </section>
  )
}
