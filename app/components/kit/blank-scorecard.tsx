import { Tag } from '~/components/ui/bits'
import { Marked } from '~/components/ui/marked'
import type { CriterionView, FlagView } from '~/domain/kit/views'
import { ratingRules } from '~/domain/kit/reading-rule'
import { recommendationLabels } from '~/domain/scorecard/levels'

type BlankProps = {
  interview: { name: string; minutes: number }
  kit: string
  seniority: string
  /** Set for a scheduled interview; left out for the interview of a kit. */
  candidate?: string
  when?: string | null
  interviewer?: string
  criteria: readonly CriterionView[]
  flags: readonly FlagView[]
}

/** A scorecard for printing: anchors, lines for evidence, red flags and the recommendation. It holds no candidate data but what is passed in. */
export function BlankScorecard(props: BlankProps) {
  const { interview, kit, seniority, criteria, flags } = props
  return (
    <article className="blank">
      <header>
        <h1 className="kit__title kit__title--part">Scorecard: {interview.name}</h1>
        <p className="meta kit__meta">
          <span>{interview.minutes}&nbsp;minutes</span>
          <span>{kit}</span>
          <span>anchors of {seniority}</span>
        </p>
        <dl className="blank__who">
          <Line name="Candidate" value={props.candidate} />
          <Line name="Interviewer" value={props.interviewer} />
          <Line name="Date, from and to" value={props.when} />
        </dl>
        <ol className="blank__rule">
          {ratingRules.map(({ title, text }) => (
            <li key={title}>
              <b>{title}.</b> {text}
            </li>
          ))}
          <li>Enter it into Assay before you speak with any other interviewer, then destroy this sheet.</li>
        </ol>
      </header>
      {criteria.map((criterion) => (
        <section className="blank__part" key={criterion.id} aria-label={criterion.name}>
          <h2 className="h2">
            {criterion.name} {criterion.mustHave ? <Tag kind="line">must-have</Tag> : null}
          </h2>
          <div className="blank__anchors">
            {criterion.anchors.map(({ level, text }) => (
              <div key={level}>
                <Box label={String(level)} />
                <p>
                  <Marked>{text}</Marked>
                </p>
              </div>
            ))}
          </div>
          <p className="blank__na">
            <Box label="not assessed, because" /> <span className="blank__fill" />
          </p>
          <RuledLines label="Evidence: what was said or done, with the minute" lines={5} />
        </section>
      ))}
      {flags.length > 0 ? (
        <section className="blank__flags" aria-label="Red flags">
          <h2 className="h2">Red flags</h2>
          {flags.map((flag) => (
            <div className="blank__part" key={flag.id}>
              <p>
                <Box label={flag.name} />
              </p>
              <p className="quiet">Ask the probe first: “{flag.probe}”</p>
              <p className="quiet">Record only if: {flag.recordOnlyIf}</p>
              <RuledLines label="What you observed, and the answer to the probe" lines={3} />
            </div>
          ))}
        </section>
      ) : null}
      <section className="blank__part" aria-label="Recommendation">
        <h2 className="h2">Recommendation</h2>
        <p className="blank__choice">
          {Object.values(recommendationLabels).map((words) => (
            <Box key={words} label={words} />
          ))}
        </p>
        <RuledLines label="Because" lines={4} />
      </section>
    </article>
  )
}

function Line({ name, value }: { name: string; value?: string | null }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd>{value ?? ''}</dd>
    </div>
  )
}

function Box({ label }: { label: string }) {
  return (
    <span className="blank__box">
      <i aria-hidden />
      {label}
    </span>
  )
}

/** Ruled lines for handwriting. */
function RuledLines({ label, lines }: { label: string; lines: number }) {
  return (
    <div className="blank__room">
      <p className="small quiet">{label}</p>
      {Array.from({ length: lines }, (_, at) => (
        <i key={at} aria-hidden />
      ))}
    </div>
  )
}
