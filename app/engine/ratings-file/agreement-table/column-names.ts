/** First columns that name the units: what was rated. */
const UNIT_NAMES = new Set(
  [
    [
      'unit',
      'units',
      'target',
      'subject',
      'object',
      'item',
      'case',
      'sample',
      'observation',
      'obs',
      'record',
      'row',
      'index',
    ],
    ['id', 'key', 'no', 'no.', 'nr', 'nr.', 'number', '#', 'name', 'full name'],
    ['candidate', 'applicant', 'application', 'person', 'participant', 'respondent', 'student', 'patient', 'employee'],
    [
      'essay',
      'paper',
      'document',
      'text',
      'image',
      'video',
      'answer',
      'submission',
      'interview',
      'session',
      'question',
    ],
  ].flat(),
)
const RATER_NAMES = new Set([
  'interviewer',
  'rater',
  'judge',
  'reviewer',
  'assessor',
  'coder',
  'annotator',
  'evaluator',
  'observer',
  'scorer',
  'grader',
  'examiner',
])
const VALUE_NAMES = new Set([
  'score',
  'rating',
  'value',
  'level',
  'grade',
  'mark',
  'label',
  'code',
  'category',
  'recommendation',
  'decision',
  'stars',
])

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
const withoutId = (name: string) => plain(name).replace(/ ?id$/, '')

/** Whether a column of this name says which row it is (candidate_id, Candidate ID, candidateId), whatever its place. */
export const isIdentifierName = (name: string): boolean =>
  /(?:^|[\s_-])id$/i.test(name.trim()) || /[a-z]I[dD]$/.test(name.trim())

/** Whether the first column names the units if it has this name. */
export const isUnitName = (name: string): boolean => UNIT_NAMES.has(plain(name)) || isIdentifierName(name)

/** Columns of a table with one rating a row, by their names; null where it does not look like one. */
export function longColumnsIn(header: readonly string[]): { rater: string; value: string } | null {
  const rater = header.find((name) => RATER_NAMES.has(plain(name)) || RATER_NAMES.has(withoutId(name)))
  const value = header.find((name) => VALUE_NAMES.has(plain(name)))
  return rater === undefined || value === undefined ? null : { rater, value }
}
