import { launch } from './built-app'

/** Builds before the tests begin, so that no two of them build at once: a command that is none gets no further. */
export default async function setup() {
  const none = launch({}, [], 'none')
  await none.ended
  if (!none.output().includes('There is no command')) throw new Error(`The app could not be built:\n${none.output()}`)
}
