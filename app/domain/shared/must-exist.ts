/**
 * The value, where the program itself makes sure that there is one. `what` names it for whoever reads the log when that
 * is wrong. Input is never checked this way: it gets a message of its own.
 */
export function mustExist<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}, and there must be one here.`)
  return value
}
