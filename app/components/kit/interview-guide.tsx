import { Level } from '~/components/ui/level'
import { Note } from '~/components/ui/message'
import type { InterviewView } from '~/domain/kit/views'
import { AgendaStrip } from './agenda-strip'
import { Gates, NeverAsk } from './gates'
import { PromptLines } from './prompt-lines'
import { durationOf, waitOf } from './question-time'

/** How an interview is run: purpose, time, opening, questions with probes, help, what answers sound like, closing. */
export function GuideChapter({ interview, children }: { interview: InterviewView; children?: React.ReactNode }) {
  const minutesOf = (question: number) => interview.agenda.find(({ questions }) => questions.includes(question))
  return (
    <>
      <NeverAsk sentences={interview.neverAsk} />
      <div className="prose">
        <p>{interview.purpose}</p>
      </div>
      <AgendaStrip interview={interview} />
      <Gates gates={interview.gates} />
      <dl className="terms">
        <dt>rates</dt>
        <dd>{interview.focus.map(({ name }) => name).join(', ')}</dd>
        {interview.leaveAlone.length > 0 ? (
          <>
            <dt>does not rate</dt>
            <dd>
              <ul className="plainlist">
                {interview.leaveAlone.map(([what, why]) => (
                  <li key={what}>
                    {what}: {why}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
      </dl>
      <h3 className="h3 kit__sub">Opening, read aloud</h3>
      <blockquote className="script">{interview.opening}</blockquote>
      {children}
      <h3 className="h3 kit__sub">Questions</h3>
      <ol className="qs">
        {interview.questions.map(({ ask, followUps, minutes, wait, put }, at) => {
          const slot = minutesOf(at + 1)
          return (
            <li key={ask}>
              <p className="qs__ask">
                {slot ? (
                  <span className="qs__min">
                    {slot.from}–{slot.to}
                    {minutes === null ? '' : `, ${durationOf(minutes)}`}
                  </span>
                ) : null}
                {wait === null ? null : <span className="qs__wait">{waitOf(wait)} </span>}
                {ask}
              </p>
              <PromptLines put={put} />
              {followUps.length > 0 ? (
                <ul className="qs__then">
                  {followUps.map((probe) => (
                    <li key={probe}>{probe}</li>
                  ))}
                </ul>
              ) : null}
            </li>
          )
        })}
      </ol>
      {interview.help ? (
        <Note className="kit__note">
          <b>Help.</b> {interview.help.free} <b>Hints.</b> {interview.help.hints}
        </Note>
      ) : null}
      <SoundsLike sounds={interview.soundsLike} />
      <h3 className="h3 kit__sub">Closing</h3>
      <p className="prose">{interview.closing}</p>
    </>
  )
}

function SoundsLike({ sounds }: { sounds: InterviewView['soundsLike'] }) {
  return (
    <>
      <h3 className="h3 kit__sub">Examples of answers</h3>
      {sounds.text ? <p className="prose">{sounds.text}</p> : null}
      {sounds.criteria.map(({ id, name, levels }) => (
        <section key={id} aria-label={`${name}: what answers sound like`}>
          <h4 className="label kit__sub">{name}</h4>
          <div className="anchors" role="list">
            {levels.map(({ level, text }) => (
              <div className="anchor" role="listitem" key={level}>
                <div>
                  <Level level={level} small />
                </div>
                <p>{text}</p>
              </div>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}
