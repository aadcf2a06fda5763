import type { Asked } from './table'

const LONG = 'x'.repeat(100_000)
/** Within the size of a body that every address takes, beyond the length of every name. */
const LONG_FOR_A_FIELD = 'x'.repeat(8_000)

/** Values that a form may carry: what a text field can hold, given once, twice or not at all. */
export const FORM_VALUES: (string | string[] | undefined)[] = [
  undefined,
  '',
  `'"; DROP TABLE "User"; --`,
  'nul\u0000nul',
  LONG,
  LONG_FOR_A_FIELD,
  '__proto__',
  '0',
  '1.5',
  '1e400',
  '2147483648',
  '0000-01-01T00:00',
  '\u202e\ufeff\u{10ffff}',
  ['1', '1'],
]

const JSON_VALUES: unknown[] = [
  undefined,
  null,
  '',
  'nul\u0000nul',
  '\ud800',
  LONG,
  0,
  1.5,
  1e300,
  ['x'],
  Array(5_000).fill({}),
  {},
  JSON.parse('{"__proto__":{"choice":"4"},"constructor":{"choice":"4"}}'),
  JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)),
]

/** Values of a query string. */
export const SEARCH_VALUES = [`'"; --`, 'nul\u0000nul', '2147483648', '-1.5']

export const IDS = [
  '0',
  '-1',
  '1.5',
  '1e3',
  ' 1',
  '1 ',
  "1'",
  '0x1',
  'one',
  '__proto__',
  '2147483648',
  '9'.repeat(40),
  '',
]

/** What nobody may set by naming it. */
const EXTRAS = {
  organisationId: '2',
  userId: '1',
  id: '1',
  role: 'administrator',
  roles: 'administrator',
  grants: 'administrator',
  isAdministrator: 'true',
  state: 'active',
  passwordHash: 'scrypt$1$1$1$$',
  createdById: '1',
  erasedAt: '2020-01-01T00:00',
  blind: 'true',
  __proto__: 'administrator',
  'constructor[prototype][role]': 'administrator',
}

/** One value of a request replaced by a hostile one; applied to a fresh request, since some can be sent only once. */
export type Variant = { what: string; of: (asked: Asked) => Asked }

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text
}

/** Objects with a key for each criterion or red flag: one schema checks all their values, so the first stands for all. */
const KEYED_BY_ID = new Set(['ratings', 'flags', 'told'])

/** Names of fields, of those that differ in an id alone the first: `ratings.diagnosis.choice`, not `ratings.safe-change.choice` too. */
function firstOfAlike(names: string[]): string[] {
  const ids = new Map<string, string>()
  return names.filter((name) => {
    const [keyed = '', id = ''] = name.split('.')
    if (!KEYED_BY_ID.has(keyed)) return true
    if (!ids.has(keyed)) ids.set(keyed, id)
    return ids.get(keyed) === id
  })
}

/** Each value of the request in turn, replaced by each hostile one. */
export function variants({ form, json }: Asked): Variant[] {
  const inForm = firstOfAlike(Object.keys(form ?? {})).flatMap((name) =>
    FORM_VALUES.map((value) => ({
      what: `${name} = ${shown(value)}`,
      of: (asked: Asked) => inField(asked, name, value),
    })),
  )
  const inJson = json === undefined ? [] : pathsOf(json)
  return [
    ...inForm,
    ...inJson.flatMap((path) =>
      JSON_VALUES.map((value) => ({
        what: `${path.join('.') || 'body'} = ${shown(value)}`,
        of: (asked: Asked) => ({ ...asked, json: put(asked.json, path, value) }),
      })),
    ),
  ]
}

function inField(asked: Asked, name: string, value: string | string[] | undefined): Asked {
  const { [name]: _, ...rest } = asked.form ?? {}
  return { ...asked, form: value === undefined ? rest : { ...rest, [name]: value } }
}

/** The same request with fields that its form does not have. */
export function withExtras(asked: Asked): Asked {
  if (asked.form) return { ...asked, form: { ...EXTRAS, ...asked.form } }
  return { ...asked, json: { ...EXTRAS, ...(asked.json as object) } }
}

/** Every place in a JSON value, of lists and of objects with many alike keys the first only. */
function pathsOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  const keys = Object.keys(value)
  const alike =
    Array.isArray(value) || KEYED_BY_ID.has(at.at(-1) ?? '') || keys.every((key) => !/^[a-z]+[A-Z]?[a-z]*$/.test(key))
  return [
    at,
    ...(alike ? keys.slice(0, 1) : keys).flatMap((key) =>
      pathsOf((value as Record<string, unknown>)[key], [...at, key]),
    ),
  ]
}

function put(value: unknown, [first, ...rest]: string[], hostile: unknown): unknown {
  if (first === undefined) return hostile
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  copy[first] = put(copy[first], rest, hostile)
  return copy
}
