import type { Kit, KitInterview, Prompt } from './schema'

type Mistake = { path: PropertyKey[]; message: string }

/** An interview has no more questions than this; what a text names beyond as many is not counted through. */
const MOST_QUESTIONS = 1_000

/** Numbers of the questions that a text names: "question 4", "questions 3 to 5", "questions 1, 2 and 6". */
export function questionsNamed(text: string): number[] {
  const numbers: number[] = []
  for (const [, list = ''] of text.matchAll(/\bquestions? (\d+(?:(?:, | and | to )\d+)*)/gi))
    for (const part of list.split(/, | and /)) {
      const [from = 0, to = from] = part.split(' to ').map(Number)
      const length = Math.min(Math.max(0, to - from) + 1, MOST_QUESTIONS - numbers.length)
      for (let step = 0; step < length; step++) numbers.push(from + step)
    }
  return numbers
}

/** Sentences on an agenda that leaves a gap, overlaps or does not end with the interview. */
export function agendaMistakes(interview: Pick<KitInterview, 'agenda' | 'minutes'>): string[] {
  let reached = 0
  for (const span of Object.keys(interview.agenda)) {
    const [from = 0, to = 0] = span.split('-').map(Number)
    if (from !== reached)
      return [`"${span}" begins at minute ${from}, but minute ${reached} is where the entry above ends.`]
    if (to <= from) return [`"${span}" ends before it begins.`]
    reached = to
  }
  return reached === interview.minutes
    ? []
    : [`The agenda ends at minute ${reached}, the interview at ${interview.minutes}.`]
}

/** An agenda that numbers questions has to leave time for each of them, and names none that the guide does not have. */
export function agendaQuestions(interview: Pick<KitInterview, 'agenda' | 'questions'>): Mistake[] {
  const entries = Object.entries(interview.agenda)
  const named = new Set(entries.flatMap(([, text]) => questionsNamed(text)))
  if (named.size === 0) return []
  const count = interview.questions.length
  const missing = interview.questions.map((_, index) => index + 1).filter((number) => !named.has(number))
  return [
    ...entries.flatMap(([span, text]) =>
      questionsNamed(text)
        .filter((number) => number > count)
        .slice(0, 1)
        .map((number) => ({
          path: ['agenda', span],
          message: `This names question ${number}, but the interview has ${count}.`,
        })),
    ),
    ...missing.map((number) => ({
      path: ['questions', number - 1],
      message: `The agenda has no time for question ${number}; name it in one of its entries.`,
    })),
  ]
}

/** What does not fit between a prompt and the interviews that ask for its kind. */
export function promptFit(kit: Pick<Kit, 'interviews'>, prompt: Prompt): Mistake[] {
  const asking = kit.interviews.filter((interview) => interview.prompts?.kind === prompt.kind)
  if (asking.length === 0) return []
  const rated = new Set(asking.flatMap(({ focus }) => focus))
  const names = asking.map(({ id }) => `"${id}"`).join(' or ')
  const minutes = Math.max(...asking.map((interview) => interview.minutes))
  const planned = (prompt.stage_minutes ?? []).reduce((sum, each) => sum + each, 0)
  const count = Math.max(...asking.map(({ questions }) => questions.length))
  const beyond = (path: PropertyKey[], text: string) =>
    questionsNamed(text)
      .filter((number) => number > count)
      .slice(0, 1)
      .map((number) => ({ path, message: `This names question ${number}, but ${names} has ${count}.` }))
  return [
    ...prompt.rates.flatMap((criterion, index) =>
      rated.has(criterion)
        ? []
        : [
            {
              path: ['rates', index],
              message: `"${criterion}" is not in the focus of ${names}, which asks this prompt.`,
            },
          ],
    ),
    ...(planned > minutes
      ? [{ path: ['stage_minutes'], message: `The stages take ${planned} minutes, the interview has ${minutes}.` }]
      : []),
    ...(prompt.parts ?? []).flatMap(({ script }, part) =>
      script.flatMap(({ when }, line) => beyond(['parts', part, 'script', line, 'when'], when)),
    ),
    ...Object.entries(prompt.facts ?? {}).flatMap(([id, text]) =>
      beyond(['facts', id], /^\[([^\]]+)\]/.exec(text)?.[1] ?? ''),
    ),
  ]
}
