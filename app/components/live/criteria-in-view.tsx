import { Kbd } from '~/components/ui/bits'
import { Level } from '~/components/ui/level'
import { Marked } from '~/components/ui/marked'
import { SlipsPart } from '~/components/scorecard/slips-part'
import type { DraftForm } from '~/components/scorecard/draft-form'
import type { CriterionView, GateView } from '~/domain/kit/views'

type CriteriaProps = { form: DraftForm; criteria: readonly CriterionView[]; gates: readonly GateView[] }

/** What is rated: its anchors at this candidate's seniority, and the interviewer's slips by one press. */
export function CriteriaInView({ form, criteria, gates }: CriteriaProps) {
  return (
    <section aria-labelledby="live-criteria">
      <h2 className="h3" id="live-criteria">
        What you rate
      </h2>
      {criteria.map(({ id, name, anchors }, at) => (
        <details key={id} className="live-part">
          <summary>
            {at < 9 ? <Kbd>{String(at + 1)}</Kbd> : null} {name}
          </summary>
          <SlipsPart form={form} id={id} name={name} gates={gates} />
          <div className="anchors" role="list">
            {anchors.map(({ level, text }) => (
              <div className="anchor" role="listitem" key={level}>
                <div>
                  <Level level={level} small />
                </div>
                <p>
                  <Marked>{text}</Marked>
                </p>
              </div>
            ))}
          </div>
        </details>
      ))}
    </section>
  )
}
