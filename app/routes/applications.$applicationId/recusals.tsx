import { Submit } from '~/components/ui/button'
import { TextArea } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import type { RecusalView } from '~/domain/recusal/view'
import type { StoredBefore } from '~/domain/shared/stored-before'

/** What the page's action answers to a form that it refuses. */
export type Answer =
  { intent: string; fieldErrors: FieldErrors; values: Record<string, string>; stored?: StoredBefore | null } | undefined

/** In the place of everything that a recusal closes. */
export function RecusedHere() {
  return (
    <div className="message appl__msg">
      <p className="h2 ink">You are recused from this application</p>
      <p>
        Scorecards, scores, packets, votes and the outcome are closed to you here and on every other page. If you wrote
        a scorecard, it stays open to you. A person who administers the job can lift the recusal.
      </p>
    </div>
  )
}

/** Who is or was recused, with the form that ends a recusal for those who may. */
export function LiftForms({ recusals, answer }: { recusals: readonly RecusalView[]; answer: Answer }) {
  if (recusals.length === 0) return null
  return (
    <Panel title="Recusals" id="h-recusals">
      <ul className="stack">
        {recusals.map((recusal) => (
          <li key={`${recusal.person} ${recusal.at}`}>
            <p>
              <b>{recusal.name}</b>, {recusal.at}: {recusal.reason ?? 'no reason is kept'}
            </p>
            {recusal.lifted ? (
              <p className="quiet">
                Lifted by {recusal.lifted.by}, {recusal.lifted.at}: {recusal.lifted.reason ?? 'no reason is kept'}
              </p>
            ) : null}
            {recusal.mayLift ? <LiftForm recusal={recusal} answer={answer} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function LiftForm({ recusal, answer }: { recusal: RecusalView; answer: Answer }) {
  const mine = answer?.intent === 'lift-recusal' && answer.values.person === String(recusal.person) ? answer : undefined
  const form = useErrorFocus(mine?.fieldErrors)
  return (
    <details className="recuse" open={mine !== undefined}>
      <summary>Lift the recusal of {recusal.name}</summary>
      <Form method="post" className="stack" ref={form} noValidate>
        <input type="hidden" name="intent" value="lift-recusal" />
        <input type="hidden" name="person" value={recusal.person} />
        <FormError>{mine?.fieldErrors.form}</FormError>
        <TextArea
          label="Why it no longer applies"
          name="reason"
          rows={2}
          help="The recusal stays in the record, with your name and reason beside it."
          defaultValue={mine?.values.reason}
          error={mine?.fieldErrors.reason}
        />
        <div>
          <Submit kind="plain" busy="Lifting" name="act" value={`lift-${recusal.person}`}>
            Lift the recusal
          </Submit>
        </div>
      </Form>
    </details>
  )
}
