import { Link } from '@remix-run/react'
import { useWatch } from 'react-hook-form'
import { Check } from '~/components/ui/choice'
import { Icon } from '~/components/ui/icon'
import type { FactView, InterviewView } from '~/domain/kit/views'
import { paths } from '~/paths'
import { Gates, NeverAsk } from '../kit/gates'
import { PromptLines } from '../kit/prompt-lines'
import { durationOf, waitOf } from '../kit/question-time'
import { clockTime } from './clock-time'
import type { DraftForm } from './draft-form'

type GuidePaneProps = {
  form: DraftForm
  interview: InterviewView
  interviewId: number
  facts: readonly FactView[]
  timeZone: string
  /** Minutes since the interview began; null where it has no time. */
  minute: number | null
}

/** The hour at a glance: where it stands now, its questions with their probes, and what to tell only when asked. */
export function GuidePane({ form, interview, interviewId, facts, timeZone, minute }: GuidePaneProps) {
  return (
    <aside className="pane pane--agenda" id="guide" aria-label="Interview guide">
      <div className="pane__title">
        <h2 className="h3">Guide</h2>
        <Link className="small" to={paths.interview(interviewId)} target="_blank">
          Whole guide
        </Link>
      </div>
      <NeverAsk sentences={interview.neverAsk} />
      <Gates gates={interview.gates} minute={minute} compact />
      <ol className="agenda">
        {interview.agenda.map((step) => {
          const done = minute !== null && minute >= step.to && minute < interview.minutes + 240
          const now = minute !== null && minute >= step.from && minute < step.to
          return (
            <li key={step.from} className={done ? 'is-done' : undefined} aria-current={now ? 'step' : undefined}>
              <span className="agenda__time">
                {step.from}–{step.to}
              </span>
              <span>
                {now && step.questions.length === 1 ? `Question ${step.questions[0]}` : step.text}
                {done ? <Icon name="tick" /> : null}
              </span>
              {step.questions.length > 0 ? (
                <details className="probes" open={now}>
                  <summary className="small">{step.questions.length > 1 ? 'Questions and probes' : 'Probes'}</summary>
                  {step.questions.map((number) => (
                    <Question
                      key={number}
                      form={form}
                      number={number}
                      question={interview.questions[number - 1]}
                      aloud={now || step.questions.length > 1}
                    />
                  ))}
                </details>
              ) : null}
            </li>
          )
        })}
      </ol>
      {facts.length > 0 ? <Facts form={form} facts={facts} timeZone={timeZone} /> : null}
    </aside>
  )
}

type QuestionProps = { form: DraftForm; number: number; question?: InterviewView['questions'][number]; aloud: boolean }

function Question({ form, number, question, aloud }: QuestionProps) {
  if (!question) return null
  const { ask, minutes, wait } = question
  return (
    <>
      {aloud || wait !== null ? (
        <p className="probes__ask">
          {wait === null ? '' : `${waitOf(wait)} `}“{ask}”{minutes === null ? '' : ` (${durationOf(minutes)})`}
        </p>
      ) : null}
      <PromptLines put={question.put} />
      {question.followUps.map((probe, at) => (
        <Check key={probe} {...form.register('probes')} value={`${number}.${at + 1}`} label={probe} />
      ))}
    </>
  )
}

/** Told facts keep the time; what they say appears with the tick. */
type FactsProps = { form: DraftForm; facts: readonly FactView[]; timeZone: string }

function Facts({ form, facts, timeZone }: FactsProps) {
  const told = useWatch({ control: form.control, name: 'told' }) ?? {}
  const count = facts.filter(({ id }) => told[id]).length
  const tick = (id: string, on: boolean) => {
    const { [id]: _dropped, ...rest } = form.getValues('told')
    form.setValue('told', on ? { ...rest, [id]: clockTime(timeZone) } : rest, { shouldDirty: true })
  }
  return (
    <>
      <div className="pane__title pane__title--next">
        <h2 className="h3">Tell when asked</h2>
        <span className="small faint">
          {count}&nbsp;of {facts.length} told
        </span>
      </div>
      <ul className="reveal">
        {facts.map(({ id, subject, answer: words }) => (
          <li key={id}>
            <label className="check">
              <input type="checkbox" checked={Boolean(told[id])} onChange={(event) => tick(id, event.target.checked)} />
              <span>
                {subject}
                {told[id] ? <span className="check__note">{words}</span> : null}
              </span>
              <span className="check__when small">{told[id]}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
