import { gateSentence } from '~/components/kit/gates'
import { openGates, stillHeldBack } from '~/domain/kit/guide-steps'
import type { GateView, InterviewView } from '~/domain/kit/views'

type HoldBackProps = { interview: InterviewView; question: number; minute: number | null }

/** What must not be said yet, and which level would be lost by it. What no longer matters has gone. */
export function HoldBack({ interview, question, minute }: HoldBackProps) {
  const sentences = stillHeldBack(interview.neverAsk, question, minute)
  const gates = openGates(interview.gates, question, minute)
  if (sentences.length + gates.length === 0) return null
  return (
    <section className="never live-hold" aria-labelledby="live-hold">
      <h3 className="h3" id="live-hold">
        Not yet
      </h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <strong>{sentence}</strong>
          </li>
        ))}
        {gates.map((gate) => (
          <li key={`${gate.question} ${gate.criterionId} ${gate.from}`}>
            {gate.say} <span className="quiet">{lossOf(gate)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const lossOf = (gate: GateView) => `Minutes ${gate.from}–${gate.until}. ${gateSentence(gate)}`
