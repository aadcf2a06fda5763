import type { GateView, InterviewView } from './views'

/** One thing to say or do at a time while an interview is run. */
export type GuideStep = {
  kind: 'opening' | 'question' | 'section' | 'closing'
  /** The entry of the agenda that it belongs to. */
  section: number
  /** From 1; null where nothing is asked. */
  question: number | null
}

/**
 * The interview in the order in which it is run: the opening, each question, the closing. Sections of the agenda that
 * name no question are one step; questions that no section names follow the longest section.
 */
export function guideSteps({ agenda, questions }: Pick<InterviewView, 'agenda' | 'questions'>): GuideStep[] {
  const named = new Set(agenda.flatMap((section) => section.questions))
  const unnamed = questions.map((_, at) => at + 1).filter((number) => !named.has(number))
  const longest = Math.max(...agenda.map(({ from, to }) => to - from))
  const main = agenda.findIndex(({ from, to }) => to - from === longest)
  const last = agenda.length - 1
  return agenda.flatMap((entry, section): GuideStep[] => {
    const asked = entry.questions.filter((number) => number <= questions.length)
    const own = asked.map((question): GuideStep => ({ kind: 'question', section, question }))
    const more = section === main ? unnamed.map((question): GuideStep => ({ kind: 'question', section, question })) : []
    const kind = section === 0 ? 'opening' : section === last ? 'closing' : 'section'
    return [...(own.length > 0 ? own : [{ kind, section, question: null } as const]), ...more]
  })
}

/**
 * Which sentences of "what not to ask" still hold: one that names a question ends with it, one that names a minute with
 * that minute.
 */
export function stillHeldBack(sentences: readonly string[], question: number, minute: number | null): string[] {
  return sentences.filter((sentence) => {
    const until = /before question (\d+)/i.exec(sentence)?.[1]
    if (until) return question < Number(until)
    const within = /\b(?:before|until)\b.*\bquestion (\d+)/i.exec(sentence)?.[1]
    if (within) return question <= Number(within)
    const by = /before minute (\d+)/i.exec(sentence)?.[1]
    return !by || minute === null || minute < Number(by)
  })
}

/** The question of a step, or of the last one before it: what has been asked so far. */
export const questionReached = (steps: readonly GuideStep[], at: number): number =>
  Math.max(0, ...steps.slice(0, at + 1).map(({ question }) => question ?? 0))

/** The gates that are still to be minded: their question is not over, nor their minutes. */
export const openGates = (gates: readonly GateView[], question: number, minute: number | null): GateView[] =>
  gates.filter(
    (gate) =>
      (gate.atEnd ? question <= gate.question : question < gate.question) && (minute === null || minute < gate.until),
  )
