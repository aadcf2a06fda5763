import { GAP } from '../kit/schema'
import { idOf } from '../kit/draft-kit'
import { encode, itemsAt, textAt, type Block, type Node } from './content'
import { freeId } from './form'
import type { AddCase, AddPrompt } from './prompt-forms'

const idFor = (content: Block, list: string, name: string, fallback: string) =>
  freeId(content, [list], idOf(name, fallback))

/** A prompt that somebody begins: what every prompt needs, with its texts still to be written. */
export function newPrompt(content: Block, { name, kind }: Pick<AddPrompt, 'name' | 'kind'>): Node {
  const prompt = {
    id: idFor(content, 'prompts', name, 'new-prompt'),
    name,
    kind,
    rates: [''],
    candidate_text: `${GAP}what the candidate reads.`,
    handed_out: [],
    on_request: [],
  }
  return encode(prompt, '')
}

/** A calibration case that somebody begins, with a level still to be given for each criterion of its interview. */
export function newCase(content: Block, { name, interview, seniority }: Omit<AddCase, 'clientKey'>): Node {
  const [, chosen] = itemsAt(content, ['interviews']).find(([, one]) => textAt(one, ['id']) === interview) ?? []
  const focus = itemsAt(chosen, ['focus']).flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : []))
  const found = {
    id: idFor(content, 'calibration_cases', name, 'new-case'),
    name,
    of: { interview, seniority, difficulty: 'clear' },
    transcript: `${GAP}the transcript.`,
    levels: Object.fromEntries(focus.map((id) => [id, { level: '', because: `${GAP}the reason for the level.` }])),
  }
  return encode(found, '')
}

/** The kinds of prompts that interviews of the draft ask for, each with the interviews that do. */
export function kindsOf(content: Block): { kind: string; interviews: { key: string; name: string }[] }[] {
  const kinds = new Map<string, { key: string; name: string }[]>()
  for (const [key, interview] of itemsAt(content, ['interviews'])) {
    const kind = textAt(interview, ['prompts', 'kind'])
    if (kind === '') continue
    const name = textAt(interview, ['name']) || textAt(interview, ['id'])
    kinds.set(kind, [...(kinds.get(kind) ?? []), { key, name }])
  }
  return [...kinds].map(([kind, interviews]) => ({ kind, interviews }))
}
