import { Form } from '@remix-run/react'
import { useState } from 'react'
import { choiceWords, voteChoices, type Round, type VoteChoice } from '~/domain/decision/panel'
import { Part } from '../packet/part'
import { Submit } from '../ui/button'
import { Choice } from '../ui/choice'
import { TextArea } from '../ui/field'
import { FormError, useErrorFocus } from '../ui/form'
import { Icon } from '../ui/icon'
import { answerOf, type FormAnswer } from './ballot'

type DecisionFormProps = {
  writeKey: string
  /** The decision in force on this packet, which a new one supersedes. */
  supersedes: number | null
  /** The last round whose votes this page shows. */
  opened: Round
  openCriticalFlags: number
  answer?: FormAnswer
}

export function DecisionForm({ writeKey, supersedes, opened, openCriticalFlags, answer }: DecisionFormProps) {
  const mine = answerOf(answer, 'decide')
  const form = useErrorFocus(mine?.fieldErrors)
  const [outcome, choose] = useState<string | null>(mine?.values.outcome ?? null)
  const blocked = openCriticalFlags > 0
  const fields = (
    <Form method="post" className="vote dec__box" ref={form} noValidate>
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="writeKey" value={writeKey} />
      <input type="hidden" name="supersedes" value={supersedes ?? ''} />
      <input type="hidden" name="opened" value={opened} />
      <FormError>{mine?.fieldErrors.form}</FormError>
      <div>
        <Choice
          legend="Outcome"
          name="outcome"
          options={voteChoices.map((value) => ({
            value,
            label: choiceWords[value],
            disabled: value === 'hire' && blocked,
          }))}
          defaultValue={mine?.values.outcome ?? null}
          error={mine?.fieldErrors.outcome}
          onChange={(event) => choose(event.target.value)}
        />
        {blocked ? (
          <p className="dec__blocked">
            <Icon name="lock" />
            <span>
              “Hire” opens once the <a href="#flags">critical flag</a> is resolved in writing.
            </span>
          </p>
        ) : null}
      </div>
      <TextArea
        label="Reasons"
        name="reason"
        reading
        help="Tied to criteria and evidence, for whoever reads this in two years."
        defaultValue={mine?.values.reason}
        error={mine?.fieldErrors.reason}
      />
      <div className="vote__acts">
        <Submit busy="Recording" name="act" value="decide">
          {outcome ? `Record “${choiceWords[outcome as VoteChoice].toLowerCase()}”` : 'Record the decision'}
        </Submit>
        <span className="quiet">Frozen at once; a later decision can supersede it, none can edit it.</span>
      </div>
    </Form>
  )
  return (
    <Part
      id="decide"
      className="no-print"
      title={supersedes === null ? 'Decision' : 'A later decision'}
      aside={<p>The score is advice. A decision against it needs a reason and nothing more.</p>}
    >
      {supersedes === null ? (
        fields
      ) : (
        <details className="dec__later" open={mine !== undefined}>
          <summary>Record a decision that supersedes this one</summary>
          {fields}
        </details>
      )}
    </Part>
  )
}

export function DissentForm({ decision, answer }: { decision: number; answer?: FormAnswer }) {
  const mine = answerOf(answer, 'dissent')
  const form = useErrorFocus(mine?.fieldErrors)
  return (
    <details className="recuse no-print" open={mine !== undefined}>
      <summary>Add my dissent</summary>
      <Form method="post" className="stack" ref={form} noValidate>
        <input type="hidden" name="intent" value="dissent" />
        <input type="hidden" name="decision" value={decision} />
        <FormError>{mine?.fieldErrors.form}</FormError>
        <TextArea
          label="In your own words"
          name="words"
          reading
          rows={2}
          help="It stands in the record beside the decision, once and unedited."
          defaultValue={mine?.values.words}
          error={mine?.fieldErrors.words}
        />
        <div>
          <Submit kind="plain" busy="Adding" name="act" value="dissent">
            Add my dissent
          </Submit>
        </div>
      </Form>
    </details>
  )
}
