import { GAP, levels } from '../kit/schema'
import { agendaSpans } from './agenda'
import { at, itemsAt, textAt, type Block, type Node, type Path } from './content'

const gap = (what: string) => `${GAP}${what}`
const LISTS_OF_TEXTS = new Set(['focus', 'red_flags', 'before', 'watch_for', 'looked_for'])

/** What a new item of an interview, or a part of it that may be missing, begins as; undefined where there is none. */
export function interviewTemplate(path: Path, content: Block): unknown {
  const [list, key = '', part = '', inner] = path
  if (list !== 'interviews') return undefined
  const interview = at(content, ['interviews', key])
  if (LISTS_OF_TEXTS.has(path.at(-1) ?? '')) return ''
  if (part === 'sounds_like') return soundsLike(interview, inner)
  if (path.length > 3) return undefined
  switch (part) {
    case 'agenda':
      return nextEntry(interview)
    case 'questions':
      return newQuestion(interview)
    case 'gates':
      return newGate(interview)
    case 'help':
      return { free: gap('help that costs nothing.'), hints: gap('when hints may come, and in which order.') }
    case 'prompts':
      return { kind: textAt(itemsAt(content, ['prompts'])[0]?.[1], ['kind']), pick: 1 }
    case 'for_candidate':
      return {
        what_happens: gap('what happens in the interview, said to the candidate.'),
        looked_for: focusOf(interview).map(() => gap('what is looked for, one sentence for each criterion.')),
        prepare: gap('what to prepare, or that nothing is needed.'),
        good_to_know: gap('what is fine to do, and what is never rated.'),
      }
    case 'first_time':
      return {
        before: [gap('what to do the day before.')],
        watch_for: [gap('a mistake that first-time interviewers make.')],
        example: gap('part of an interview, each line with its speaker: “Interviewer: …”, “Candidate: …”.'),
        levels: {},
      }
    default:
      return undefined
  }
}

const focusOf = (interview: Node | undefined): string[] =>
  itemsAt(interview, ['focus']).flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : []))

const fourTexts = (id: string) =>
  Object.fromEntries(levels.map((level) => [level, gap(`what level ${level} of ${id} sounds like.`)]))

/** Texts of one criterion, or the other of the two forms: one sentence, or texts for each criterion of the focus. */
function soundsLike(interview: Node | undefined, criterion: string | undefined): unknown {
  if (criterion !== undefined) return fourTexts(criterion)
  if (typeof at(interview, ['sounds_like']) !== 'string') return gap('where it is written what levels sound like.')
  return Object.fromEntries(focusOf(interview).map((id) => [id, fourTexts(id)]))
}

const NEW_ENTRY_MINUTES = 5

/** An entry after the last one. */
function nextEntry(interview: Node | undefined) {
  const end = Math.max(0, ...agendaSpans(interview).map(({ to }) => to))
  return { name: `${end}-${end + NEW_ENTRY_MINUTES}`, value: '' }
}

function newQuestion(interview: Node | undefined) {
  const timed = itemsAt(interview, ['questions']).some(([, question]) => textAt(question, ['minutes']) !== '')
  return { ask: gap('the question.'), ...(timed ? { minutes: 5 } : {}), follow_ups: [] }
}

const newGate = (interview: Node | undefined) => ({
  from: 0,
  until: 5,
  question: 1,
  criterion: focusOf(interview)[0] ?? '',
  closes: { mid: 3, senior: 3, staff: 3 },
  say: gap('what the interviewer holds back, and until when.'),
})
