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

/** Whether a cell says that its value is missing. In a column of names such a word can be a name: the caller decides. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim())
}
