import { useWatch } from 'react-hook-form'
import type { LiveInterview } from '~/domain/interview/live'
import { lineStart } from '~/components/kit/prompt-lines'
import type { DraftForm } from '../scorecard/draft-form'
import { TellBox } from './step-now'

type OnRequestProps = { form: DraftForm; prompts: LiveInterview['prompts']; timeNow: () => string }

/** Hidden facts, each with a mark and the time once it was told. */
export function OnRequest({ form, prompts, timeNow }: OnRequestProps) {
  const told = useWatch({ control: form.control, name: 'told' }) ?? {}
  const facts = prompts.flatMap((prompt) => prompt.facts)
  if (facts.length === 0) return null
  return (
    <section aria-labelledby="live-facts" id="facts">
      <div className="pane__title">
        <h2 className="h3" id="live-facts" tabIndex={-1}>
          Tell when asked
        </h2>
        <span className="small faint">
          {facts.filter(({ id }) => told[id] !== undefined).length}&nbsp;of {facts.length} told
        </span>
      </div>
      <ul className="reveal">
        {facts.map(({ id, subject, answer }) => (
          <li key={id}>
            <TellBox form={form} id={id} name={subject} words={answer} timeNow={timeNow} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom the interviewer plays: what the part wants, and its lines. */
export function Parts({ prompts }: Pick<OnRequestProps, 'prompts'>) {
  const parts = prompts.flatMap((prompt) => prompt.parts)
  if (parts.length === 0) return null
  return (
    <section aria-labelledby="live-parts">
      <h2 className="h3" id="live-parts">
        Parts to play
      </h2>
      {parts.map(({ who, wants, script }) => (
        <details key={who} className="live-part">
          <summary>{who}</summary>
          <p className="quiet">{wants}</p>
          <dl className="terms">
            {script.map(({ when, say }) => [<dt key={when}>{lineStart(when)}</dt>, <dd key={`${when} say`}>{say}</dd>])}
          </dl>
        </details>
      ))}
    </section>
  )
}
