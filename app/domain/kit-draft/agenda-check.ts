import { agendaMistakes, agendaQuestions, questionsNamed } from '../kit/check-guide'
import { questionTimes } from '../kit/check-timing'
import { inOrder, readSpan, spanName, type Span } from './agenda'

/** An agenda and the minutes of the questions as a page holds them while they are typed. */
export type TypedAgenda = {
  minutes: string
  entries: readonly { key: string; name: string; text: string }[]
  questions: readonly { minutes: string; wait: string }[]
}

export type AgendaSection = Span & { text: string; questions: number[]; taken: number | null }
export type CheckedAgenda = {
  minutes: number
  sections: AgendaSection[]
  /** What is wrong, by the rules of `npm run kits`, in the order of the interview. */
  problems: string[]
}

/** The sections of an agenda with what their questions take, and what is wrong with its minutes. */
export function checkAgenda({ minutes, entries, questions }: TypedAgenda): CheckedAgenda {
  const unread = entries.filter(({ name }) => !readSpan(name))
  const asked = questions.map((one) => ({ ask: '', ...timesOf(one) }))
  const spans = inOrder(entries.flatMap(({ key, name }) => spanOf(key, name)))
  const textOf = new Map(entries.map(({ key, text }) => [key, text]))
  const sections = spans.map((span): AgendaSection => {
    const text = textOf.get(span.key) ?? ''
    const named = [...new Set(questionsNamed(text))].filter((number) => number <= asked.length)
    const times = named.flatMap((number) => asked[number - 1]?.minutes ?? [])
    const taken = times.length === named.length && named.length > 0 ? times.reduce((sum, one) => sum + one, 0) : null
    return { ...span, text, questions: named, taken }
  })
  const interview = {
    minutes: Number(minutes) || 0,
    agenda: Object.fromEntries(sections.map((one) => [spanName(one), one.text])),
    questions: asked,
  }
  const problems = [
    ...unread.map(({ name }) => `“${name}” says no minutes; expected minutes from and to, such as 5-12.`),
    ...agendaMistakes(interview),
    ...[...agendaQuestions(interview), ...questionTimes(interview)].map(({ path, message }) =>
      path[0] === 'agenda' ? `${String(path[1])}: ${message}` : message,
    ),
  ]
  return { minutes: interview.minutes, sections, problems: [...new Set(problems)] }
}

const spanOf = (key: string, name: string): Span[] => {
  const span = readSpan(name)
  return span ? [{ key, ...span }] : []
}

const timesOf = ({ minutes, wait }: { minutes: string; wait: string }) => ({
  ...(Number(minutes) > 0 ? { minutes: Number(minutes) } : {}),
  ...(Number(wait) > 0 ? { wait: Number(wait) } : {}),
})
