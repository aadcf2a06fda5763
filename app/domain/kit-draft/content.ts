/**
 * A kit while it is edited: JSON in which every item of a list, and every entry of a block whose keys people write, has a
 * key of its own, so that a path of keys names the same field whatever is added, removed or moved beside it (ADR 026).
 */
export type Node = string | number | boolean | null | Items | Entries | Opaque | Block
/** A list: its items in order. */
export type Items = { '#': [key: string, item: Node][] }
/** A block whose keys people write, such as an agenda or the terms of a criterion, in the order of the page. */
export type Entries = { '##': [key: string, entry: { name: string; value: Node }][] }
/** A value that is replaced as a whole: the generator of exhibits. */
export type Opaque = { '=': unknown }
export type Block = { [field: string]: Node }
export type Path = readonly string[]

/** Blocks whose keys people write. Those of ids (levels by criterion) are addressed by these ids. */
export const WRITTEN: ReadonlySet<string> = new Set([
  'agenda',
  'terms',
  'leave_alone',
  'columns',
  'facts',
  'givens',
  'lines',
])
export const OPAQUE: ReadonlySet<string> = new Set(['generator'])
/** Lists that a file may write as one text where there is one entry. */
const ONE_OR_MANY = new Set(['source', 'needs'])
const KEY = /^[a-z0-9][a-z0-9_-]{0,63}$/

const isObject = (node: unknown): node is object => typeof node === 'object' && node !== null && !Array.isArray(node)
// A field of a foreign file may be named "#" or "##" too. Its value is no array: `encode` makes an object of every list.
export const isItems = (node: unknown): node is Items => isObject(node) && '#' in node && Array.isArray(node['#'])
export const isEntries = (node: unknown): node is Entries => isObject(node) && '##' in node && Array.isArray(node['##'])
const isOpaque = (node: unknown): node is Opaque => isObject(node) && '=' in node
export const isBlock = (node: unknown): node is Block =>
  isObject(node) && !isItems(node) && !isEntries(node) && !isOpaque(node)

/** The content of a draft from a kit, or from what stands where a kit is to be. */
export const toContent = (kit: object): Block => encode(kit, '') as Block

/** Part of a kit as it stands in a draft; `field` is its name in the kit, such as `criteria` for a list of them. */
export function encode(value: unknown, field: string): Node {
  // In a draft null is an empty field; where a kit says null, it is a value.
  if (OPAQUE.has(field) || value === null) return { '=': value }
  if (ONE_OR_MANY.has(field) && typeof value === 'string') return encode([value], field)
  if (Array.isArray(value)) {
    const keys = keysOf(value)
    // Items of a list of blocks hold fields of their own; the list's name says nothing about them.
    return { '#': value.map((item, at): [string, Node] => [keys[at] ?? '', encode(item, '')]) }
  }
  if (typeof value !== 'object') return value as Node
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined)
  if (!WRITTEN.has(field)) return Object.fromEntries(fields.map(([name, inner]) => [name, encode(inner, name)]))
  const nested = field === 'givens' ? 'terms' : ''
  return {
    '##': fields.map(([name, inner], at): Entries['##'][number] => [
      `e${at + 1}`,
      { name, value: encode(inner, nested) },
    ]),
  }
}

/** Keys of the items: their ids where they have fit ones, else numbers. */
function keysOf(items: readonly unknown[]): string[] {
  const taken = new Set<string>()
  return items.map((item, at) => {
    const id = typeof item === 'object' && item !== null ? (item as { id?: unknown }).id : undefined
    const wanted = typeof id === 'string' && KEY.test(id) ? id : `i${at + 1}`
    let key = wanted
    for (let count = 2; taken.has(key); count++) key = `i${at + 1}-${count}`
    taken.add(key)
    return key
  })
}

/** What a draft says, without keys. Of two entries of one name the later stands; `checkDraft` says that there are two. */
export function decode(node: Node): unknown {
  if (isItems(node)) return node['#'].map(([, item]) => decode(item))
  if (isEntries(node)) return Object.fromEntries(node['##'].map(([, { name, value }]) => [name, decode(value)]))
  if (isOpaque(node)) return node['=']
  if (!isBlock(node)) return node
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, inner]) => (inner === null ? [] : [[name, decode(inner)]])),
  )
}

/** What stands at a path: null where a field is empty, undefined where the path leads nowhere. */
export function at(node: Node | undefined, path: Path): Node | undefined {
  let found = node
  for (const step of path) found = inside(found, step)
  return found
}

function inside(node: Node | undefined, step: string): Node | undefined {
  if (isItems(node)) return node['#'].find(([key]) => key === step)?.[1]
  if (isEntries(node)) return node['##'].find(([key]) => key === step)?.[1]
  // A field that is not there is empty, and can be written.
  if (isBlock(node)) return Object.hasOwn(node, step) ? node[step] : null
  return undefined
}

export const textAt = (node: Node | undefined, path: Path): string => {
  const found = at(node, path)
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : ''
}

/** The items of a list with their keys; none where there is no list. */
export function itemsAt(node: Node | undefined, path: Path): [key: string, item: Node][] {
  const found = at(node, path)
  return isItems(found) ? found['#'] : []
}

/** A path into what `decode` gives, of names and indices, as a path of keys: how the checks' findings reach their fields. */
export function keyPath(content: Node, path: readonly PropertyKey[]): string[] {
  const keys: string[] = []
  let node: Node | undefined = content
  for (const step of path) {
    const [key, next]: [string[], Node | undefined] = keyOf(node, step)
    if (key.length === 0) break
    keys.push(...key)
    node = next
  }
  return keys
}

const byName = new WeakMap<Entries, ReadonlyMap<string, Entries['##'][number]>>()

/** Entries by their names, made once for the many findings of one block. */
function lastByName(node: Entries): ReadonlyMap<string, Entries['##'][number]> {
  const known = byName.get(node) ?? new Map(node['##'].map((entry) => [entry[1].name, entry]))
  byName.set(node, known)
  return known
}

function keyOf(node: Node | undefined, step: PropertyKey): [string[], Node | undefined] {
  if (isItems(node)) {
    const found = node['#'][Number(step)]
    return found ? [[found[0]], found[1]] : [[], undefined]
  }
  if (isEntries(node)) {
    const found = lastByName(node).get(String(step))
    return found ? [[found[0], 'value'], found[1].value] : [[], undefined]
  }
  return isBlock(node) ? [[String(step)], node[String(step)] ?? null] : [[], undefined]
}
