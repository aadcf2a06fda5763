import type { GateView, InterviewView } from '~/domain/kit/views'

/** What must not be said, in bold, before everything else of a guide. */
export function NeverAsk({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <section className="never" aria-label="What not to ask">
      <h3 className="h3">What not to ask</h3>
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
export const gateSentence = ({ question, level, criterion, atEnd }: GateView): string =>
  `${atEnd ? 'The end of' : 'Asking'} question ${question} closes ${levelsFrom(level)} of ${criterion}, unless shown before.`

type GatesProps = {
  gates: InterviewView['gates']
  /** The minute of a running interview, in which the gates to mind now stand out. */
  minute?: number | null
  /** Beside a scorecard, where there is little room. */
  compact?: boolean
}

/** One line a gate: the minutes to mind it, what to do, and which level it decides. */
export function Gates({ gates, minute = null, compact = false }: GatesProps) {
  if (gates.length === 0) return null
  return (
    <section className="gates" aria-label="Questions to hold back">
      <h3 className="h3">Questions to hold back</h3>
      <ol className="gates__list">
        {gates.map((gate) => {
          const now = minute !== null && minute >= gate.from && minute < gate.until
          return (
            <li key={`${gate.from} ${gate.question} ${gate.criterion}`} aria-current={now ? 'step' : undefined}>
              <span className="gates__time">
                {gate.from}–{gate.until}
              </span>
              <span>
                {compact ? null : <b>Before minute {gate.until}: </b>}
                {gate.say}{' '}
                <span className="quiet">
                  {compact ? gateSentence(gate).replace(', unless shown before', '') : gateSentence(gate)}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
