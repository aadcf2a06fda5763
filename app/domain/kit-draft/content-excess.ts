import { MOST_ROWS } from '../kit/exhibit-table'
import { OPAQUE, WRITTEN } from './content'
import { MOST_DEPTH, MOST_ITEMS, MOST_TABLE } from './limits'

/** The names with which a draft marks lists, blocks of written keys, and values that are replaced as a whole. */
const MARKS = ['#', '##', '=']

type Excess = { path: PropertyKey[]; message: string }

/**
 * The first thing in what a file holds that the content of a draft may not have: a list, block, text or nesting beyond the
 * limits that hold for what browsers send, or a key that has a meaning of its own in drafts. null where all is within them.
 */
export function contentExcess(value: unknown): Excess | null {
  return excessIn(value, '', [])
}

function excessIn(value: unknown, field: string, path: PropertyKey[]): Excess | null {
  if (typeof value === 'string')
    return value.length > MOST_TABLE
      ? { path, message: 'This text is longer than 1 MB, the most that one may have.' }
      : null
  if (typeof value !== 'object' || value === null) return null
  if (path.length >= MOST_DEPTH)
    return { path, message: `Blocks are nested too deeply here; expected at most ${MOST_DEPTH} inside each other.` }
  const generated = path.some((step) => OPAQUE.has(String(step)))
  if (Array.isArray(value)) {
    // The rows of a table may stand in a generator.
    const most = generated ? MOST_ROWS : MOST_ITEMS
    if (value.length > most) return tooMany(path, 'list', value.length, most)
    return first(value.entries(), (index, item) => excessIn(item, '', [...path, index]))
  }
  const fields = Object.entries(value)
  if (fields.length > MOST_ITEMS) return tooMany(path, 'block', fields.length, MOST_ITEMS)
  const mark = generated || WRITTEN.has(field) ? undefined : MARKS.find((name) => Object.hasOwn(value, name))
  if (mark !== undefined)
    return { path: [...path, mark], message: `The key "${mark}" is not known here; no field of a kit has this name.` }
  return first(fields, (name, inner) => excessIn(inner, name, [...path, name]))
}

function first<Key>(
  entries: Iterable<[Key, unknown]>,
  find: (key: Key, value: unknown) => Excess | null,
): Excess | null {
  for (const [key, value] of entries) {
    const found = find(key, value)
    if (found) return found
  }
  return null
}

const tooMany = (path: PropertyKey[], what: 'list' | 'block', found: number, most: number): Excess => ({
  path,
  message: `This ${what} has ${found.toLocaleString('en-GB')} entries; a ${what} of a kit has at most ${most.toLocaleString('en-GB')}.`,
})
