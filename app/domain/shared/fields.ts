import * as z from 'zod/mini'

/** PostgreSQL cannot store U+0000, and nobody types it. */
const noNul = z.refine<string>((value) => !value.includes('\u0000'), 'Remove the invisible NUL character.')

/** Text that must be there, trimmed, of at most `max` characters. */
export const required = (missing: string, max = 200) =>
  z.pipe(
    z.string(missing).check(z.trim()),
    z.string().check(z.minLength(1, missing), z.maxLength(max, `Use at most ${max} characters.`), noNul),
  )

/** Text that may be left out; blank counts as absent and becomes null. */
export const optional = (max = 200) =>
  z.pipe(
    z.nullish(z.string('Write text here.').check(z.trim(), z.maxLength(max, `Use at most ${max} characters.`), noNul)),
    z.transform((value) => value || null),
  )

/** An e-mail address, lower-cased: addresses are compared without regard to case. */
export const Email = z.pipe(
  z.string('Give an e-mail address.').check(z.trim(), z.toLowerCase()),
  z
    .string()
    .check(
      z.minLength(1, 'Give an e-mail address.'),
      z.maxLength(254, 'Use at most 254 characters.'),
      z.regex(/^[^\s@\u0000]+@[^\s@\u0000]+\.[^\s@\u0000]+$/, 'Write the address like name@example.org.'),
    ),
)

/** An id from an address or a form: a whole number as PostgreSQL's integer holds it. */
export const Id = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\d{1,10}$/, 'This is not an id.'))], 'This is not an id.'),
  z.pipe(
    z.transform((value: number | string) => Number(value)),
    z.int('This is not an id.').check(z.gte(1, 'This is not an id.'), z.lte(2_147_483_647, 'This is not an id.')),
  ),
)

/** Made by the client once per write, so that sending it twice does it once. */
export const WriteKey = z
  .string('The form lost its key; load the page again.')
  .check(z.regex(/^[\w-]{8,64}$/, 'The form lost its key; load the page again.'))

/** A time zone that Intl knows. */
export const TimeZone = z.string('Choose a time zone.').check(
  z.refine((value) => {
    try {
      new Intl.DateTimeFormat('en-GB', { timeZone: value })
      return value.length > 0
    } catch {
      return false
    }
  }, 'Choose a time zone from the list.'),
)
