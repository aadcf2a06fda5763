const names = (text: string): ReadonlySet<string> => new Set(text.split(',').map((name) => name.trim()))

/** First columns that name the units: what was rated. */
const UNIT_NAMES = names(
  `row labels, zeilenbeschriftungen, unit, units, target, subject, object, item, case, sample, observation, obs, record, row, index, id, key, no, no., nr, nr., number,
  #, name, full name, candidate, applicant, application, person, participant, respondent, student, patient, employee, essay, paper,
  document, text, image, video, answer, submission, interview, session, question, timestamp, date, time`,
)
/** Columns that say what was rated wherever they stand. */
const FACET_NAMES = names(
  'candidate, applicant, criterion, criteria, competency, dimension, kandidat, bewerber, kriterium, kompetenz, candidat, critère',
)
const RATER_NAMES = names(
  'interviewer, rater, judge, reviewer, assessor, coder, annotator, evaluator, observer, scorer, grader, examiner',
)
const VALUE_NAMES = names(
  'score, rating, value, level, grade, mark, label, code, category, recommendation, decision, stars',
)
/** What people compute beside and below a table of ratings. */
const SUMMARY_WORDS = names(
  `mean, average, avg, total, totals, sum, median, mode, stdev, stddev, std, sd, variance, var, count, n, overall, consensus, max,
  maximum, min, minimum, range, spread, final, result, score, weight, threshold, cutoff, round, year, rank, ranking, percentile,
  points, alpha, kappa, mittelwert, mittel, schnitt, durchschnitt, summe, gesamt, gesamtwert, gesamtnote, endnote, ergebnis,
  gewicht, gewichtung, schwelle, runde, jahr, rang, anzahl, spannweite, streuung, standardabweichung, punkte, moyenne, somme,
  poids, rang, promedio, suma, \u00f8, \u2300, \u03c3, \u2211, \u03bc, \u00b5`,
)
/** What stands beside such a word in a longer name: Average rating, Std. Dev., Total general. */
const SUMMARY_FILLERS = names(
  `standard, deviation, dev, error, rating, ratings, scores, value, values, level, grade, mark, marks, recommendation, decision,
  general, grand, of, all, the, per, raters, interviewers, reviewers, row, weighted, simple, rounded, pass, adjusted`,
)
/** Words of these that are first names or initials as well; the values have to say so too. */
const PERSONAL_WORDS = names('max, min, sd, n, var, mode')

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

const wordsOf = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\u2300\u2211]+/u)
    .filter((word) => word !== '')

/** Whether a row or column of this name is most likely computed from the others, or says something else than a rating. */
export function isSummaryName(name: string): boolean {
  const words = wordsOf(name)
  if (words.length === 1 && PERSONAL_WORDS.has(words[0] ?? '')) return false
  return words.some((word) => SUMMARY_WORDS.has(word)) && words.every(isSummaryWord)
}

/** Whether the name is that of a computed figure and may as well be a person's: Max, Min, SD, N. */
export function isPersonalSummaryName(name: string): boolean {
  const words = wordsOf(name)
  return words.length === 1 && PERSONAL_WORDS.has(words[0] ?? '')
}

const isSummaryWord = (word: string) => SUMMARY_WORDS.has(word) || SUMMARY_FILLERS.has(word)

/** Whether a column of this name, wherever it stands, says what was rated. */
export const isFacetName = (name: string): boolean => FACET_NAMES.has(plain(name))

/** Whether a column of this name says who rated. */
export const isRaterName = (name: string): boolean => {
  const one = plain(name).replace(/s$/, '')
  return RATER_NAMES.has(one) || RATER_NAMES.has(withoutId(one)) || RATER_NAMES.has(one.replace(/ ?name$/, ''))
}
