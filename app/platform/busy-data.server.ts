import { BUSY_SECONDS, BUSY_SENTENCE, slowDown } from './slow-down.server'

/**
 * What the forms for strangers read when the server is too busy. One answer for all of them: a form keeps in its fields
 * what was typed into them, so nothing of the request has to be repeated.
 */
export const busyAnswer = {
  fieldErrors: {},
  values: {},
  organisations: [] as never[],
  retry: slowDown({ code: 'BUSY' }).retry,
}

/**
 * That answer as Remix sends an action's data to a page with a script: turbo-stream's flat array, in which `_1` names
 * the key at index 1 and a number is the index of a value. Written down here because encoding it asks Remix to match,
 * to build a request and to stream, for each of hundreds; a test compares it with what Remix sends.
 */
export const BUSY_DATA = `${JSON.stringify([
  { _1: 2 },
  'data',
  { _3: 4, _5: 6, _7: 8, _9: 10 },
  'fieldErrors',
  {},
  'values',
  {},
  'organisations',
  [],
  'retry',
  { _11: 12, _13: 14 },
  'sentence',
  BUSY_SENTENCE,
  'seconds',
  BUSY_SECONDS,
])}\n`

/** The headers with which Remix sends data. */
export const DATA_HEADERS = { 'Content-Type': 'text/x-script', 'X-Remix-Response': 'yes' }
