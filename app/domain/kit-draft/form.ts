import { canonical } from '../kit/canonical'
import { seniorities } from '../kit/schema'
import type { Change } from './change'
import { at, encode, isBlock, isEntries, isItems, textAt, type Block, type Node, type Path } from './content'
import { isNode } from './schemas'

/**
 * How a plain HTML form says what it changes. Each field is named by kind and path, `set:text:criteria/diagnosis/name`, and
 * has a hidden field beside it that holds what the page showed, `was:criteria/diagnosis/name`, as JSON.
 */
export type FieldKind = 'text' | 'optional' | 'number' | 'yes'

export const fieldName = (kind: FieldKind, path: Path): string => `set:${kind}:${path.join('/')}`
export const shownName = (path: Path): string => `was:${path.join('/')}`
/** What a page showed in a field, for its hidden field. */
export const shownValue = (node: Node | undefined): string => canonical(node ?? null)

const STEP = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/
const pathOf = (text: string): string[] | null => {
  const path = text.split('/')
  return path.every((step) => STEP.test(step)) ? path : null
}

/** The fields of a form that say something else than the page showed. Fields that name no place are left out. */
export function fieldChanges(fields: Iterable<readonly [string, unknown]>): Change[] {
  const all = new Map<string, string>()
  // Of a box and the hidden field before it the box comes last.
  for (const [name, value] of fields) if (typeof value === 'string') all.set(name, value)
  return [...all].flatMap(([name, value]): Change[] => {
    const [, kind, place = ''] = /^set:(text|optional|number|yes):(.+)$/.exec(name) ?? []
    const path = kind ? pathOf(place) : null
    const before = path && shownBefore(all.get(shownName(path)))
    if (!path || before === undefined) return []
    const after = valueOf(kind as FieldKind, value, before)
    return canonical(before) === canonical(after) ? [] : [{ op: 'set', path, before, after }]
  })
}

function shownBefore(text: string | undefined): Node | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isNode(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Browsers send line ends as CR LF; a number that is none stays as it was typed, and the check says so at its field. */
function valueOf(kind: FieldKind, sent: string, before: Node): Node {
  const text = sent.replace(/\r\n?/g, '\n')
  if (kind === 'yes') return text === 'yes'
  if (text.trim() === '' && (kind === 'optional' || before === null)) return null
  if (kind === 'number') return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text
  return text
}

/** What one button of a form does beside saving its fields: `add:criteria`, `remove:criteria:diagnosis:PRINT`. */
export type Act =
  | { act: 'add'; path: string[] }
  | { act: 'remove'; path: string[]; key: string; print: string }
  | { act: 'up'; path: string[]; key: string }
  | { act: 'down'; path: string[]; key: string }
  | { act: 'by-seniority'; path: string[] }
  | { act: 'at-all-seniorities'; path: string[] }

export function actOf(text: string): Act | null {
  const [act, place = '', key = '', print = ''] = text.split(':')
  const path = pathOf(place)
  if (!path) return null
  if (act === 'add' || act === 'by-seniority' || act === 'at-all-seniorities') return { act, path }
  if (!STEP.test(key)) return null
  if (act === 'remove') return { act, path, key, print }
  return act === 'up' || act === 'down' ? { act, path, key } : null
}

export const actName = {
  add: (path: Path) => `add:${path.join('/')}`,
  remove: (path: Path, key: string, item: Node) => `remove:${path.join('/')}:${key}:${fingerprint(item)}`,
  up: (path: Path, key: string) => `up:${path.join('/')}:${key}`,
  down: (path: Path, key: string) => `down:${path.join('/')}:${key}`,
  bySeniority: (path: Path) => `by-seniority:${path.join('/')}`,
  atAllSeniorities: (path: Path) => `at-all-seniorities:${path.join('/')}`,
}

/** Tells whether an item is still the one that a page showed; no secret and no proof (FNV-1a over its canonical text). */
export function fingerprint(item: Node): string {
  const text = canonical(item)
  let sum = 0x811c9dc5
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193) >>> 0
  return `${text.length.toString(36)}-${sum.toString(36)}`
}

export type Acted = { changes: Change[]; key: string | null } | { problem: string }
const CHANGED = 'Somebody else changed this since you opened the page, so it was not removed. Look at it again.'
const GONE = 'This is not there any more: somebody else removed it. Load the page again.'

/** The changes that an act makes of a content; `newKey` makes keys, `templateOf` what a new item of a list begins as. */
export function actChanges(
  content: Block,
  act: Act,
  newKey: string,
  templateOf: (path: Path, content: Block) => unknown,
): Acted {
  const { path } = act
  if (act.act === 'by-seniority' || act.act === 'at-all-seniorities') return spread(content, act.act, path)
  const list = at(content, path)
  const items: [string, Node][] = isItems(list) ? list['#'] : isEntries(list) ? list['##'] : []
  if (act.act === 'add') {
    const template = templateOf(path, content)
    if (template === undefined || list === undefined) return { problem: GONE }
    const item = encode(template, '')
    return { changes: [{ op: 'add', path, key: newKey, item, behind: items.at(-1)?.[0] ?? null }], key: newKey }
  }
  const index = items.findIndex(([key]) => key === act.key)
  const found = items[index]
  if (!found) return { problem: GONE }
  const behind = items[index - 1]?.[0] ?? null
  if (act.act === 'remove')
    return fingerprint(found[1]) === act.print
      ? { changes: [{ op: 'remove', path, key: act.key, item: found[1], behind }], key: null }
      : { problem: CHANGED }
  const target = act.act === 'up' ? (items[index - 2]?.[0] ?? null) : items[index + 1]?.[0]
  if (target === undefined || (act.act === 'up' && index === 0)) return { changes: [], key: null }
  return { changes: [{ op: 'move', path, key: act.key, from: behind, behind: target }], key: null }
}

/** Anchors of one text for all seniorities become three, or three the one that holds for senior. */
function spread(content: Block, act: 'by-seniority' | 'at-all-seniorities', path: string[]): Acted {
  const before = at(content, path)
  if (!isBlock(before)) return { problem: GONE }
  const apart = 'senior' in before
  if (apart === (act === 'by-seniority')) return { changes: [], key: null }
  const after: Node = apart
    ? (before.senior ?? {})
    : Object.fromEntries(seniorities.map((seniority) => [seniority, before]))
  return { changes: [{ op: 'set', path, before, after }], key: null }
}

/** Keeps the changes of fields that are not inside what an act removes. */
export const outside = (changes: readonly Change[], acted: readonly Change[]): Change[] =>
  changes.filter(
    ({ path }) =>
      !acted.some(
        (one) =>
          (one.op === 'remove' && [...one.path, one.key].every((step, index) => path[index] === step)) ||
          (one.op === 'set' && one.path.every((step, index) => path[index] === step)),
      ),
  )

/** An id for a new item that no other item of the list has. */
export function freeId(content: Block, list: string, wanted: string): string {
  const found = at(content, [list])
  const taken = new Set(isItems(found) ? found['#'].map(([, item]) => textAt(item, ['id'])) : [])
  let id = wanted
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
  return id
}
