import { DeviceText } from '~/components/scorecard/device-text'
import { Submitted } from '~/components/scorecard/submitted'
import { AuthorActs } from '~/components/scorecard/withdraw'
import { BothTexts } from '~/components/ui/both-texts'
import { ButtonLink } from '~/components/ui/button'
import type { FieldErrors } from '~/components/ui/form'
import type { SubmittedScorecard } from '~/domain/scorecard/view'
import type { StoredBefore, StoredField } from '~/domain/shared/stored-before'
import { paths } from '~/paths'

type ReadingProps = {
  card: SubmittedScorecard
  /** Whose copies on this device may belong to it; null on a colleague's scorecard. */
  owner: string | null
  errors?: FieldErrors
  reason?: string
  refusal?: { message: string; stored: StoredBefore; sent: StoredField[] }
}

/** A submitted scorecard; its author may amend or withdraw it. */
export function Reading({ card, owner, errors, reason, refusal }: ReadingProps) {
  const { scorecardId } = card
  const acts = card.own ? (
    <AuthorActs
      scorecardId={scorecardId}
      lastNumber={card.last.number}
      withdrawn={card.withdrawn}
      errors={errors}
      reason={reason}
    />
  ) : null
  return (
    <>
      {refusal ? (
        <BothTexts
          message={refusal.message}
          stored={refusal.stored}
          sent={refusal.sent}
          acts={
            <>
              <ButtonLink to={paths.scorecard(scorecardId)}>Keep what is stored</ButtonLink>
              <ButtonLink to={`${paths.scorecard(scorecardId)}?amend`}>
                {card.withdrawn ? 'Write a new version' : 'Amend'}
              </ButtonLink>
            </>
          }
        />
      ) : null}
      {owner ? <DeviceText owner={owner} scorecardId={scorecardId} lastNumber={card.last.number} /> : null}
      <Submitted card={card} acts={acts} />
    </>
  )
}
