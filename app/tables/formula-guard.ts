/**
 * What a spreadsheet takes for the beginning of a formula: also the full-width signs, which some programs read as the ordinary
 * ones. @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const GUARDED = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/** A text that no spreadsheet takes for a formula: with an apostrophe in front where it could. */
export function guarded(text: string): string {
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text
}

/** The text as it was before `guarded`; other programs write such guards too. */
export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text
}
