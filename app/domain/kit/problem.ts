import type * as z from 'zod'

/** A mistake in a kit's files, for a person to fix. Lines and columns count from 1. */
export type KitProblem = { file: string; line: number; column: number; message: string }

/** A mistake found in parsed content: where it is by path, not yet by line. */
export type Finding = { file: string; path: readonly PropertyKey[]; message: string }

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
  tuple: 'a list',
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  return kinds[Array.isArray(value) ? 'array' : typeof value] ?? 'something else'
}

/** By what was expected and what was found: the usual reason. */
const hints: Record<string, string> = {
  'a text, a block of keys': ' A text with a colon and a space in it needs quotes round it.',
  'a number, a text': ' A number has a point and no comma, space or sign, such as 0.034.',
  'a list, a text': ' Write a list in [ ], or with one entry per line after "- ".',
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(', ')
}

/** The sentence for keys that a block may not have. */
export function unknownKeys(keys: readonly string[]): string {
  const cut = keys.some((name) => name.includes(' '))
  return `The key ${quoted(keys)} is not known here.${cut ? ' A text with a comma in { } or [ ] needs quotes round it.' : ''}`
}

/** The sentence for a zod issue that brings none of its own. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  const key = issue.path?.at(-1)
  switch (issue.code) {
    case 'invalid_type': {
      const expected = kinds[issue.expected] ?? String(issue.expected)
      if (issue.input === undefined && key !== undefined)
        return `"${String(key)}" is missing here; expected ${expected}.`
      const found = kindOf(issue.input)
      return `Expected ${expected}, found ${found}.${hints[`${expected}, ${found}`] ?? ''}`
    }
    case 'unrecognized_keys': {
      return unknownKeys(issue.keys)
    }
    case 'invalid_value': {
      const values = issue.values as unknown[]
      if (issue.input === undefined && key !== undefined) {
        return `"${String(key)}" is missing here; expected ${values.length > 1 ? 'one of ' : ''}${quoted(values)}.`
      }
      return `Expected ${values.length > 1 ? 'one of ' : ''}${quoted(values)}.`
    }
    case 'invalid_key':
      return (issue.issues as { message?: string }[])[0]?.message ?? `The key "${String(key)}" has the wrong form.`
    default:
      return 'This value has the wrong form.'
  }
}
