import { canonical } from '../kit/canonical'
import { seniorities } from '../kit/schema'
import { agendaChanges, agendaMoves, type AgendaMove } from './agenda'
import { apply, type Change } from './change'
import { at, isBlock, isEntries, isItems, textAt, type Block, type Node, type Path } from './content'
import { isNode } from './schemas'

/**
 * How a plain HTML form says what it changes. Each field is named by kind and path, `set:text:criteria/diagnosis/name`, and
 * has a hidden field beside it that holds what the page showed, `was:criteria/diagnosis/name`, as JSON.
 */
export type FieldKind = 'text' | 'optional' | 'number' | 'optional-number' | 'level' | 'yes'
/** The value of a choice of levels by which a kit says that there is none. */
export const NO_LEVEL = 'none'

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
    const [, kind, place = ''] = /^set:([a-z-]+):(.+)$/.exec(name) ?? []
    const path = kind ? pathOf(place) : null
    const before = path && shownBefore(all.get(shownName(path)))
    if (!path || before === undefined || !isKind(kind)) return []
    const after = valueOf(kind, value, before)
    return canonical(before) === canonical(after) ? [] : [{ op: 'set', path, before, after }]
  })
}

/** Part of a draft as the fields of its page say it now, saved or not: for a preview. Places that are not there are left out. */
export function asTyped(node: Node, base: Path, fields: Iterable<readonly [string, unknown]>): Node {
  let reached = node
  for (const [name, value] of fields) {
    const [, kind, place = ''] = /^set:([a-z-]+):(.+)$/.exec(name) ?? []
    if (!isKind(kind) || typeof value !== 'string') continue
    const path = pathOf(place)?.slice(base.length)
    const before = path && at(reached, path)
    if (!path || before === undefined) continue
    const after = valueOf(kind, value, before)
    const applied = apply(reached, { op: 'set', path, before, after })
    if (applied.is !== 'conflict') reached = applied.content
  }
  return reached
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

const KINDS: readonly string[] = ['text', 'optional', 'number', 'optional-number', 'level', 'yes'] satisfies FieldKind[]
const isKind = (kind: string | undefined): kind is FieldKind => KINDS.includes(kind ?? '')

/**
 * What a field says, by its kind, after the page showed `before`. Browsers send line ends as CR LF; a number that is none
 * stays as it was typed, and the check says so at its field.
 */
export function valueOf(kind: FieldKind, sent: string, before: Node): Node {
  const text = sent.replace(/\r\n?/g, '\n')
  if (kind === 'yes') return text === 'yes'
  if (kind === 'level' && text === NO_LEVEL) return { '=': null }
  if (text.trim() === '' && (kind.startsWith('optional') || before === null)) return null
  if (kind !== 'text' && kind !== 'optional') return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text
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
  | { act: AgendaMove; path: string[]; key: string }
  | { act: 'begin'; path: string[]; print: string }
  | { act: 'leave-out'; path: string[]; print: string }

export function actOf(text: string): Act | null {
  const [act, place = '', key = '', print = ''] = text.split(':')
  const path = pathOf(place)
  if (!path) return null
  if (act === 'add' || act === 'by-seniority' || act === 'at-all-seniorities') return { act, path }
  if (act === 'begin' || act === 'leave-out') return { act, path, print: key }
  if (!STEP.test(key)) return null
  if (act === 'remove') return { act, path, key, print }
  const move = agendaMoves.find((one) => one === act) ?? (act === 'up' || act === 'down' ? act : null)
  return move && { act: move, path, key }
}

export const actName = {
  add: (path: Path) => `add:${path.join('/')}`,
  remove: (path: Path, key: string, item: Node) => `remove:${path.join('/')}:${key}:${fingerprint(item)}`,
  up: (path: Path, key: string) => `up:${path.join('/')}:${key}`,
  down: (path: Path, key: string) => `down:${path.join('/')}:${key}`,
  bySeniority: (path: Path) => `by-seniority:${path.join('/')}`,
  atAllSeniorities: (path: Path) => `at-all-seniorities:${path.join('/')}`,
  agenda: (move: AgendaMove, path: Path, key: string) => `${move}:${path.join('/')}:${key}`,
  /** Writes what an optional part begins as, or its other form where it has two. */
  begin: (path: Path, shown: Node | undefined) => `begin:${path.join('/')}:${fingerprint(shown ?? null)}`,
  leaveOut: (path: Path, shown: Node) => `leave-out:${path.join('/')}:${fingerprint(shown)}`,
}

/** Tells whether an item is still the one that a page showed; no secret and no proof (FNV-1a over its canonical text). */
export function fingerprint(item: Node): string {
  const text = canonical(item)
  let sum = 0x811c9dc5
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193) >>> 0
  return `${text.length.toString(36)}-${sum.toString(36)}`
}

const printAt = (content: Block, path: Path): string | null => {
  const found = at(content, path)
  return found === undefined ? null : fingerprint(found)
}

export type Acted = { changes: Change[]; key: string | null } | { problem: string }
const CHANGED = 'Somebody else changed this since you opened the page, so it was not removed. Look at it again.'
const BEGUN = 'Somebody else changed this since you opened the page. Look at it again.'
const GONE = 'This is not there any more: somebody else removed it. Load the page again.'

/**
 * The changes that an act makes of a content; `newKey` makes keys, `templateOf` what a new item of a list begins as. `seen`
 * are the states of the content that the author knows, the present one aside: what is removed must look as in one of them.
 */
export function actChanges(
  content: Block,
  act: Act,
  newKey: string,
  templateOf: (path: Path, content: Block) => Node | undefined,
  seen: readonly Block[] = [],
): Acted {
  const { path } = act
  if (act.act === 'by-seniority' || act.act === 'at-all-seniorities') return spread(content, act.act, path)
  if (act.act === 'begin' || act.act === 'leave-out') return replacePart(content, act, templateOf, seen)
  const list = at(content, path)
  const items: [string, Node][] = isItems(list) ? list['#'] : isEntries(list) ? list['##'] : []
  if (act.act === 'add') {
    const item = templateOf(path, content)
    if (item === undefined || list === undefined) return { problem: GONE }
    return { changes: [{ op: 'add', path, key: newKey, item, behind: items.at(-1)?.[0] ?? null }], key: newKey }
  }
  const move = agendaMoves.find((one) => one === act.act)
  if (move) {
    const changes = agendaChanges(list, path, act.key, move)
    return changes ? { changes, key: null } : { problem: GONE }
  }
  const index = items.findIndex(([key]) => key === act.key)
  const found = items[index]
  if (!found) return { problem: GONE }
  const behind = items[index - 1]?.[0] ?? null
  if (act.act === 'remove')
    return [content, ...seen].some((one) => printAt(one, [...path, act.key]) === act.print)
      ? { changes: [{ op: 'remove', path, key: act.key, item: found[1], behind }], key: null }
      : { problem: CHANGED }
  const target = act.act === 'up' ? (items[index - 2]?.[0] ?? null) : items[index + 1]?.[0]
  if (target === undefined || (act.act === 'up' && index === 0)) return { changes: [], key: null }
  return { changes: [{ op: 'move', path, key: act.key, from: behind, behind: target }], key: null }
}

/** A part that may be missing is begun or left out, as long as it is what the page showed. */
function replacePart(
  content: Block,
  { act, path, print }: Extract<Act, { act: 'begin' | 'leave-out' }>,
  templateOf: (path: Path, content: Block) => Node | undefined,
  seen: readonly Block[],
): Acted {
  const before = at(content, path)
  const after = act === 'begin' ? templateOf(path, content) : null
  if (after === undefined) return { problem: GONE }
  const block = path.slice(0, -1)
  // Levels by criterion, which may be missing altogether, begin with those of one criterion.
  if (before === undefined && at(content, block) === null && act === 'begin' && block.at(-1) === 'levels')
    return { changes: [{ op: 'set', path: block, before: null, after: { [path.at(-1) ?? '']: after } }], key: null }
  if (before === undefined) return { problem: GONE }
  const isSeen = [content, ...seen].some((one) => printAt(one, path) === print)
  if (!isSeen) return { problem: act === 'begin' ? BEGUN : CHANGED }
  return { changes: [{ op: 'set', path, before, after }], key: null }
}

/** What is the same at every seniority, anchors or a severity, becomes three, or three the one that holds for senior. */
function spread(content: Block, act: 'by-seniority' | 'at-all-seniorities', path: string[]): Acted {
  const before = at(content, path)
  if (before === undefined || before === null || isItems(before) || isEntries(before)) return { problem: GONE }
  const apart = isBlock(before) && 'senior' in before
  if (apart === (act === 'by-seniority')) return { changes: [], key: null }
  const after: Node = apart
    ? (before.senior ?? {})
    : Object.fromEntries(seniorities.map((seniority) => [seniority, before]))
  return { changes: [{ op: 'set', path, before, after }], key: null }
}

/** Keeps the changes of fields that are not inside the item that an act removes. */
export const outside = (changes: readonly Change[], { path, key }: { path: Path; key: string }): Change[] =>
  changes.filter((change) => ![...path, key].every((step, index) => change.path[index] === step))

/** An id for a new item that no other item of the list has. */
export function freeId(content: Block, list: Path, wanted: string): string {
  const found = at(content, list)
  const taken = new Set(isItems(found) ? found['#'].map(([, item]) => textAt(item, ['id'])) : [])
  let id = wanted
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
  return id
}
