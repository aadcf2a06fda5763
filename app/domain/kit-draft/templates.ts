import { draftedParts } from '../kit/draft-kit'
import { GAP, levels } from '../kit/schema'
import { freeId } from './form'
import { interviewTemplate } from './interview-templates'
import { PARTS } from './new-in-ours'
import { at, encode, isEntries, textAt, type Block, type Node, type Path } from './content'
import { promptTemplate } from './prompt-templates'

const LISTS_OF_TEXTS = new Set([
  'looks_like',
  'does_not_mean',
  'evidence',
  'never_ask',
  'follow_ups',
  'wrong_turns',
  'refutes',
  'strong_order',
  'source',
  'more',
  'less',
])
const ENTRIES = new Set(['terms', 'leave_alone', 'columns', 'facts'])

/**
 * What a new item of a list, or a part that may be missing, begins as, with everything that is still to be written marked;
 * undefined where nothing can be added.
 */
export function templateOf(path: Path, content: Block): Node | undefined {
  const ofPrompt = promptTemplate(path, content)
  if (ofPrompt !== undefined) return ofPrompt
  const template = described(path, content)
  return template === undefined ? undefined : encode(template, '')
}

function described(path: Path, content: Block): unknown {
  const list = path.at(-1) ?? ''
  if (path.length === 1 && PARTS.some((kind) => kind === list)) return wholePart(list, content)
  if (path.length === 1 && list === 'lines') return nextLine(content)
  const ofInterview = interviewTemplate(path, content)
  if (ofInterview !== undefined) return ofInterview
  if (LISTS_OF_TEXTS.has(list)) return ''
  if (ENTRIES.has(list)) return { name: '', value: '' }
  return undefined
}

function wholePart(list: string, content: Block): unknown {
  const skeleton = draftedParts(textAt(content, ['id']), 'New', {
    criteria: [{ name: 'New criterion', means: '', texts: new Map() }],
    scale: levels.map(String),
    repeated: [],
    ignored: [],
  })
  const drafted: Record<string, unknown[]> = Object.assign({}, ...Object.values(skeleton)) as Record<string, unknown[]>
  const [item] = drafted[list] ?? []
  if (typeof item !== 'object' || item === null) return undefined
  const { source: _, ...rest } = item as Record<string, unknown>
  const name = { criteria: 'criterion', red_flags: 'red flag', interviews: 'interview' }[list]
  return {
    ...rest,
    id: freeId(content, [list], `new-${(name ?? 'part').replace(' ', '-')}`),
    name: `${GAP}the name of the ${name}.`,
    ...(list === 'interviews' ? { focus: [], red_flags: [] } : {}),
  }
}

/** A line of the role after the others: the next number among those to look for. */
function nextLine(content: Block) {
  const lines = at(content, ['lines'])
  const names = new Set(isEntries(lines) ? lines['##'].map(([, { name }]) => name) : [])
  let number = 1
  const name = () => `100/${textAt(content, ['id'])}/look-for/${number}`
  while (names.has(name())) number++
  return { name: name(), value: '' }
}
