import { ratingRules } from '~/domain/kit/reading-rule'

/** The rules for rating as a numbered list. */
export function RatingRules() {
  return (
    <ol className="rating-rules">
      {ratingRules.map(({ title, text }) => (
        <li key={title}>
          <b>{title}.</b> {text}
        </li>
      ))}
    </ol>
  )
}

/** The rule that every rating needs, and the others behind it, as the scorecard has them. */
export function RatingRulesFold() {
  const [climb, ...others] = ratingRules
  return (
    <div className="rule-line">
      <p>{climb.text}</p>
      <details>
        <summary>Rules for “not assessed”, hints, contradictions, figures and corrections</summary>
        <ol className="rating-rules" start={2}>
          {others.map(({ title, text }) => (
            <li key={title}>
              <b>{title}.</b> {text}
            </li>
          ))}
        </ol>
      </details>
    </div>
  )
}

/** The rules as a part of a kit's page or of a guide. */
export function RatingRulesChapter() {
  return (
    <section className="chapter" id="rules" aria-labelledby="h-rules">
      <div className="chapter__head">
        <h2 className="h2" id="h-rules">
          How to rate
        </h2>
        <span className="small quiet">The same rules for every criterion of every kit</span>
      </div>
      <RatingRules />
    </section>
  )
}
