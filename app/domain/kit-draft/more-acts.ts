import type { Change } from './change'
import { at, isBlock, isItems, itemsAt, textAt, type Block, type Path } from './content'
import { freeId, type Acted } from './form'

/**
 * What a button of the editor does beside adding, moving and removing: `duplicate` puts a copy behind an item, `hand` moves an
 * exhibit to the other moment at which it is handed over.
 */
const ACTS = ['duplicate', 'hand'] as const
type MoreAct = { act: (typeof ACTS)[number]; path: string[] }

const STEP = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/

export const moreAct = {
  duplicate: (path: Path) => `duplicate:${path.join('/')}`,
  hand: (path: Path) => `hand:${path.join('/')}`,
}

export function moreActOf(text: string): MoreAct | null {
  const [name, place = ''] = text.split(':')
  const act = ACTS.find((one) => one === name)
  const path = place.split('/')
  return act && path.every((step) => STEP.test(step)) ? { act, path } : null
}

const GONE = 'This is not there any more: somebody else removed it. Load the page again.'

/** The changes that such an act makes of a content. */
export function moreChanges(content: Block, { act, path }: MoreAct, newKey: string): Acted {
  switch (act) {
    case 'duplicate':
      return duplicate(content, path, newKey)
    case 'hand':
      return hand(content, path)
  }
}

function duplicate(content: Block, path: string[], newKey: string): Acted {
  const [list, key = ''] = [path.slice(0, -1), path.at(-1)]
  const item = at(content, path)
  if (!isItems(at(content, list)) || item === undefined || item === null) return { problem: GONE }
  const copy = isBlock(item) ? renamed(content, list, item) : item
  return { changes: [{ op: 'add', path: list, key: newKey, item: copy, behind: key }], key: newKey }
}

/** A part has an id that no other one has, and a name by which the two are told apart. */
function renamed(content: Block, list: string[], item: Block): Block {
  const copy: Block = { ...item }
  const name = textAt(item, ['name'])
  if (name !== '') copy.name = `${name} (copy)`
  const id = textAt(item, ['id'])
  if (id !== '') copy.id = freeId(content, list, `${id.slice(0, 80)}-copy`)
  return copy
}

/** The two moments at which exhibits are handed over. */
export const MOMENTS = ['handed_out', 'on_request'] as const
export type Moment = (typeof MOMENTS)[number]
export const isMoment = (text: string | undefined): text is Moment => MOMENTS.some((one) => one === text)
export const otherMoment = (moment: Moment): Moment => (moment === 'handed_out' ? 'on_request' : 'handed_out')

function hand(content: Block, path: string[]): Acted {
  const [kind, prompt = '', moment, key = ''] = path
  const item = at(content, path)
  if (kind !== 'prompts' || path.length !== 4 || !isMoment(moment) || !isBlock(item)) return { problem: GONE }
  const from = ['prompts', prompt, moment]
  const to = ['prompts', prompt, otherMoment(moment)]
  const keys = itemsAt(content, from).map(([one]) => one)
  const taken = itemsAt(content, to).map(([one]) => one)
  let free = key
  for (let count = 2; taken.includes(free); count++) free = `${key.slice(0, 60)}-${count}`
  const changes: Change[] = [
    { op: 'remove', path: from, key, item, behind: keys[keys.indexOf(key) - 1] ?? null },
    { op: 'add', path: to, key: free, item, behind: taken.at(-1) ?? null },
  ]
  return { changes, key: free }
}
