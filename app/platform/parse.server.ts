import type * as z from 'zod/v4/core'
import { safeParse } from 'zod/v4/core'
import { FORM_ACCOUNT } from '~/domain/identity/form-account'
import { readForm, readJson } from './body.server'

/** Messages by path of the field; the empty path is about the form as a whole. */
export type FieldErrors = Record<string, string>
export type Parsed<T> = { ok: true; value: T } | { ok: false; fieldErrors: FieldErrors; values: Record<string, string> }

function fieldErrors(error: z.$ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** Where a schema names no sentence: what no page of ours sends, so the page is an old one or was changed. */
const ours = {
  error: () => 'The request does not match the form of the page. Load the page again and send the form once more.',
}

/** A form's fields as an object; a name given more than once, or ending in `[]`, becomes a list. One pass over the fields. */
export function formObject(form: FormData): Record<string, unknown> {
  const all = new Map<string, FormDataEntryValue[]>()
  for (const [name, value] of form) {
    const values = all.get(name)
    if (values) values.push(value)
    else all.set(name, [value])
  }
  // fromEntries makes `__proto__` a field like any other.
  return Object.fromEntries(
    [...all].map(([name, values]): [string, unknown] =>
      name.endsWith('[]') ? [name.slice(0, -2), values] : [name, values.length > 1 ? values : values[0]],
    ),
  )
}

/** Forms already read, so that an action that looks at the intent first does not read the body twice. */
const posted = new WeakMap<Request, Promise<Posted>>()
type Posted = { form: FormData; accounts: string[] }

function post(request: Request): Promise<Posted> {
  const before = posted.get(request)
  if (before) return before
  const read = readForm(request).then((form) => {
    const accounts = form.getAll(FORM_ACCOUNT).map((value) => (typeof value === 'string' ? value : ''))
    // It is about the request and no field of any form: no schema knows it, and no page shows it again.
    form.delete(FORM_ACCOUNT)
    return { form, accounts }
  })
  posted.set(request, read)
  return read
}

/** The posted form, within the limits of its address (`limits.server.ts`). Anything that is not a form is 400. */
export const postedForm = async (request: Request): Promise<FormData> => (await post(request)).form

/** For whose session the form says that it was made; empty where it does not say. */
export const postedAccounts = async (request: Request): Promise<string[]> => (await post(request)).accounts

/** Fields that no page shows again: a browser keeps pages, and a password is not to be kept with them. */
export const SECRET = ['password', 'current']

/** Validates posted form fields with the schema the browser used. The values go back into the form, passwords aside. */
export async function parseForm<S extends z.$ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  const form = await postedForm(request)
  const read = safeParse(schema, formObject(form), ours)
  if (read.success) return { ok: true, value: read.data }
  const shown = (field: [string, unknown]): field is [string, string] =>
    typeof field[1] === 'string' && !SECRET.includes(field[0])
  const values = Object.fromEntries([...form].filter(shown))
  return { ok: false, fieldErrors: fieldErrors(read.error), values }
}

/** Validates a value that the caller put together; the values of a form are the caller's to keep. */
export function parseValue<S extends z.$ZodType>(value: unknown, schema: S): Parsed<z.output<S>> {
  const read = safeParse(schema, value, ours)
  return read.success ? { ok: true, value: read.data } : { ok: false, fieldErrors: fieldErrors(read.error), values: {} }
}

/** Validates a JSON body within the limits of its address. Anything that is not JSON is 400. */
export async function parseJson<S extends z.$ZodType>(request: Request, schema: S): Promise<Parsed<z.output<S>>> {
  return parseValue(await readJson(request), schema)
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
  if (!read.success) throw new Response('The address contains a value that this page does not accept.', { status: 400 })
  return read.data
}
