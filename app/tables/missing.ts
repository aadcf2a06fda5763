/**
 * What programs write for a value that is not there: R (NA), pandas (NaN, None, <NA>), spreadsheets (#N/A), databases (NULL),
 * SAS and Stata (.), and people (-, n/a).
 */
const MISSING = new Set(
  [
    '',
    'NA',
    'N/A',
    'n/a',
    '#N/A',
    '#NA',
    '<NA>',
    'None',
    'null',
    'NULL',
    'nan',
    'NaN',
    '-nan',
    '-NaN',
    '.',
    '-',
  ].concat(
    // Word processors make these of a hyphen.
    ['\u2013', '\u2014'],
  ),
)

const LONGEST = Math.max(...[...MISSING].map(({ length }) => length))

/** Whether a cell says that its value is missing. In a column of names such a word can be a name: the caller decides. */
export function isMissing(text: string): boolean {
  const cell = text.trim()
  // Most cells are longer, and a set has to hash each of them.
  return cell.length <= LONGEST && MISSING.has(cell)
}
