import * as z from 'zod/mini'
import { asLine, asQuery, asText, isBlank, problemInLine, problemInText } from './characters'
import { atMost, gte, lte, maxLength, minLength, noProblem, refine, regex } from './checks'

/** How often a text may exceed its limit before composition (NFC), which makes one character of a letter and its accents. */
const UNCOMPOSED = 4

/** A text checked for length, then for its characters, then normalised: in this order each step takes linear time. */
const normalised = (
  missing: string,
  max: number,
  problemIn: (text: string) => string | null,
  form: (text: string) => string,
) =>
  z.pipe(
    z
      .string(missing)
      .check(
        maxLength(max * UNCOMPOSED, `Use at most ${max.toLocaleString('en-GB')} characters.`),
        noProblem(problemIn),
        z.overwrite(form),
        z.trim(),
      ),
    z.string().check(atMost(max)),
  )

const thatSaysSomething = (missing: string) =>
  z.string().check(
    minLength(1, missing),
    refine<string>((text) => !isBlank(text), missing),
  )

const nullIfBlank = <Value>(value: Value): NonNullable<Value> | null =>
  value === undefined || value === null || (typeof value === 'string' && isBlank(value)) ? null : value

/** What a form sends for a field that was left blank, or does not send at all, as null; anything else as it is. */
export const blankIsNull = z.transform((value: unknown) => nullIfBlank(value))

/** One line that must be there: a name, a title, a place. Composed, trimmed, without unseen characters. */
export const requiredLine = (missing: string, max = 200) =>
  z.pipe(normalised(missing, max, problemInLine, asLine), thatSaysSomething(missing))

/** One line that may be left out; blank counts as absent and becomes null. */
export const optionalLine = (max = 200) =>
  z.pipe(
    z.nullish(normalised('Write text here.', max, problemInLine, asLine)),
    z.transform((text: string | null | undefined) => nullIfBlank(text)),
  )

/** Text of any number of lines that must be there: a reason, a note. Composed and trimmed. */
export const required = (missing: string, max = 200) =>
  z.pipe(normalised(missing, max, problemInText, asText), thatSaysSomething(missing))

/** The values of a field that a form sends never, once or many times: nothing, a value, or a list. */
export const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value as unknown[]
  return value === undefined || value === '' || value === false ? [] : [value]
}

/** What a person looks for, where more than the answer depends on it: one that is too long is refused. */
export const StrictQuery = z.pipe(
  z
    .string('Write what to look for as text.')
    .check(maxLength(480, 'Use at most 120 characters.'), z.overwrite(asQuery)),
  z.string().check(atMost(120)),
)

/** What a person looks for, in an address. What cannot be looked for is as if nothing were asked. */
export const Query = z.catch(StrictQuery, '')

const ADDRESS = 'Write the address like name@example.org.'

/** The longest address that mail servers carry (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
const LONGEST_ADDRESS = 254

/**
 * An e-mail address, lower-cased: addresses are compared without regard to case. Letters of every script are let
 * through (RFC 6531); unseen ones are not, since two addresses that look alike would be two people.
 */
export const Email = z.pipe(
  z
    .string('Give an e-mail address.')
    .check(
      z.trim(),
      minLength(1, 'Give an e-mail address.'),
      atMost(LONGEST_ADDRESS),
      noProblem(problemInLine),
      z.overwrite(asLine),
      z.toLowerCase(),
    ),
  // No class below holds the character that follows it, so there is one way to match and time is linear.
  z.string().check(regex(/^[^\s@<>(),;:"\\[\]]+@[^\s@.<>(),;:"\\[\]]+(?:\.[^\s@.<>(),;:"\\[\]]+)+$/, ADDRESS)),
)

/** An id from an address or a form: a whole number as PostgreSQL's integer holds it. */
export const Id = z.pipe(
  z.union(
    [z.number(), z.string().check(regex(/^\d{1,10}$/, 'This is not a valid number.'))],
    'This is not a valid number.',
  ),
  z.pipe(
    z.transform((value: number | string) => Number(value)),
    z
      .int('This is not a valid number.')
      .check(gte(1, 'This is not a valid number.'), lte(2_147_483_647, 'This is not a valid number.')),
  ),
)

/** Made by the client once per write, so that sending it twice does it once. */
export const WriteKey = z
  .string('The form is incomplete. Load the page again.')
  .check(regex(/^[\w-]{8,64}$/, 'The form is incomplete. Load the page again.'))

/** A time zone that Intl knows. */
export const TimeZone = z.string('Choose a time zone.').check(
  maxLength(64, 'Choose a time zone from the list.'),
  refine<string>((value) => {
    try {
      new Intl.DateTimeFormat('en-GB', { timeZone: value })
      return value.length > 0
    } catch {
      return false
    }
  }, 'Choose a time zone from the list.'),
)
