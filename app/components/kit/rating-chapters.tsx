import type { CriterionView, FlagView } from '~/domain/kit/views'
import type { Seniority } from '~/domain/kit/schema'
import { CriterionArticle } from './criterion'
import { RatingRulesChapter } from './rating-rules'
import { RedFlagArticle } from './red-flag'
import { seniorityNames } from './seniority-names'

type RatingChaptersProps = { criteria: readonly CriterionView[]; flags: readonly FlagView[]; seniority: Seniority }

/** How an interview is rated: the rules, its criteria with their anchors, and the red flags to watch for. */
export function RatingChapters({ criteria, flags, seniority }: RatingChaptersProps) {
  return (
    <>
      <RatingRulesChapter />
      <section className="chapter" id="rated" aria-labelledby="h-rated">
        <div className="chapter__head">
          <h2 className="h2" id="h-rated">
            What you rate
          </h2>
          <span className="small quiet">Anchors of the seniority {seniorityNames[seniority]?.toLowerCase()}</span>
        </div>
        {criteria.map((criterion) => (
          <CriterionArticle key={criterion.id} criterion={criterion} />
        ))}
      </section>
      {flags.length > 0 ? (
        <section className="chapter" id="flags" aria-labelledby="h-flags">
          <div className="chapter__head">
            <h2 className="h2" id="h-flags">
              Red flags to watch for
            </h2>
            <span className="small quiet">Record a flag only after the candidate could answer the probe</span>
          </div>
          {flags.map((flag) => (
            <RedFlagArticle key={flag.id} flag={flag} at={seniority} />
          ))}
        </section>
      ) : null}
    </>
  )
}
