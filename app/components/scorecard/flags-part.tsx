import { lazy, Suspense, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { Tag } from '~/components/ui/bits'
import { Button } from '~/components/ui/button'
import { TextArea } from '~/components/ui/field'
import type { FlagView } from '~/domain/kit/views'
import type { DraftForm } from './draft-form'
import { PlainFlag, PlainFlags } from './without-script'

const FlagPicker = lazy(() => import('./flag-picker').then((module) => ({ default: module.FlagPicker })))

type Flag = FlagView & { watched: boolean }

/** Red flags: those found stand open; the others are behind one press, each with its look-alikes and probe. */
export function FlagsPart({ form, flags }: { form: DraftForm; flags: readonly Flag[] }) {
  const written = useWatch({ control: form.control, name: 'flags' })
  const [choosing, setChoosing] = useState(false)
  const isFound = ({ id }: Flag) => written?.[id]?.found === true
  const found = flags.filter(isFound)
  const rest = flags.filter((flag) => !isFound(flag))
  return (
    <article className="crit" id="flags" aria-labelledby="h-flags">
      <div className="crit__head">
        <h2 className="h2" id="h-flags">
          Red flags
        </h2>
      </div>
      <p className="crit__means">Ask the probe first, so that the candidate can answer; then record the flag.</p>
      {found.map((flag) => (
        <Finding key={flag.id} form={form} flag={flag} />
      ))}
      {choosing ? (
        <Suspense fallback={<p className="quiet">Loading the red flags of this kit</p>}>
          <FlagPicker flags={rest} onFound={(id) => form.setValue(`flags.${id}.found`, true, { shouldDirty: true })} />
        </Suspense>
      ) : null}
      <PlainFlags flags={rest} />
      <Button
        className="needs-script"
        icon={choosing ? 'up' : 'flag'}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        {choosing ? 'Close the list' : 'Record a flag'}
      </Button>
    </article>
  )
}

function Finding({ form, flag }: { form: DraftForm; flag: Flag }) {
  const errors = form.formState.errors.flags?.[flag.id]
  return (
    <section className="evid finding" aria-label={flag.name}>
      <div className="crit__head">
        <h3 className="h3">{flag.name}</h3>
        <Tag kind={flag.severity === 'concern' ? 'line' : 'flag'}>{flag.severity}</Tag>
      </div>
      <p className="quiet">
        <b>Record only if:</b> {flag.recordOnlyIf}
      </p>
      <TextArea
        {...form.register(`flags.${flag.id}.evidence`)}
        label="What was said or done"
        help={`Write down: ${flag.evidence.join('; ')}.`}
        reading
        rows={2}
        defaultValue={form.getValues(`flags.${flag.id}.evidence`)}
        error={errors?.evidence?.message}
      />
      <TextArea
        {...form.register(`flags.${flag.id}.probe`)}
        label="What they answered to the probe"
        help={`“${flag.probe}”`}
        reading
        rows={2}
        defaultValue={form.getValues(`flags.${flag.id}.probe`)}
        error={errors?.probe?.message}
      />
      <PlainFlag flag={flag} found />
      <div className="needs-script">
        <Button small onClick={() => form.setValue(`flags.${flag.id}.found`, false, { shouldDirty: true })}>
          Remove this flag
        </Button>
      </div>
    </section>
  )
}
