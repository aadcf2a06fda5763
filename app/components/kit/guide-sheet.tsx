import { factsOnRequest } from '~/domain/kit/prompt-words'
import type { CriterionView, InterviewView, PromptView } from '~/domain/kit/views'
import { gateSentence } from './gates'
import { lineStart } from './prompt-lines'
import { durationOf, waitOf } from './question-time'

type GuideSheetProps = {
  interview: InterviewView
  prompts: readonly Pick<PromptView, 'id' | 'name' | 'facts' | 'parts'>[]
  criteria: readonly Pick<CriterionView, 'id' | 'name'>[]
  /** Whose interview it is, and where. */
  about: readonly (string | null)[]
}

/** The interview on paper, two A4 pages: what the screen for running it says, in the same order. Shown in print only. */
export function GuideSheet({ interview, prompts, criteria, about }: GuideSheetProps) {
  const { neverAsk, gates, opening, help, questions, closing, agenda, minutes } = interview
  const slot = (number: number) => agenda.find((section) => section.questions.includes(number))
  return (
    <div className="sheet-print">
      <h1>{interview.name}</h1>
      <p>
        {[...about, `${minutes} min`, `rates ${criteria.map(({ name }) => name).join(', ')}`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {neverAsk.length + gates.length > 0 ? (
        <section>
          <h2>Not yet</h2>
          <ul>
            {neverAsk.map((sentence) => (
              <li key={sentence}>
                <b>{sentence}</b>
              </li>
            ))}
            {gates.map((gate) => (
              <li key={`${gate.from} ${gate.question} ${gate.criterionId}`}>
                {gate.from}–{gate.until}: {gate.say} {gateSentence(gate)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h2>Opening, read aloud</h2>
        <p className="sheet-print__say">{opening}</p>
        {help ? (
          <p>
            <b>Help.</b> {help.free} <b>Hints.</b> {help.hints}
          </p>
        ) : null}
      </section>
      <section>
        <h2>Questions</h2>
        {questions.map(({ ask, followUps, minutes: own, wait, put = [] }, at) => {
          const section = slot(at + 1)
          return (
            <div key={`${at} ${ask}`} className="sheet-print__q">
              <p className="sheet-print__say">
                <b>
                  {at + 1}
                  {section ? ` · ${section.from}–${section.to}` : ''}
                  {own === null ? '' : `, ${durationOf(own)}`}
                </b>{' '}
                {wait === null ? '' : `${waitOf(wait)} `}
                {ask}
              </p>
              {put.map(({ when, say }) => (
                <p key={`${when} ${say}`}>
                  ☐ <i>{lineStart(when)}:</i> {say}
                </p>
              ))}
              {followUps.length > 0 ? <p>{followUps.map((probe) => `☐ ${probe}`).join(' ')}</p> : null}
            </div>
          )
        })}
      </section>
      <Facts prompts={prompts} />
      <Parts prompts={prompts} />
      <section>
        <h2>Closing</h2>
        <p>{closing}</p>
      </section>
    </div>
  )
}

function Facts({ prompts }: Pick<GuideSheetProps, 'prompts'>) {
  const facts = prompts.flatMap((prompt) => factsOnRequest(prompt.facts))
  if (facts.length === 0) return null
  return (
    <section>
      <h2>Tell when asked: {prompts.map(({ name }) => name).join(', ')}</h2>
      {facts.map(({ id, subject, answer }) => (
        <p key={id}>
          ☐ <b>{lineStart(subject)}:</b> {answer}
        </p>
      ))}
    </section>
  )
}

function Parts({ prompts }: Pick<GuideSheetProps, 'prompts'>) {
  const parts = prompts.flatMap((prompt) => prompt.parts)
  if (parts.length === 0) return null
  return (
    <section>
      <h2>Parts to play</h2>
      {parts.map(({ who, wants, script }) => (
        <div key={who} className="sheet-print__q">
          <p>
            <b>{who}.</b> {wants}
          </p>
          {script.map(({ when, say }) => (
            <p key={`${when} ${say}`}>
              <i>{lineStart(when)}:</i> {say}
            </p>
          ))}
        </div>
      ))}
    </section>
  )
}
