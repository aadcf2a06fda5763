import { useState } from 'react'
import type { UnmetRule } from '~/domain/decision/committee-rule'
import { choiceLabels, voteChoices, type Round, type VoteChoice } from '~/domain/decision/voting'
import { PacketSection } from '../packet/packet-section'
import { Submit } from '../ui/button'
import { Choice } from '../ui/choice'
import { TextArea } from '../ui/field'
import { Form, FormError, useErrorFocus } from '../ui/form'
import { answerOf, type FormAnswer } from './ballot'
import { UnmetRules } from './unmet-rules'

type DecisionFormProps = {
  writeKey: string
  /** The decision in force on this packet, which a new one supersedes. */
  supersedes: number | null
  /** The last round whose votes this page shows. */
  opened: Round
  /** For each outcome, which of the committee's rules it would not meet. */
  rules: Record<VoteChoice, UnmetRule[]>
  answer?: FormAnswer
}

export function DecisionForm({ writeKey, supersedes, opened, rules, answer }: DecisionFormProps) {
  const mine = answerOf(answer, 'decide')
  const form = useErrorFocus(mine?.fieldErrors)
  const [outcome, choose] = useState<string | null>(mine?.values.outcome ?? null)
  const none = voteChoices.every((choice) => rules[choice].length > 0)
  // Where no outcome can be recorded, a form would only take words that cannot be sent.
  const fields = none ? (
    <div className="vote dec__box">
      <UnmetRules rules={rules} />
    </div>
  ) : (
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
            label: choiceLabels[value],
            disabled: rules[value].length > 0,
          }))}
          defaultValue={mine?.values.outcome ?? null}
          error={mine?.fieldErrors.outcome}
          onChange={(event) => choose(event.target.value)}
        />
        <UnmetRules rules={rules} />
      </div>
      <TextArea
        label="Reasons"
        name="reason"
        reading
        help="Refer to criteria and evidence, so that the decision can be understood in two years."
        defaultValue={mine?.values.reason}
        error={mine?.fieldErrors.reason}
      />
      <div className="vote__acts">
        <Submit busy="Recording" name="act" value="decide">
          {outcome ? `Record “${choiceLabels[outcome as VoteChoice].toLowerCase()}”` : 'Record the decision'}
        </Submit>
        <span className="quiet">A recorded decision cannot be edited; a later decision can supersede it.</span>
      </div>
    </Form>
  )
  return (
    <PacketSection
      id="decide"
      className="no-print"
      title={supersedes === null ? 'Decision' : 'A later decision'}
      aside={
        <p>
          An outcome needs the votes of more than half of the packet’s voters. The score is advice: the committee may
          decide against it, and says why.
        </p>
      }
    >
      {supersedes === null ? (
        fields
      ) : (
        <details className="dec__later" open={mine !== undefined}>
          <summary>Record a decision that supersedes this one</summary>
          {fields}
        </details>
      )}
    </PacketSection>
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
          help="It is recorded beside the decision and cannot be edited."
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
