import { draftedParts } from '../kit/draft-kit'
import { GAP, levels } from '../kit/schema'
import { freeId } from './form'
import { textAt, type Block, type Path } from './content'

const LISTS_OF_TEXTS = new Set([
  'looks_like',
  'does_not_mean',
  'evidence',
  'never_ask',
  'follow_ups',
  'wrong_turns',
  'refutes',
  'strong_order',
])
const ENTRIES = new Set(['terms', 'leave_alone', 'agenda', 'columns', 'facts'])

/** What a new item of a list begins as, with everything that is still to be written marked; undefined where none can be added. */
export function templateOf(path: Path, content: Block): unknown {
  const list = path.at(-1) ?? ''
  if (path.length === 1) return wholePart(list, content)
  if (LISTS_OF_TEXTS.has(list)) return ''
  if (ENTRIES.has(list)) return { name: '', value: '' }
  if (list === 'questions') return { ask: `${GAP}the question.`, follow_ups: [] }
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
    id: freeId(content, list, `new-${(name ?? 'part').replace(' ', '-')}`),
    name: `${GAP}the name of the ${name}.`,
    ...(list === 'interviews' ? { focus: [], red_flags: [] } : {}),
  }
}
