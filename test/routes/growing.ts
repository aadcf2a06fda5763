import type { Limits } from '~/platform/limits.server'
import type { Asked } from './table'

/** What parsers stumble over: each is repeated until the value has its length. */
export const PUMPS: Record<string, { begin?: string; again: string; end?: string }> = {
  letters: { again: 'a' },
  spaces: { begin: 'a', again: ' ', end: 'a' },
  'an address without an end': { begin: 'a@', again: '.a', end: ' ' },
  digits: { again: '9', end: '-' },
  words: { again: 'a-', end: '!' },
  'blank lines': { begin: 'a', again: '\n ', end: 'a' },
  accents: { begin: 'a', again: '\u0300\u0316' },
  'hidden marks': { again: '\u202e' },
  stars: { again: '**', end: 'a' },
  'a table of empty cells': { begin: 'name\n', again: ',"' },
  'a table of empty lines': { begin: 'name,email\n', again: 'a,\n' },
}

/** A value of about this many bytes once it is written into a form. */
export function grown({ begin = '', again, end = '' }: (typeof PUMPS)[string], bytes: number): string {
  return begin + again.repeat(Math.max(1, Math.floor(bytes / encodeURIComponent(again).length))) + end
}

export type Body = { what: string; most: number; of: (size: number) => Asked }

/** Bodies that grow up to a limit of their address: in length, in fields, in levels and in values. */
export function bodiesOf(asked: Asked, limits: Limits): Body[] {
  const room = Math.floor(limits.bytes * 0.8)
  if (asked.json !== undefined) return jsonBodies(asked, limits, room)
  const { intent, ...fields } = asked.form ?? {}
  const names = Object.keys(fields)
  const kept: Record<string, string | string[]> = intent === undefined ? {} : { intent }
  const long = Object.entries(PUMPS).map(([what, pump]) => ({
    what: `every field of ${what}`,
    most: room,
    of: (size: number) => ({
      ...asked,
      form: { ...kept, ...Object.fromEntries(names.map((name) => [name, grown(pump, size / (names.length || 1))])) },
    }),
  }))
  return [
    ...(names.length > 0 ? long : []),
    {
      what: 'fields',
      most: limits.fields - 1,
      of: (size) => ({
        ...asked,
        form: { ...kept, ...Object.fromEntries(Array.from({ length: size }, (_, at) => [`field${at}`, ''])) },
      }),
    },
    {
      what: 'one field again and again',
      most: limits.fields - 1,
      of: (size) => ({ ...asked, form: { ...kept, [names[0] ?? 'a']: Array<string>(size).fill('1') } }),
    },
  ]
}

function jsonBodies(asked: Asked, limits: Limits, room: number): Body[] {
  const body = asked.json as { content: Record<string, unknown> }
  const withContent = (content: Record<string, unknown>) => ({
    ...asked,
    json: { ...body, content: { ...body.content, ...content } },
  })
  const keys = (size: number) => Array.from({ length: size }, (_, at) => `key${at}`)
  return [
    ...Object.entries(PUMPS).map(([what, pump]) => ({
      what: `a reason of ${what}`,
      most: room,
      of: (size: number) => withContent({ reason: grown(pump, size) }),
    })),
    {
      what: 'ratings',
      most: 8_000,
      of: (n) => withContent({ ratings: Object.fromEntries(keys(n).map((k) => [k, {}])) }),
    },
    {
      what: 'flags',
      most: 8_000,
      of: (n) => withContent({ flags: Object.fromEntries(keys(n).map((k) => [k, { found: true }])) }),
    },
    { what: 'notes', most: 8_000, of: (n) => withContent({ notes: keys(n).map((text) => ({ text })) }) },
    { what: 'wrong notes', most: 8_000, of: (n) => withContent({ notes: keys(n) }) },
    {
      what: 'levels',
      most: limits.depth - 2,
      of: (n) => withContent({ notes: JSON.parse('['.repeat(n) + ']'.repeat(n)) as unknown }),
    },
  ]
}
