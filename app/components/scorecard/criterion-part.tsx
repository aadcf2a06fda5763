import { useWatch } from 'react-hook-form'
import { seniorityNames } from '~/components/kit/seniority-names'
import { Tag } from '~/components/ui/bits'
import { classes } from '~/components/ui/classes'
import { FieldError } from '~/components/ui/field'
import { LevelCards } from '~/components/ui/level-cards'
import type { CriterionView, GateView } from '~/domain/kit/views'
import { EvidencePart } from './evidence-part'
import type { DraftForm } from './draft-form'
import { SlipsPart } from './slips-part'

type CriterionPartProps = {
  form: DraftForm
  criterion: CriterionView
  seniority: string
  gates: readonly GateView[]
  current: boolean
}

/** One criterion: what it means, the four anchors in sight while choosing, and what earned the level. */
export function CriterionPart({ form, criterion, seniority, gates, current }: CriterionPartProps) {
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
      <SlipsPart form={form} id={id} name={name} gates={gates} />
      <EvidencePart form={form} id={id} name={name} choice={choice} />
    </article>
  )
}
