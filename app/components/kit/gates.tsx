import type { GateView, InterviewView } from '~/domain/kit/views'

/** What must not be said, in bold, before everything else of a guide. */
export function NeverAsk({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <section className="never" aria-label="Never ask">
      <h3 className="h3">Never ask</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <strong>{sentence}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The levels that asking too early closes: "levels 2 to 4". */
const levelsFrom = (level: GateView['level']) =>
  level === 4 ? 'level 4' : level === 3 ? 'levels 3 and 4' : 'levels 2 to 4'

/** What asking the question of a gate does, at the seniority shown. */
export const gateSentence = ({ question, level, criterion }: GateView): string =>
  `Asking question ${question} closes ${levelsFrom(level)} of ${criterion}, unless shown before.`

/** One line a gate: the minutes to mind it, what to do, and which level it decides. */
export function Gates({ gates, minute = null }: { gates: InterviewView['gates']; minute?: number | null }) {
  if (gates.length === 0) return null
  return (
    <section className="gates" aria-label="Gates">
      <h3 className="h3">Mind these minutes</h3>
      <ol className="gates__list">
        {gates.map((gate) => {
          const now = minute !== null && minute >= gate.from && minute < gate.until
          return (
            <li key={`${gate.from} ${gate.question} ${gate.criterion}`} aria-current={now ? 'step' : undefined}>
              <span className="gates__time">
                {gate.from}–{gate.until}
              </span>
              <span>
                <b>Before minute {gate.until}:</b> {gate.say} <span className="quiet">{gateSentence(gate)}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
