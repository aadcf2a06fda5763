import type * as z from 'zod/v4/core'
import { safeParse } from 'zod/v4/core'

/** Messages by path of the field; the empty path is about the form as a whole. */
export type FieldErrors = Record<string, string>
export type Parsed<T> = { ok: true; value: T } | { ok: false; fieldErrors: FieldErrors; values: Record<string, string> }

function fieldErrors(error: z.$ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** A form's text fields as an object; a name given more than once, or ending in `[]`, becomes a list. */
export function formObject(form: FormData): Record<string, unknown> {
  // fromEntries makes `__proto__` a field like any other.
  return Object.fromEntries(
    [...new Set(form.keys())].map((key): [string, unknown] => {
      const all = form.getAll(key)
      return key.endsWith('[]') ? [key.slice(0, -2), all] : [key, all.length > 1 ? all : all[0]]
    }),
  )
}

/** The posted form, leaving the request to be read again. Anything that is not a form is 400. */
export async function postedForm(request: Request): Promise<FormData> {
  try {
    return await request.clone().formData()
  } catch {
    throw new Response('The form could not be read.', { status: 400 })
  }
}

/** Validates posted form fields with the schema the browser used. The values go back into the form. */
export async function parseForm<S extends z.$ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  const form = await postedForm(request)
  const read = safeParse(schema, formObject(form))
  if (read.success) return { ok: true, value: read.data }
  const values = Object.fromEntries([...form].filter((e): e is [string, string] => typeof e[1] === 'string'))
  return { ok: false, fieldErrors: fieldErrors(read.error), values }
}

/** Validates a JSON body. Anything that is not JSON is 400. */
export async function parseJson<S extends z.$ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  let body: unknown
  try {
    body = await request.json()
  } catch {
    throw new Response('The body is not JSON.', { status: 400 })
  }
  const read = safeParse(schema, body)
  return read.success ? { ok: true, value: read.data } : { ok: false, fieldErrors: fieldErrors(read.error), values: {} }
}

/** Path parameters; an address that cannot exist is 404 like one that does not. */
export function parseParams<S extends z.$ZodType>(params: unknown, schema: S): z.output<S> {
  const read = safeParse(schema, params)
  if (!read.success) throw new Response('Not found', { status: 404 })
  return read.data
}

/** The query string; whatever does not fit is left to the schema's defaults, or 400. */
export function parseSearch<S extends z.$ZodType>(request: Request, schema: S): z.output<S> {
  const read = safeParse(schema, Object.fromEntries(new URL(request.url).searchParams))
  if (!read.success) throw new Response('The address holds something this page does not know.', { status: 400 })
  return read.data
}
