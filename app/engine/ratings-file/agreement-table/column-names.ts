const names = (text: string): ReadonlySet<string> => new Set(text.split(',').map((name) => name.trim()))

/** First columns that name the units: what was rated. */
const UNIT_NAMES = names(
  `unit, units, target, subject, object, item, case, sample, observation, obs, record, row, index, id, key, no, no., nr, nr., number,
  #, name, full name, candidate, applicant, application, person, participant, respondent, student, patient, employee, essay, paper,
  document, text, image, video, answer, submission, interview, session, question, timestamp, date, time`,
)
const RATER_NAMES = names(
  'interviewer, rater, judge, reviewer, assessor, coder, annotator, evaluator, observer, scorer, grader, examiner',
)
const VALUE_NAMES = names(
  'score, rating, value, level, grade, mark, label, code, category, recommendation, decision, stars',
)
/** What people compute beside and below a table of ratings; nothing that is a person's name or initials, such as Max or SD. */
const SUMMARY_NAMES = names(
  `mean, average, avg, total, sum, median, stdev, standard deviation, variance, count, grand total, overall, consensus, mean score,
  average score, total score, overall score, mittelwert, durchschnitt, summe, gesamt, moyenne, total general, promedio`,
)

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
  const rater = header.find(isRaterName)
  const value = header.find((name) => VALUE_NAMES.has(plain(name)))
  return rater === undefined || value === undefined ? null : { rater, value }
}

/** Whether a row or column of this name is most likely computed from the others. */
export const isSummaryName = (name: string): boolean => SUMMARY_NAMES.has(plain(name).replace(/[.:]$/, ''))

/** Whether a column of this name says who rated. */
export const isRaterName = (name: string): boolean => {
  const one = plain(name).replace(/s$/, '')
  return RATER_NAMES.has(one) || RATER_NAMES.has(withoutId(one)) || RATER_NAMES.has(one.replace(/ ?name$/, ''))
}
