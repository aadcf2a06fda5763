import { useWatch } from 'react-hook-form'
import { Button } from '~/components/ui/button'
import { Note } from '~/components/ui/message'
import type { GateView } from '~/domain/kit/views'
import { openLevels, SLIP_KINDS, slipLabels, toggleSlip } from '~/domain/scorecard/slips'
import type { DraftForm } from './draft-form'

type SlipsProps = { form: DraftForm; id: string; name: string }

/** What went wrong at a criterion, each by one press; a second press takes it back. */
export function SlipButtons({ form, id, name }: SlipsProps) {
  const slips = useWatch({ control: form.control, name: 'slips' })?.[id] ?? []
  const press = (kind: (typeof SLIP_KINDS)[number]) => {
    const all = form.getValues('slips')
    form.setValue('slips', { ...all, [id]: toggleSlip(all[id] ?? [], kind) }, { shouldDirty: true })
  }
  return (
    <div className="slips needs-script" role="group" aria-label={`My slips at ${name}`}>
      {SLIP_KINDS.map((kind) => (
        <Button key={kind} small aria-pressed={slips.includes(kind)} onClick={() => press(kind)}>
          {slipLabels[kind]}
        </Button>
      ))}
    </div>
  )
}

/** Which levels the slips of a criterion leave open, and the way out. */
export function SlipsPart({ form, id, name, gates }: SlipsProps & { gates: readonly GateView[] }) {
  const slips = useWatch({ control: form.control, name: 'slips' })?.[id] ?? []
  const choice = useWatch({ control: form.control, name: `ratings.${id}.choice` })
  const open = openLevels(
    slips,
    gates.filter(({ criterionId }) => criterionId === id),
  )
  const leaveOut = () =>
    form.setValue(`ratings.${id}.choice`, 'na', {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    })
  return (
    <details className="slips-part" open={slips.length > 0}>
      <summary className="small">A slip of mine: asked early, hint given, not reached</summary>
      <SlipButtons form={form} id={id} name={name} />
      {open ? (
        <Note
          role="status"
          acts={
            choice === 'na' ? null : (
              <Button small onClick={leaveOut}>
                Choose “not assessed”
              </Button>
            )
          }
        >
          {open} The slip is shown beside your rating and counts for nothing.
        </Note>
      ) : null}
    </details>
  )
}
