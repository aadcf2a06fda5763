import { Submitted, type SubmittedProps } from '~/components/scorecard/submitted'
import { AuthorActs } from '~/components/scorecard/withdraw'
import type { FieldErrors } from '~/components/ui/form'

type ReadingProps = { card: SubmittedProps; errors?: FieldErrors; reason?: string }

/** A submitted scorecard; its author may amend or withdraw it. */
export function Reading({ card, errors, reason }: ReadingProps) {
  const acts = card.own ? (
    <AuthorActs
      scorecardId={card.scorecardId}
      lastNumber={card.last.number}
      withdrawn={card.withdrawn}
      errors={errors}
      reason={reason}
    />
  ) : null
  return <Submitted card={card} acts={acts} />
}
