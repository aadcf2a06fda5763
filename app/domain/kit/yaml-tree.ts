import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml'

/**
 * A parsed YAML file as plain values. Aliases (*name) and merge keys (<<) are resolved here and not by the library, which
 * refuses more than a hundred aliases of one anchor and looks for each anchor from the top of the file.
 */
export type YamlTree = { root: Node | null; targets: ReadonlyMap<Node, Node> }

/** A mistake that the text's grammar allows and no schema can see. */
export type TreeProblem = { offset: number; message: string }

/** What aliases may add to a file, in characters: as much as the largest file of a kit has. */
const MOST_REPEATED = 1024 * 1024

const DUPLICATE_KEY =
  'This key appears a second time; each key may appear once in a block. If a new entry begins here, "- " is missing before its first key.'
const TOO_MANY_ALIASES =
  'Aliases (*name) repeat so much here that the file would be larger than 1 MB, the most that a file of a kit may have; write it out.'

/** The tree of a document, or the first mistake in the order of the file. */
export function readTree(document: Document): { ok: true; tree: YamlTree } | { ok: false; problem: TreeProblem } {
  const targets = new Map<Node, Node>()
  const problems: TreeProblem[] = []
  const tree: YamlTree = { root: document.contents, targets }
  const stop = (node: unknown, message: string) => {
    problems.push({ offset: start(node), message })
    return visit.BREAK
  }
  // An alias means the nearest anchor of its name above it.
  const anchors = new Map<string, Node>()
  visit(document, (_, node, path) => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (!target) return stop(node, 'A text that begins with * needs quotes round it.')
      if (path.includes(target)) return stop(node, 'This alias (*name) is inside what it names; write it out.')
      targets.set(node, target)
    } else if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node)
    return undefined
  })
  visit(document, {
    Map: (_, map) => {
      const found = keyProblem(map, tree)
      return found ? stop(found.node, found.message) : undefined
    },
  })
  problems.push(...repeatedTooMuch(tree))
  const [first] = problems.sort((a, b) => a.offset - b.offset)
  return first ? { ok: false, problem: first } : { ok: true, tree }
}

function keyProblem(map: YAMLMap, tree: YamlTree): { node: unknown; message: string } | null {
  const keys = new Set<string>()
  for (const { key, value } of map.items) {
    if (!isScalar(key)) return { node: key ?? map, message: 'A key is one word or number, not a list, block or alias.' }
    if (isMergeKey(key)) {
      if (mergedMaps(value, tree) === null)
        return {
          node: value ?? key,
          message: 'After << stands the name of a block of keys, such as <<: *name, or a list of them.',
        }
      continue
    }
    const name = String(key.value)
    if (name === '__proto__') return { node: key, message: 'The key "__proto__" is not known here.' }
    if (keys.has(name)) return { node: key, message: DUPLICATE_KEY }
    keys.add(name)
  }
  return null
}

const isMergeKey = (key: unknown) => isScalar(key) && key.value === '<<' && key.type === Scalar.PLAIN

const behind = (node: unknown, { targets }: YamlTree): unknown => (isAlias(node) ? targets.get(node) : node)

/** The blocks that a merge key brings, the one that wins first; null where there is anything else. */
function mergedMaps(value: unknown, tree: YamlTree): YAMLMap[] | null {
  const given = behind(value, tree)
  const maps = (isSeq(given) ? given.items : [given]).map((item) => behind(item, tree))
  return maps.every((map): map is YAMLMap => isMap(map)) ? maps : null
}

/** The alias with which the file, its aliases written out, grows too large. */
function repeatedTooMuch(tree: YamlTree): TreeProblem[] {
  const known = new Map<unknown, number>()
  const measure = (node: unknown): number => {
    if (isScalar(node)) return (node.range?.[1] ?? 0) - (node.range?.[0] ?? 0) + 1
    const before = known.get(node)
    if (before !== undefined) return before
    let size = 1
    if (isAlias(node)) size = measure(tree.targets.get(node))
    else if (isMap(node)) for (const { key, value } of node.items) size += measure(key) + measure(value)
    else if (isSeq(node)) for (const item of node.items) size += measure(item)
    known.set(node, size)
    return size
  }
  let repeated = 0
  for (const [alias, target] of tree.targets) {
    repeated += measure(target)
    if (repeated > MOST_REPEATED) return [{ offset: start(alias), message: TOO_MANY_ALIASES }]
  }
  return []
}

/** The texts of the file that begin with `mark`, where they stand. */
export function textsWith(mark: string, { root }: YamlTree): { offset: number; text: string }[] {
  const found: { offset: number; text: string }[] = []
  visit(root, {
    Scalar: (key, { value, range }) => {
      if (key !== 'key' && typeof value === 'string' && value.startsWith(mark))
        found.push({ offset: range?.[0] ?? 0, text: value.slice(mark.length) })
    },
  })
  return found
}

/** The values of the file. What several aliases name is one value, so the time is linear in the text. */
export function valuesOf(tree: YamlTree): unknown {
  const made = new Map<unknown, unknown>()
  const valueOf = (given: unknown): unknown => {
    const node = behind(given, tree)
    if (isScalar(node)) return node.value
    if (node === null || node === undefined) return null
    if (made.has(node)) return made.get(node)
    const value = isSeq(node) ? node.items.map(valueOf) : isMap(node) ? Object.fromEntries(entriesOf(node)) : null
    made.set(node, value)
    return value
  }
  const entriesOf = (map: YAMLMap): Map<string, unknown> => {
    const entries = new Map<string, unknown>()
    for (const { key, value } of map.items) {
      if (isMergeKey(key))
        for (const merged of mergedMaps(value, tree) ?? [])
          for (const [name, one] of Object.entries(valueOf(merged) as object))
            if (!entries.has(name)) entries.set(name, one)
      if (isMergeKey(key)) continue
      const name = String((key as Scalar).value)
      entries.set(name, valueOf(value))
    }
    return entries
  }
  return valueOf(tree.root)
}

/**
 * Where the path leads, through aliases and merged blocks to the text itself, or as far as it can be followed. A missing or
 * unknown key is reported at the key.
 */
export function offsetOf(tree: YamlTree, path: readonly PropertyKey[]): number {
  let node: unknown = behind(tree.root, tree)
  let offset = start(node)
  for (const step of path) {
    if (isMap(node)) {
      const pair = pairOf(node, String(step), tree)
      if (!pair) return offset
      offset = start(pair.key)
      node = behind(pair.value, tree)
    } else if (isSeq(node)) {
      const item = node.items[Number(step)]
      if (item === undefined) return offset
      node = behind(item, tree)
      offset = start(node)
    } else return offset
  }
  return offset
}

function pairOf(map: YAMLMap, name: string, tree: YamlTree): YAMLMap['items'][number] | undefined {
  const own = map.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === name)
  if (own) return own
  for (const { key, value } of map.items)
    if (isMergeKey(key))
      for (const merged of mergedMaps(value, tree) ?? []) {
        const found = pairOf(merged, name, tree)
        if (found) return found
      }
  return undefined
}

function start(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0
}
