import { Choice } from '~/components/ui/choice'
import { TextArea } from '~/components/ui/field'
import { RECOMMENDATIONS, recommendationLabels } from '~/domain/scorecard/levels'
import type { DraftForm } from './draft-form'

export function RecommendationPart({ form, amending }: { form: DraftForm; amending: boolean }) {
  const { errors } = form.formState
  return (
    <article className="crit" aria-labelledby="h-rec">
      <div className="crit__head">
        <h2 className="h2" id="h-rec">
          Recommendation
        </h2>
      </div>
      <p className="crit__means">For this interview alone. It is not used to calculate the score.</p>
      <Choice
        {...form.register('recommendation')}
        legend="Recommendation"
        hideLegend
        defaultValue={form.getValues('recommendation') || null}
        options={RECOMMENDATIONS.map((value) => ({ value, label: recommendationLabels[value] }))}
        error={errors.recommendation?.message}
      />
      <div className="evid">
        <TextArea
          {...form.register('reason')}
          label="Reason"
          help="One or two sentences for a reader who was not in the interview."
          reading
          rows={2}
          defaultValue={form.getValues('reason')}
          error={errors.reason?.message}
        />
        {amending ? (
          <TextArea
            {...form.register('change')}
            label="What you change, and why"
            help="Both versions are kept and can be read side by side."
            reading
            rows={2}
            defaultValue={form.getValues('change')}
            error={errors.change?.message}
          />
        ) : null}
      </div>
    </article>
  )
}
