import { choiceLabels, type VoteChoice } from '~/domain/decision/voting'
import type { StoredBefore, StoredField } from '~/domain/shared/stored-before'
import { paths } from '~/paths'
import { BothTexts } from '../ui/both-texts'
import { ButtonLink } from '../ui/button'
import type { FormAnswer } from './ballot'

export type Refusal = { message: string; stored: StoredBefore | null }

type RefusedProps = {
  refusal: Refusal
  answer: FormAnswer
  packetId: number
  /** The form on this page in which what was typed can still be sent. */
  goOn: { to: string; label: string } | null
}

/** A form of the packet that was refused as a whole: why, what is stored, and what was typed. */
export function RefusalNotice({ refusal, answer, packetId, goOn }: RefusedProps) {
  return (
    <BothTexts
      message={refusal.message}
      stored={refusal.stored}
      sent={sentFields(answer)}
      acts={
        <>
          <ButtonLink to={paths.packet(packetId)} kind="plain">
            {refusal.stored ? 'Keep what is stored' : 'Discard what I sent'}
          </ButtonLink>
          {goOn ? (
            <a className="btn btn--plain" href={goOn.to}>
              {goOn.label}
            </a>
          ) : null}
        </>
      }
    />
  )
}

const chosen = (value: string | undefined) => choiceLabels[value as VoteChoice] ?? ''

function sentFields({ intent, values }: FormAnswer): StoredField[] {
  const reason = values.reason ?? ''
  switch (intent) {
    case 'vote':
      return [
        { label: 'Vote', text: chosen(values.choice) },
        { label: 'Reasons', text: reason },
      ]
    case 'decide':
      return [
        { label: 'Outcome', text: chosen(values.outcome) },
        { label: 'Reasons', text: reason },
      ]
    case 'override':
      return [
        { label: 'Outcome', text: chosen(values.outcome) },
        { label: 'Why the committee’s rule is overridden', text: values.overrideReason ?? '' },
        { label: 'Reasons for the outcome', text: reason },
      ]
    case 'resolve':
      return [
        { label: 'Is the rule for recording met?', text: values.upheld === 'met' ? 'Met' : 'Not met' },
        { label: 'Why', text: reason },
      ]
    case 'dissent':
      return [{ label: 'In your own words', text: values.words ?? '' }]
    default:
      return [{ label: 'Why', text: reason }]
  }
}
