import { forwardRef } from 'react'
import { useWatch } from 'react-hook-form'
import { lineStart } from '~/components/kit/prompt-lines'
import { durationOf, waitOf } from '~/components/kit/question-time'
import { Check } from '~/components/ui/choice'
import type { GuideStep } from '~/domain/kit/guide-steps'
import type { InterviewView, PutView } from '~/domain/kit/views'
import type { DraftForm } from '../scorecard/draft-form'

type StepProps = {
  form: DraftForm
  interview: InterviewView
  steps: readonly GuideStep[]
  at: number
  timeNow: () => string
}

/** What to say now, its follow-ups in order, and what comes next. */
export const StepNow = forwardRef<HTMLHeadingElement, StepProps>(function StepNow(
  { form, interview, steps, at, timeNow },
  ref,
) {
  const step = steps[at]
  if (!step) return null
  const section = interview.agenda[step.section]
  const next = steps[at + 1]
  return (
    <section className="live-now" aria-labelledby="live-step">
      <p className="meta small live-now__at">
        <span>
          Step {at + 1} of {steps.length}
        </span>
        {section ? (
          <span>
            minutes {section.from}–{section.to}
          </span>
        ) : null}
      </p>
      <h2 className="h2" id="live-step" ref={ref} tabIndex={-1}>
        {titleOf(step, interview)}
      </h2>
      {step.question === null ? (
        <Words step={step} interview={interview} />
      ) : (
        <Asked form={form} interview={interview} number={step.question} timeNow={timeNow} />
      )}
      <p className="live-now__next small quiet">
        {next ? (
          <>
            Next: {titleOf(next, interview)}
            {next.section === step.section ? '' : `, from minute ${interview.agenda[next.section]?.from ?? ''}`}
          </>
        ) : (
          'This is the last step. Write the scorecard before you talk to anybody about the interview.'
        )}
      </p>
    </section>
  )
})

export function titleOf({ kind, question, section }: GuideStep, interview: InterviewView): string {
  if (question !== null) return `Question ${question}`
  if (kind === 'opening') return 'Opening, read aloud'
  if (kind === 'closing') return 'Closing'
  return lineStart(interview.agenda[section]?.text ?? 'Next section')
}

function Words({ step, interview }: { step: GuideStep; interview: InterviewView }) {
  const section = interview.agenda[step.section]
  if (step.kind === 'opening') return <blockquote className="script live-now__say">{interview.opening}</blockquote>
  return (
    <>
      {section ? <p className="quiet">{lineStart(section.text)}</p> : null}
      {step.kind === 'closing' ? <p className="live-now__say">{interview.closing}</p> : null}
    </>
  )
}

type AskedProps = { form: DraftForm; interview: InterviewView; number: number; timeNow: () => string }

function Asked({ form, interview, number, timeNow }: AskedProps) {
  const question = interview.questions[number - 1]
  if (!question) return null
  const { ask, followUps, minutes, wait, direction, put } = question
  return (
    <>
      {direction ? <p className="small quiet">{direction}</p> : null}
      <p className="live-now__say">
        {wait === null ? null : <span className="quiet">{waitOf(wait)} </span>}
        {ask}
      </p>
      {minutes === null ? null : <p className="small quiet">About {durationOf(minutes)}</p>}
      {put && put.length > 0 ? <Put form={form} put={put} timeNow={timeNow} /> : null}
      {followUps.length > 0 ? <FollowUps form={form} number={number} followUps={followUps} /> : null}
    </>
  )
}

type FollowUpsProps = { form: DraftForm; number: number; followUps: readonly string[] }

/** A tick stays with its follow-up when the next question is asked: the boxes of the others are not on the page then. */
function FollowUps({ form, number, followUps }: FollowUpsProps) {
  const asked = useWatch({ control: form.control, name: 'probes' }) ?? []
  const tick = (id: string, on: boolean) => {
    const others = form.getValues('probes').filter((one) => one !== id)
    form.setValue('probes', on ? [...others, id] : others, { shouldDirty: true })
  }
  return (
    <fieldset className="live-now__then">
      <legend className="label">Follow-ups, in this order</legend>
      {followUps.map((probe, at) => {
        const id = `${number}.${at + 1}`
        return (
          <Check
            key={id}
            checked={asked.includes(id)}
            onChange={(event) => tick(id, event.target.checked)}
            label={probe}
          />
        )
      })}
    </fieldset>
  )
}

/** Words of the prompt of which one is put; a fact keeps the time at which it was told. */
function Put({ form, put, timeNow }: { form: DraftForm; put: readonly PutView[]; timeNow: () => string }) {
  return (
    <fieldset className="live-now__then">
      <legend className="label">{put.length > 1 ? 'Put the one that fits' : 'In the words of the prompt'}</legend>
      {put.map(({ id, when, say }) =>
        id === '' ? (
          <p key={`${when} ${say}`} className="probes__put">
            <span className="quiet">{lineStart(when)}:</span> {say}
          </p>
        ) : (
          <TellBox key={id} form={form} id={id} name={lineStart(when)} words={say} timeNow={timeNow} open />
        ),
      )}
    </fieldset>
  )
}

type TellProps = { form: DraftForm; id: string; name: string; words: string; timeNow: () => string; open?: boolean }

/** Something that is told, with a mark and the time once it was; its words are in sight from then on, or before. */
export function TellBox({ form, id, name, words, timeNow, open = false }: TellProps) {
  const told = useWatch({ control: form.control, name: 'told' }) ?? {}
  const at = told[id]
  const tick = (on: boolean) => {
    const { [id]: _dropped, ...rest } = form.getValues('told')
    form.setValue('told', on ? { ...rest, [id]: timeNow() } : rest, { shouldDirty: true })
  }
  return (
    <label className="check">
      <input type="checkbox" checked={at !== undefined} onChange={(event) => tick(event.target.checked)} />
      <span>
        {name}
        {open || at !== undefined ? <span className="check__note">{words}</span> : null}
      </span>
      {at ? <span className="check__when small">told {at}</span> : null}
    </label>
  )
}
