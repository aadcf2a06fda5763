import type { UnmetRule } from '~/domain/decision/committee-rule'
import { choiceLabels, voteChoices, type Round, type VoteChoice } from '~/domain/decision/voting'
import { PacketSection } from '../packet/packet-section'
import { Submit } from '../ui/button'
import { Choice } from '../ui/choice'
import { Term } from '../glossary/term'
import { TextArea } from '../ui/field'
import { Form, FormError, useErrorFocus } from '../ui/form'
import { answerOf, type FormAnswer } from './ballot'
import { UnmetRules } from './unmet-rules'

type OverrideFormProps = {
  writeKey: string
  supersedes: number | null
  /** The last round whose votes this page shows. */
  opened: Round
  rules: Record<VoteChoice, UnmetRule[]>
  answer?: FormAnswer
}

/**
 * For a person outside the committee: records an outcome that does not meet the committee's rule, with the reason for
 * doing so. Outcomes that meet it are left to the voters.
 */
export function OverrideForm({ writeKey, supersedes, opened, rules, answer }: OverrideFormProps) {
  const mine = answerOf(answer, 'override')
  const form = useErrorFocus(mine?.fieldErrors)
  const options = voteChoices
    .filter((value) => rules[value].length > 0)
    .map((value) => ({ value, label: choiceLabels[value] }))
  if (options.length === 0) return null
  return (
    <PacketSection
      id="override"
      className="no-print"
      title="Override the committee’s rule"
      aside={
        <p>
          You are not a voter of this packet. An <Term id="override" /> is recorded under your name, with the rules that
          it does not meet, and is shown wherever the decision is listed.
        </p>
      }
    >
      <details className="dec__later" open={mine !== undefined}>
        <summary>Record a decision that the votes do not support</summary>
        <Form method="post" className="vote dec__box" ref={form} noValidate>
          <input type="hidden" name="intent" value="override" />
          <input type="hidden" name="writeKey" value={writeKey} />
          <input type="hidden" name="supersedes" value={supersedes ?? ''} />
          <input type="hidden" name="opened" value={opened} />
          <FormError>{mine?.fieldErrors.form}</FormError>
          <div>
            <Choice
              legend="Outcome"
              name="outcome"
              options={options}
              defaultValue={mine?.values.outcome ?? null}
              error={mine?.fieldErrors.outcome}
            />
            <UnmetRules rules={rules} overridden />
          </div>
          <TextArea
            label="Why the committee’s rule is overridden"
            name="overrideReason"
            reading
            rows={3}
            defaultValue={mine?.values.overrideReason}
            error={mine?.fieldErrors.overrideReason}
          />
          <TextArea
            label="Reasons for the outcome"
            name="reason"
            reading
            help="Refer to criteria and evidence, so that the decision can be understood in two years."
            defaultValue={mine?.values.reason}
            error={mine?.fieldErrors.reason}
          />
          <div className="vote__acts">
            <Submit kind="danger" busy="Recording" name="act" value="override">
              Override the committee’s rule
            </Submit>
          </div>
        </Form>
      </details>
    </PacketSection>
  )
}
