import type { Round } from '~/domain/decision/voting'
import type { ResolutionView } from '~/domain/decision/view'
import type { RaisedFlag } from '~/domain/packet/packet-view'
import { FlagFacts, FlagHead } from '../packet/flags'
import { TextOrErased } from '../packet/erasable-text'
import { Tag } from '../ui/bits'
import { Submit } from '../ui/button'
import { Choice } from '../ui/choice'
import { TextArea } from '../ui/field'
import { Form, FormError, useErrorFocus } from '../ui/form'
import { answerOf, type FormAnswer } from './ballot'

type FlagWithResolutionProps = {
  flag: RaisedFlag
  seniority: string
  resolution: ResolutionView | null
  /** The viewer may resolve it now. */
  mayResolve: boolean
  /** The last round whose votes this page shows. */
  opened: Round
  answer?: FormAnswer
}

export function FlagWithResolution({
  flag,
  seniority,
  resolution,
  mayResolve,
  opened,
  answer,
}: FlagWithResolutionProps) {
  return (
    <>
      <FlagHead flag={flag} seniority={seniority}>
        <Tag kind="line">
          {resolution === null ? 'Not resolved' : resolution.upheld ? 'Resolved: upheld' : 'Resolved: dismissed'}
        </Tag>
      </FlagHead>
      <FlagFacts flag={flag}>
        {resolution ? (
          <>
            <dt>Resolved</dt>
            <dd>
              <TextOrErased words={resolution.reason} />
              <span className="side__t">
                {resolution.by}, {resolution.at}
              </span>
            </dd>
          </>
        ) : null}
      </FlagFacts>
      {resolution === null && mayResolve ? (
        <ResolutionForm finding={flag.finding} opened={opened} answer={answer} />
      ) : null}
    </>
  )
}

function ResolutionForm({ finding, opened, answer }: { finding: number; opened: Round; answer?: FormAnswer }) {
  const given = answerOf(answer, 'resolve')
  const mine = given?.values.finding === String(finding) ? given : undefined
  const form = useErrorFocus(mine?.fieldErrors)
  return (
    <Form method="post" className="stack no-print" ref={form} noValidate>
      <input type="hidden" name="intent" value="resolve" />
      <input type="hidden" name="finding" value={finding} />
      <input type="hidden" name="opened" value={opened} />
      <FormError>{mine?.fieldErrors.form}</FormError>
      <Choice
        legend="Is the rule for recording met?"
        name="upheld"
        options={[
          { value: 'met', label: 'Met: uphold the flag' },
          { value: 'not-met', label: 'Not met: dismiss the flag' },
        ]}
        defaultValue={mine?.values.upheld ?? null}
        error={mine?.fieldErrors.upheld}
      />
      <TextArea
        label="Reason, so that it can be understood in two years"
        name="reason"
        reading
        rows={2}
        defaultValue={mine?.values.reason}
        error={mine?.fieldErrors.reason}
      />
      <div>
        <Submit kind="plain" busy="Resolving" name="act" value={`resolve-${finding}`}>
          Resolve flag
        </Submit>
      </div>
    </Form>
  )
}
