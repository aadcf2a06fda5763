import type { InterviewView, PromptView, PutView } from './views'

/** What a prompt says at the questions of its interview. */
export type PromptWords = Pick<PromptView, 'facts' | 'stages' | 'parts'>
type Question = InterviewView['questions'][number]

/** A sentence of the guide in whose place words of the prompt stand: "The failure question of the prompt, …". */
const STANDS_FOR_WORDS = /\bprompt\b|\bof the script\b/i
const FIRST_SENTENCE = /^.*?[.?!]["”)]?(?=\s|$)/s

/**
 * The interview with the words of the prompts in use at the questions that ask for them, so that nobody looks them up
 * while a candidate waits. A fact belongs to the question that its subject names ("asked of everybody as question 7"), a
 * line of a script to the one that it names or that names it ("the objection of the script"), a stage to the one that
 * quotes its name. What names none stays as it is.
 */
export function withPromptWords(interview: InterviewView, prompts: readonly PromptWords[]): InterviewView {
  if (prompts.length === 0) return interview
  return {
    ...interview,
    questions: interview.questions.map((question, at) => {
      const stage = prompts.map((prompt) => stageAt(prompt, question)).find((one) => one !== undefined)
      if (stage) return withStage(question, stage)
      const put = prompts.flatMap((prompt) => [...factsAt(prompt, at + 1), ...linesAt(prompt, question, at + 1)])
      return withLines(question, put, prompts)
    }),
  }
}

/** The facts that are told when their subject is asked about, without those that belong to a question. */
export const factsOnRequest = (facts: PromptWords['facts']): PromptWords['facts'] =>
  facts.filter(({ subject }) => questionOfFact(subject) === null)

const numberIn = (text: string, pattern: RegExp) => {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}
const questionOfFact = (subject: string) => numberIn(subject, /\b(?:as|at) question (\d+)\b/)

const factsAt = ({ facts }: PromptWords, number: number): PutView[] =>
  facts
    .filter(({ subject }) => questionOfFact(subject) === number)
    .map(({ id, subject, answer }) => ({ id, when: subject.split(/[,:] /)[0] ?? subject, say: answer }))

/** How a guide names a line of a script: "the misreading", "the parting question", "first sentence". */
function nameOf(when: string): string | null {
  if (when === 'opening') return 'first sentence'
  return /\(([^()]+)\)$/.exec(when.trim())?.[1]?.replace(/^the /i, '') ?? null
}

const names = (text: string, name: string) =>
  new RegExp(`(?:^|\\W)(?:the )?${escaped(name)} of the script`, 'i').test(text)
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function linesAt({ parts }: PromptWords, { ask }: Question, number: number): PutView[] {
  return parts.flatMap(({ script }) =>
    script.flatMap(({ when, say }) => {
      const name = nameOf(when)
      const named = numberIn(when, /^question (\d+)\b/)
      if (named === null ? !(name && names(ask, name)) : named !== number) return []
      return [{ id: '', when: when.replace(/^question \d+,?\s*/, '').replace(/^\((.*)\)$/, '$1') || when, say }]
    }),
  )
}

/** By its name in quotes, or by what it hands over: "(Read out the limit card …)" for a stage that begins "Limit card:". */
function stageAt({ stages }: PromptWords, { ask }: Question) {
  return stages.find(({ name, ask: words }) => {
    if (new RegExp(`stage ["“]${escaped(name)}["”]`).test(ask)) return true
    const handed = /^([A-Z][a-z]+(?: [a-z]+)?): /.exec(words)?.[1]
    return (
      Boolean(handed && new RegExp(`\\(read (?:out )?the ${escaped(handed)}\\b`, 'i').test(ask)) || isFinding(name, ask)
    )
  })
}

const isFinding = (name: string, ask: string) =>
  name.toLowerCase() === 'the finding' && /\(read the finding in the words of the prompt\)/i.test(ask)

function withStage(question: Question, stage: PromptWords['stages'][number]): Question {
  const extra = /with its follow-ups/i.test(question.ask) ? stage.followUps : []
  const followUps = [...question.followUps, ...extra.filter((one) => !question.followUps.includes(one))]
  return { ...question, ask: stage.ask, direction: question.ask, followUps }
}

function withLines(question: Question, put: PutView[], prompts: readonly PromptWords[]): Question {
  const followUps = question.followUps.map((probe) => withRepeated(probe, prompts))
  const sentence = FIRST_SENTENCE.exec(question.ask)?.[0] ?? question.ask
  const [only, ...others] = put
  if (!only || !STANDS_FOR_WORDS.test(sentence)) return { ...question, followUps, put }
  const rest = question.ask.slice(sentence.length).trim()
  if (others.length > 0) return { ...question, followUps, put }
  return { ...question, ask: [only.say, rest].filter(Boolean).join(' '), direction: sentence, followUps, put: [] }
}

/** "(The repeated objection, as soon as the first answer is over.)", with the words of that line. */
function withRepeated(probe: string, prompts: readonly PromptWords[]): string {
  if (!probe.startsWith('(')) return probe
  const said = prompts.flatMap(({ parts }) =>
    parts.flatMap(({ script }) =>
      script.filter(({ when }) => {
        const name = nameOf(when)
        return name !== null && new RegExp(`\\bthe ${escaped(name)}\\b`, 'i').test(probe)
      }),
    ),
  )
  return said.length === 1 ? `${probe} ${said[0]?.say}` : probe
}
