import { choiceLabels, type Round, type RoundState } from '~/domain/decision/voting'
import { Submit } from '../ui/button'
import { Choice } from '../ui/choice'
import { TextArea } from '../ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '../ui/form'
import { Icon } from '../ui/icon'

/** What a posted form answers: its intent, what is wrong, and what was typed. */
export type FormAnswer = { intent: string; fieldErrors: FieldErrors; values: Record<string, string> }

export const answerOf = (answer: FormAnswer | undefined, intent: string) =>
  answer?.intent === intent ? answer : undefined

/** How many of how many, and nothing else: neither whose nor what. */
export function Sealed({ state }: { state: RoundState }) {
  return (
    <ul className="sealed">
      <li>
        <Icon name="lock" />
        <b>
          {state.sealed}&nbsp;of {state.of} votes in
        </b>
      </li>
      <li>
        {state.open
          ? 'The votes are revealed.'
          : `All votes are revealed together once ${state.needed === 1 ? 'one is' : `${state.needed} are`} in.`}
      </li>
    </ul>
  )
}

const options = (['no_hire', 'more_signal', 'hire'] as const).map((value) => ({ value, label: choiceLabels[value] }))

type BallotProps = { round: Round; state: RoundState; writeKey: string; answer?: FormAnswer }

/**
 * A vote on the whole packet, for the round it names. It posts without a script, and posting it twice seals it once.
 */
export function Ballot({ round, state, writeKey, answer }: BallotProps) {
  const mine = answerOf(answer, 'vote')
  const form = useErrorFocus(mine?.fieldErrors)
  return (
    <Form method="post" className="vote" ref={form} noValidate>
      <input type="hidden" name="intent" value="vote" />
      <input type="hidden" name="round" value={round} />
      <input type="hidden" name="writeKey" value={writeKey} />
      <FormError>{mine?.fieldErrors.form}</FormError>
      <Choice
        legend={round === 1 ? 'Your vote on the whole packet' : 'After reading the others’ reasons'}
        name="choice"
        options={options}
        defaultValue={mine?.values.choice ?? null}
        error={mine?.fieldErrors.choice}
      />
      <TextArea
        label={round === 1 ? 'Your reasons' : 'Reason for changing or keeping your vote'}
        name="reason"
        reading
        defaultValue={mine?.values.reason}
        error={mine?.fieldErrors.reason}
      />
      <div className="vote__acts">
        <Submit kind={round === 1 ? 'primary' : 'plain'} icon="lock" busy="Sealing" name="act" value="vote">
          {round === 1 ? 'Seal my vote' : 'Seal my second vote'}
        </Submit>
        <span className="quiet">A sealed vote cannot be changed.</span>
      </div>
      <Sealed state={state} />
    </Form>
  )
}
