import { describe, expect, test } from 'vitest'
import { safeParse } from 'zod/v4/core'
import type * as z from 'zod/v4/core'
import { VoteForm } from '~/domain/decision/forms'
import { parseForm, parseJson } from './parse.server'

const LIBRARY = 'a sentence of the library'
const modules = import.meta.glob(['../domain/**/*.ts', '!../domain/**/*.test.ts', '!../domain/kit/**'], { eager: true })
const isSchema = (value: unknown): value is z.$ZodType => typeof value === 'object' && value !== null && '_zod' in value
const schemas = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported as Record<string, unknown>).flatMap(([name, schema]) =>
    isSchema(schema) ? [{ name: `${file} ${name}`, schema }] : [],
  ),
)

const WRONG = [
  ...[undefined, null, true, 0, -1, 1.5, 1e300, NaN, 10n, Symbol('x'), () => 1, new Date(NaN), new File(['x'], 'a')],
  ...['', ' ', 'x', 'x'.repeat(100_000), '\u0000', '\ud800', [], ['x'], [[]], {}, { x: 1 }],
]

type Inside = Partial<{
  shape: Record<string, z.$ZodType>
  element: z.$ZodType
  innerType: z.$ZodType
  in: z.$ZodType
  valueType: z.$ZodType
  options: z.$ZodType[]
}>

/** Every place of a schema, as the value that holds `x` there and nothing else. */
function* places(schema: z.$ZodType, around: (x: unknown) => unknown = (x) => x): Generator<(x: unknown) => unknown> {
  yield around
  const { shape = {}, element, innerType, in: input, valueType, options = [] } = schema._zod.def as Inside
  for (const [key, inner] of Object.entries(shape)) yield* places(inner, (x) => around({ [key]: x }))
  if (element) yield* places(element, (x) => around([x]))
  if (valueType) yield* places(valueType, (x) => around({ key: x }))
  for (const inner of [innerType, input, ...options]) if (inner) yield* places(inner, around)
}

test('the schemas of the forms are found', () => expect(schemas.length).toBeGreaterThan(40))

test.each(schemas)('$name says everything that a person can get wrong in our words', ({ schema }) => {
  for (const at of places(schema))
    for (const wrong of WRONG) {
      const read = safeParse(schema, at(wrong), { error: () => LIBRARY })
      for (const { path, message } of read.error?.issues ?? [])
        // Pages choose the form and its intent, not people; an address's "?amend" is never a list.
        if (path.length > 0 && path[0] !== 'intent' && path[0] !== 'amend') expect(message).not.toBe(LIBRARY)
    }
})

describe('what only a changed page sends', () => {
  const OURS = 'The request does not match the form of the page. Load the page again and send the form once more.'
  const asked = (body: BodyInit, type: string) =>
    new Request('http://127.0.0.1:3000/packets/1', { method: 'POST', headers: { 'Content-Type': type }, body })

  test('is answered with our sentence, in a form', async () => {
    const read = await parseForm(asked('intent=other', 'application/x-www-form-urlencoded'), VoteForm)
    expect(read).toMatchObject({ ok: false, fieldErrors: { intent: OURS } })
  })

  test('and in JSON', async () => {
    const read = await parseJson(asked('[]', 'application/json'), VoteForm)
    expect(read).toMatchObject({ ok: false, fieldErrors: { '': OURS } })
  })
})
