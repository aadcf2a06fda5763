import { useWatch } from 'react-hook-form'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Tag } from '~/components/ui/bits'
import { IconButton } from '~/components/ui/button'
import { classes } from '~/components/ui/classes'
import { FieldError, TextArea } from '~/components/ui/field'
import { LevelCards } from '~/components/ui/level-cards'
import type { CriterionView } from '~/domain/kit/views'
import type { DraftForm } from './use-draft'
import { useList } from './use-list'

type CriterionPartProps = { form: DraftForm; criterion: CriterionView; seniority: string; current: boolean }

/** One criterion: what it means, the four anchors in sight while choosing, and what earned the level. */
export function CriterionPart({ form, criterion, seniority, current }: CriterionPartProps) {
  const { id, name } = criterion
  const path = `ratings.${id}` as const
  const choice = useWatch({ control: form.control, name: `${path}.choice` })
  const errors = form.formState.errors.ratings?.[id]
  const errorId = `error-${id}`
  return (
    <article className={classes('crit', current && 'is-current')} aria-labelledby={`c-${id}`} id={`crit-${id}`}>
      <div className="crit__head">
        <h2 className="h2" id={`c-${id}`}>
          {name}
        </h2>
        {criterion.mustHave ? <Tag kind="line">Must-have</Tag> : null}
        {criterion.bySeniority ? <Tag>{seniorityNames[seniority]} anchors</Tag> : null}
      </div>
      <p className="crit__means">{criterion.means}</p>
      <LevelCards
        {...form.register(`${path}.choice`)}
        label={name}
        anchors={criterion.anchors}
        defaultValue={choice || null}
        errorId={errors?.choice ? errorId : undefined}
      />
      {errors?.choice ? <FieldError id={errorId}>{errors.choice.message}</FieldError> : null}
      {choice ? (
        <Evidence form={form} id={id} name={name} choice={choice} error={errors?.evidence?.text?.message} />
      ) : (
        <Waiting form={form} id={id} />
      )}
    </article>
  )
}

/** Quotations may come before the level; they are shown as soon as there are any. */
function Waiting({ form, id }: { form: DraftForm; id: string }) {
  return (
    <div className="evid">
      <Quotes form={form} id={id} />
      <p className="quiet">Choose a level, then quote the evidence for it.</p>
    </div>
  )
}

type EvidenceProps = { form: DraftForm; id: string; name: string; choice: string; error?: string }

function Evidence({ form, id, name, choice, error }: EvidenceProps) {
  const assessed = choice !== 'na'
  return (
    <div className="evid">
      <h3 className="h3">{assessed ? `Evidence for level ${choice}` : 'Why it was not assessed'}</h3>
      <Quotes form={form} id={id} />
      <TextArea
        {...form.register(`ratings.${id}.evidence.text`)}
        label={assessed ? `Evidence for ${name}` : `Why ${name} was not assessed`}
        hideLabel
        reading
        rows={2}
        placeholder={assessed ? 'What the candidate said or did' : 'You may leave this empty'}
        error={error}
      />
    </div>
  )
}

function Quotes({ form, id }: { form: DraftForm; id: string }) {
  const { items, put } = useList(form, `ratings.${id}.evidence.quotes`)
  return (
    <>
      {items.map((quote, at) => (
        <blockquote key={`${quote.at} ${quote.text}`} className="quote">
          <span className="quote__time small">{quote.clock || quote.at}</span>
          <span className="quote__text">{quote.text}</span>
          <IconButton
            icon="close"
            small
            label={`Remove the quotation ${quote.text.slice(0, 40)}`}
            onClick={() => put(items.filter((_, index) => index !== at))}
          />
        </blockquote>
      ))}
    </>
  )
}
