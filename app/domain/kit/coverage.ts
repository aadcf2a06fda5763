import type { Kit } from './schema'

/** Roles whose twelve lines are fixed: four of each kind, from the document that defines them. */
const fixedRoles = ['research-scientist', 'ml-engineer', 'ml-product-manager']
const kinds = ['look-for', 'red-flag', 'evaluation'] as const

export type LineCoverage = { line: string; words: string; answeredBy: string[] }

/** The lines a kit of this role must declare. A role of one's own declares its own lines. */
export function fixedLines(role: string): string[] {
  if (!fixedRoles.includes(role)) return []
  return kinds.flatMap((kind) => [1, 2, 3, 4].map((number) => `000/${role}/${kind}/${number}`))
}

/** For every line of the kit, which criteria, red flags and interviews answer it. */
export function coverage(kit: Pick<Kit, 'lines' | 'criteria' | 'red_flags' | 'interviews'>): LineCoverage[] {
  const items = [
    ...kit.criteria.map((item) => ({ label: `criterion ${item.id}`, source: item.source })),
    ...kit.red_flags.map((item) => ({ label: `red flag ${item.id}`, source: item.source })),
    ...kit.interviews.map((item) => ({ label: `interview ${item.id}`, source: item.source })),
  ]
  return Object.entries(kit.lines).map(([line, words]) => ({
    line,
    words,
    answeredBy: items.filter((item) => item.source?.includes(line)).map((item) => item.label),
  }))
}
