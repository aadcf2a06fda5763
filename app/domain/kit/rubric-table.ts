import { fail, ok, type Result } from '../shared/result'
import { inOrderOfScale } from './other-scales'

/** A rubric as another program or page holds it: what each level of each criterion says. */
export type Rubric = {
  criteria: { name: string; means: string; texts: Map<string, string> }[]
  /** Every level that the rubric names, the lowest first. */
  scale: string[]
  /** Levels of a criterion whose text stands in several rows, with the line of the later one. */
  repeated: { criterion: string; level: string; line: number }[]
  /** Columns that were not read. */
  ignored: string[]
}

export type RubricTable = {
  header: readonly string[]
  headerLine: number
  rows: readonly { line: number; cells: readonly string[] }[]
}
export type RubricProblem = { code: 'RUBRIC_UNREADABLE'; message: string; line: number | null }

const CRITERION =
  /^(?:criteri(?:on|a)|competenc(?:y|ies)|attribute|skill|dimension|trait|topic|area|value|capability)s?(?: name)?$/i
const LEVEL = /^(?:level|score|rating|grade|points?|scale)s?$/i
const TEXT =
  /^(?:text|anchor|descriptor|description|behaviou?rs?|definition|meaning|indicators?|what it looks like|examples?)s?$/i
const MEANS = /^(?:means?|meaning|description|definition|question)$/i
const WORDS =
  /^(?:unacceptable|unsatisfactory|poor|weak|fair|average|good|strong|great|excellent|outstanding|exceptional|novice|beginner|basic|developing|emerging|intermediate|competent|proficient|advanced|expert|(?:strong |lean )?(?:no )?(?:hire|yes|no)|below.*|meets.*|exceeds.*|no evidence|not (?:assessed|observed)|n\/?a)$/i

const SHAPE =
  'Name the columns criterion, level and text, with one row for each level, or give one column for the criterion and one for each level'

/** The level that a column's name says: `3`, `-1`, `Level 3`, `3 - Meets`, `Meets (3)`, `Poor`; null if it is none. */
export function levelOf(name: string): string | null {
  const plain = name.trim()
  const number =
    /^(?:(?:level|score|rating|grade|points?)\s*)?(-?\d{1,2})(?:\s*(?:[-–—:.)(=]|points?).*)?$/i.exec(plain)?.[1] ??
    /^[^\d(]{1,60}\((-?\d{1,2})\)$/.exec(plain)?.[1]
  if (number !== undefined) return String(Number(number))
  return WORDS.test(plain) ? plain : null
}

/**
 * Reads a rubric from a table, long (criterion, level, text) or wide (a column for each level). A blank criterion is that
 * of the row above, as merged cells arrive; several texts of one level are one text.
 */
export function readRubric(table: RubricTable): Result<Rubric, RubricProblem> {
  const { header, headerLine } = table
  const find = (what: RegExp, but: readonly number[] = []) =>
    header.findIndex((name, at) => what.test(name.trim()) && !but.includes(at))
  const level = find(LEVEL)
  const columns = header.flatMap((name, at) => (at !== level && levelOf(name) !== null ? [at] : []))
  const wide = columns.length >= 2
  const named = find(CRITERION)
  // The first column of a wide table holds the criteria, whatever it is called.
  const criterion = named >= 0 || !wide ? named : header.findIndex((_, at) => !columns.includes(at))
  const text = wide ? -1 : find(TEXT, [criterion, level])
  const means = find(MEANS, [criterion, level, text])
  const missing = [
    ...(criterion < 0 ? ['criterion'] : []),
    ...(wide ? [] : [...(level < 0 ? ['level'] : []), ...(text < 0 ? ['text'] : [])]),
  ]
  if (missing.length > 0)
    return unreadable(
      `no column for the ${missing.join(' and the ')} was found among ${header.map((name) => `"${name}"`).join(', ')}. ${SHAPE}`,
      headerLine,
    )
  const criteria = new Map<string, Rubric['criteria'][number]>()
  const levels = new Set<string>()
  const repeated: Rubric['repeated'] = []
  let current = ''
  for (const { line, cells } of table.rows) {
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? '').replace(/\s+/g, ' ').trim())
    current = withoutMarks(cell(criterion)) || current
    if (current === '') return unreadable('this row has no criterion, and none stands above it', line)
    const one = criteria.get(current) ?? { name: current, means: '', texts: new Map<string, string>() }
    criteria.set(current, one)
    one.means ||= cell(means)
    const given: [string, string][] = wide
      ? columns.map((at) => [levelOf(header[at] ?? '') ?? '', cell(at)])
      : [[levelOf(cell(level)) ?? cell(level), cell(text)]]
    for (const [name, words] of given) {
      if (name === '' && words === '') continue
      if (name === '') return unreadable(`this text of "${current}" has no level`, line)
      levels.add(name)
      const before = one.texts.get(name)
      if (before && words !== '') repeated.push({ criterion: current, level: name, line })
      one.texts.set(name, [before, words].filter(Boolean).join(' '))
    }
  }
  if (levels.size < 2)
    return unreadable(`the table has ${levels.size === 1 ? 'only one level' : 'no rows'}. ${SHAPE}`, headerLine)
  const used = [criterion, level, text, means, ...(wide ? columns : [])]
  return ok({
    criteria: [...criteria.values()],
    scale: inOrderOfScale([...levels]),
    repeated,
    ignored: header.filter((name, at) => name.trim() !== '' && !used.includes(at)),
  })
}

/** A name without the asterisks of Markdown's bold or italics round it. */
const withoutMarks = (name: string) => /^(\*{1,3})(?!\*)(.*[^*])\1$/.exec(name)?.[2]?.trim() ?? name

const unreadable = (message: string, line: number) => fail({ code: 'RUBRIC_UNREADABLE', message, line })
