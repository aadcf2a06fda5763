import type { Change } from './change'
import { at, isBlock, isEntries, isItems, itemsAt, textAt, type Block, type Node } from './content'

/** Fields whose texts or keys are ids of criteria. */
const NAMING = new Set(['focus', 'rates', 'more', 'less', 'sounds_like', 'levels'])

/**
 * The changes that give a criterion a new id, as its author does when its meaning changed: from the next version on its
 * ratings are another criterion's in the fit (design.md, rule 2). Whatever names the criterion names the new id.
 */
export function giveNewMeaning(content: Block, key: string, id: string): Change[] {
  const path = ['criteria', key]
  const old = textAt(content, [...path, 'id'])
  const linked = at(content, [...path, 'calibrated_as']) ?? null
  return [
    { op: 'set', path: [...path, 'id'], before: old, after: id },
    ...(linked === null ? [] : [{ op: 'set' as const, path: [...path, 'calibrated_as'], before: linked, after: null }]),
    ...renamed(content, [], old, id),
  ]
}

/** Is this id that of another criterion of the draft? */
export const idTaken = (content: Block, key: string, id: string): boolean =>
  itemsAt(content, ['criteria']).some(([one, item]) => one !== key && textAt(item, ['id']) === id)

function renamed(node: Node, path: string[], old: string, id: string): Change[] {
  if (isItems(node) || isEntries(node)) {
    const items: [string, Node][] = isItems(node) ? node['#'] : node['##']
    return items.flatMap(([key, item]) => renamed(item, [...path, key], old, id))
  }
  if (!isBlock(node)) return []
  return Object.entries(node).flatMap(([field, inner]) => {
    const here = [...path, field]
    if (!NAMING.has(field)) return renamed(inner, here, old, id)
    if (isItems(inner))
      return inner['#'].flatMap(([key, item]): Change[] =>
        item === old ? [{ op: 'set', path: [...here, key], before: old, after: id }] : [],
      )
    if (!isBlock(inner) || !Object.hasOwn(inner, old)) return []
    const moved = inner[old] ?? null
    return [
      { op: 'set', path: [...here, old], before: moved, after: null },
      { op: 'set', path: [...here, id], before: null, after: moved },
    ]
  })
}
