import type { Formula, RandomTermFormula } from '../model/formula'
import { factorNamed, type Table } from '../model/table'
import type { Warning } from './document'
import { distinguishable } from './distinguishable'
import { meaningOf, type RoleColumns } from './roles'

/** A column as it is written in a formula. */
export const quoted = (name: string) => (/^[\p{L}.][\p{L}\p{N}._]*$/u.test(name) ? name : `\`${name}\``)

/** Writes a formula out. */
export function formulaText(formula: Formula): string {
  const fixed = formula.fixed.map((t) =>
    t.variables.map((v) => (v.factor ? `factor(${quoted(v.name)})` : quoted(v.name))).join(':'),
  )
  const head = formula.intercept ? (fixed.length > 0 ? [] : ['1']) : ['0']
  const random = formula.random.map(
    (r) => `(${r.slope === null ? '1' : `0 + ${quoted(r.slope)}`} | ${r.factors.map(quoted).join(':')})`,
  )
  return `${quoted(formula.response)} ~ ${[...head, ...fixed, ...random].join(' + ')}`
}

/**
 * The hiring model with the terms that the columns and the data allow, and a warning for each one left out. With a prior a
 * term stays unless it cannot be told from another by definition: halo when no interview rates two criteria, and the terms by
 * criterion when there is one criterion.
 */
export function defaultFormula(
  score: string,
  roles: RoleColumns,
  table: Table,
  withPrior: boolean,
): { formula: Formula; warnings: Warning[] } {
  const warnings: Warning[] = []
  const { candidate, interviewer, criterion, scorecard } = roles
  const criteria = criterion === undefined ? 0 : factorNamed(table, criterion).levels.length
  const leave = (what: string, why: string) => {
    warnings.push({ code: 'TERM_LEFT_OUT', message: `${what} is left out of the model: ${why}.` })
  }

  const wanted: { what: string; factors: string[] | null; missing: string }[] = [
    { what: 'The candidate', factors: candidate ? [candidate] : null, missing: 'there is no candidate column' },
    { what: 'The interviewer', factors: interviewer ? [interviewer] : null, missing: 'there is no interviewer column' },
    {
      what: 'What one interview shares (halo)',
      factors: scorecard ? [scorecard] : candidate && interviewer ? [candidate, interviewer] : null,
      missing: 'there is neither a scorecard column nor both candidate and interviewer',
    },
    {
      what: 'Candidate by criterion',
      factors: candidate && criterion && criteria > 1 ? [candidate, criterion] : null,
      missing: criterion ? 'there is only one criterion' : 'there is no criterion column',
    },
    {
      what: 'Interviewer by criterion',
      factors: interviewer && criterion && criteria > 1 ? [interviewer, criterion] : null,
      missing: criterion ? 'there is only one criterion' : 'there is no criterion column',
    },
  ]
  let random: RandomTermFormula[] = []
  for (const { what, factors, missing } of wanted) {
    if (factors === null) leave(what, missing)
    else random.push({ name: factors.join(':'), factors, slope: null })
  }
  if (withPrior) {
    const halo = random.find((r) => meaningOf(r.factors, roles) === 'interview')
    if (halo && !ratesTwoCriteria(halo.factors, criterion, table)) {
      random = random.filter((r) => r !== halo)
      leave(
        'What one interview shares (halo)',
        'no interview rates two criteria, so it cannot be separated from the residual',
      )
    }
  } else {
    const { kept, dropped } = distinguishable(random, criterion && criteria > 1 ? [criterion] : [], table)
    random = kept
    for (const d of dropped) leave(`(1 | ${d.term.name})`, d.reason)
  }
  const fixed = criterion && criteria > 1 ? [{ variables: [{ name: criterion, factor: false }] }] : []
  return { formula: { response: score, intercept: true, fixed, random }, warnings }
}

function ratesTwoCriteria(interview: readonly string[], criterion: string | undefined, table: Table): boolean {
  if (criterion === undefined) return false
  const codes = factorNamed(table, criterion).codes
  const seen = new Map<string, number>()
  for (let i = 0; i < table.rows; i++) {
    const key = interview.map((f) => factorNamed(table, f).codes[i]).join(':')
    const before = seen.get(key)
    if (before !== undefined && before !== codes[i]) return true
    seen.set(key, codes[i])
  }
  return false
}
