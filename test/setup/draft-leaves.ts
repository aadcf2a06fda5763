import { isBlock, isEntries, isItems, type Node } from '~/domain/kit-draft/content'

/** The places that the fields of a page of the kit editor edit. */
export const fieldsIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/name="set:[a-z]+:([^"]+)"/g)].map(([, path]) => path ?? ''))

/** The places of a node at which a value stands; `elsewhere` names its fields that another page edits. */
export function leaves(node: Node, path: readonly string[], elsewhere: readonly string[] = []): string[] {
  if (isItems(node)) return node['#'].flatMap(([key, item]) => leaves(item, [...path, key]))
  if (isEntries(node))
    return node['##'].flatMap(([key, { value }]) => [
      [...path, key, 'name'].join('/'),
      ...leaves(value, [...path, key, 'value']),
    ])
  if (!isBlock(node)) return [path.join('/')]
  return Object.entries(node).flatMap(([field, inner]) =>
    elsewhere.includes(field) ? [] : leaves(inner, [...path, field]),
  )
}
