/** What spreadsheets show where a formula has no value; #N/A is not among them, it says that a value is missing. */
const ERRORS = new Set(
  ['#ERROR!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#REF!', '#VALUE!', '#SPILL!', '#CALC!', '#GETTING_DATA'].concat(
    // German and French
    ['#BEZUG!', '#WERT!', '#ZAHL!', '#NOM?', '#VALEUR!', '#NOMBRE!'],
  ),
)

/**
 * Whether a cell shows that a spreadsheet program has damaged it, as a sentence without its subject; null where it does not. For
 * cells that should hold text, a telephone number or an identifier: of a number, 9.6E+11 is a good spelling.
 */
export function damageOf(cell: string): string | null {
  const text = cell.trim()
  if (/^[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}$/i.test(text))
    return `"${text}" is a long number that a spreadsheet has shortened, and its digits are lost; format the column as text, enter it again and export once more`
  if (ERRORS.has(text.toUpperCase()) || /^Err:\d{3}$/.test(text))
    return `"${text}" is an error of a spreadsheet formula; correct it there, or leave the cell blank`
  if (/^=[-+(A-Z0-9"@$]/i.test(text)) return `"${text.slice(0, 40)}" is a formula, not a value; write the value itself`
  if (/^#{3,}$/.test(text))
    return `"${text.slice(0, 40)}" is what a spreadsheet shows where a column is too narrow; widen it and export again`
  return null
}
