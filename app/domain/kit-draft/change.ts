import { canonical } from '../kit/canonical'
import { at, isBlock, isEntries, isItems, type Entries, type Items, type Node, type Path } from './content'

/**
 * A change of a draft at the place that its path names. `before` is what its author saw there: where something else stands
 * now, the change is a conflict. `after` of a list's changes is the item it stands behind, null at the beginning.
 */
export type Change =
  | { op: 'set'; path: Path; before: Node; after: Node }
  | { op: 'add'; path: Path; key: string; item: Node; behind: string | null }
  | { op: 'remove'; path: Path; key: string; item: Node; behind: string | null }
  | { op: 'move'; path: Path; key: string; from: string | null; behind: string | null }

/** What became of a change: applied, nothing left to do, or refused with what stands there now (undefined: nothing). */
export type Applied =
  | { is: 'applied'; content: Node; change: Change }
  | { is: 'done'; content: Node }
  | { is: 'conflict'; current: Node | undefined }

const same = (a: Node | undefined, b: Node | undefined) =>
  a === undefined || b === undefined ? a === b : canonical(a) === canonical(b)

/** Applies one change; the content that is given stays as it is. */
export function apply(content: Node, change: Change): Applied {
  switch (change.op) {
    case 'set':
      return set(content, change)
    case 'add':
      return add(content, change)
    case 'remove':
      return remove(content, change)
    case 'move':
      return move(content, change)
  }
}

/** The change that takes this one back. */
export function inverse(change: Change): Change {
  switch (change.op) {
    case 'set':
      return { ...change, before: change.after, after: change.before }
    case 'add':
      return { ...change, op: 'remove' }
    case 'remove':
      return { ...change, op: 'add' }
    case 'move':
      return { ...change, from: change.behind, behind: change.from }
  }
}

/** Several changes as one: all of them, or the first conflict. */
export function applyAll(content: Node, changes: readonly Change[]): Applied & { at?: Change } {
  let reached = content
  for (const change of changes) {
    const applied = apply(reached, change)
    if (applied.is === 'conflict') return { ...applied, at: change }
    reached = applied.content
  }
  return { is: 'done', content: reached }
}

/** The changes that take back what these did, the last first. */
export const inverses = (changes: readonly Change[]): Change[] => [...changes].reverse().map(inverse)

type Of<Op extends Change['op']> = Extract<Change, { op: Op }>

function set(content: Node, change: Of<'set'>): Applied {
  const current = at(content, change.path)
  if (current === undefined) return { is: 'conflict', current }
  if (same(current, change.after)) return { is: 'done', content }
  if (!same(current, change.before)) return { is: 'conflict', current }
  return { is: 'applied', content: replace(content, change.path, change.after), change }
}

type List = Items | Entries
const listOf = (node: Node | undefined): [string, Node][] | null =>
  isItems(node) ? node['#'] : isEntries(node) ? node['##'] : null

/** A list of the same kind with other items. */
const withItems = (list: Node | undefined, items: [string, Node][]): Node =>
  isEntries(list) ? { '##': items as Entries['##'] } : { '#': items }

const behindOf = (items: readonly [string, Node][], key: string): string | null => {
  const index = items.findIndex(([one]) => one === key)
  return items[index - 1]?.[0] ?? null
}

/** The item put behind another; at the end where that one is gone. */
function put(items: readonly [string, Node][], item: [string, Node], behind: string | null): [string, Node][] {
  const index = behind === null ? 0 : items.findIndex(([key]) => key === behind) + 1
  const place = behind !== null && index === 0 ? items.length : index
  return [...items.slice(0, place), item, ...items.slice(place)]
}

function add(content: Node, change: Of<'add'>): Applied {
  const { path, key, item } = change
  const list = at(content, path)
  // A list that is empty may be missing.
  const items = list === null ? [] : listOf(list)
  if (!items) return { is: 'conflict', current: list }
  const there = items.find(([one]) => one === key)
  if (there) return same(there[1], item) ? { is: 'done', content } : { is: 'conflict', current: there[1] }
  const entries = list === null && isEntry(item)
  const changed = put(items, [key, item], change.behind)
  const value: List = entries ? { '##': changed as Entries['##'] } : (withItems(list, changed) as List)
  return {
    is: 'applied',
    content: replace(content, path, value),
    change: { ...change, behind: behindOf(changed, key) },
  }
}

const isEntry = (item: Node) => isBlock(item) && Object.keys(item).sort().join() === 'name,value'

function remove(content: Node, change: Of<'remove'>): Applied {
  const { path, key, item } = change
  const list = at(content, path)
  const items = listOf(list)
  const there = items?.find(([one]) => one === key)
  if (!items || !there) return { is: 'done', content }
  if (!same(there[1], item)) return { is: 'conflict', current: there[1] }
  const rest = items.filter(([one]) => one !== key)
  return {
    is: 'applied',
    content: replace(content, path, withItems(list, rest)),
    change: { ...change, behind: behindOf(items, key) },
  }
}

function move(content: Node, change: Of<'move'>): Applied {
  const { path, key, behind } = change
  const list = at(content, path)
  const items = listOf(list)
  const there = items?.find(([one]) => one === key)
  if (!items || !there) return { is: 'conflict', current: undefined }
  const from = behindOf(items, key)
  const rest = items.filter(([one]) => one !== key)
  if (from === behind || behind === key) return { is: 'done', content }
  if (behind !== null && !rest.some(([one]) => one === behind)) return { is: 'conflict', current: undefined }
  return {
    is: 'applied',
    content: replace(content, path, withItems(list, put(rest, there, behind))),
    change: { ...change, from },
  }
}

/** The content with another value at a path that leads somewhere; an empty field is left out. */
function replace(node: Node, path: Path, value: Node): Node {
  const [step, ...rest] = path
  if (step === undefined) return value
  const list = listOf(node)
  if (list) {
    const items = list.map(([key, item]): [string, Node] => [key, key === step ? replace(item, rest, value) : item])
    return withItems(node, items)
  }
  if (!isBlock(node)) return node
  const inner = replace(node[step] ?? null, rest, value)
  if (inner !== null) return { ...node, [step]: inner }
  const { [step]: _, ...others } = node
  return others
}
