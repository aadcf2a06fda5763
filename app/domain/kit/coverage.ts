import { perspectives, seniorities, type Kit, type KitInterview } from './schema'

/** Roles whose twelve lines are fixed: four of each kind, from the document that defines them. */
const fixedRoles = ['research-scientist', 'ml-engineer', 'ml-product-manager']
const kinds = ['look-for', 'red-flag', 'evaluation'] as const

export type LineCoverage = { line: string; words: string; answeredBy: string[] }

/** The lines a kit of this role must declare. A custom role declares its own lines. */
export function fixedLines(role: string): string[] {
  if (!fixedRoles.includes(role)) return []
  return kinds.flatMap((kind) => [1, 2, 3, 4].map((number) => `000/${role}/${kind}/${number}`))
}

const promptsWanted = 3
const casesWanted = 2
const ratersWanted = 2

/**
 * What a valid kit still lacks for long use: a leaked prompt needs two replacements, interviewers need two calibration
 * cases for each interview, and a rating by one rater cannot be separated from that rater's severity. These are
 * warnings and not errors, so that a new role can begin small.
 */
export function kitShortcomings(kit: Pick<Kit, 'criteria' | 'interviews' | 'prompts' | 'calibration_cases'>): string[] {
  const kinds = [...new Set(kit.interviews.flatMap(({ prompts }) => (prompts ? [prompts.kind] : [])))]
  const count = (what: string, found: number, wanted: number) =>
    found < wanted ? [`${what}: ${found} of ${wanted}`] : []
  return [
    ...kinds.flatMap((kind) =>
      count(`prompts of the kind ${kind}`, kit.prompts.filter((prompt) => prompt.kind === kind).length, promptsWanted),
    ),
    ...kit.criteria.flatMap(({ id }) => count(`people who rate ${id} in a full loop`, ratersOf(kit, id), ratersWanted)),
    ...perspectives.flatMap((view) =>
      count(
        `interviews from the perspective of ${view}`,
        kit.interviews.filter(({ perspective }) => perspective === view).length,
        1,
      ),
    ),
    ...kit.interviews.flatMap((interview) => unwrittenLevels(kit, interview)),
    ...kit.interviews.flatMap(({ id }) =>
      count(
        `calibration cases of ${id}`,
        kit.calibration_cases.filter(({ of }) => of.interview === id).length,
        casesWanted,
      ),
    ),
  ]
}

/**
 * Where an interview leaves it to its prompts to say what levels sound like: what a prompt does not say, or not for
 * all.
 */
function unwrittenLevels(kit: Pick<Kit, 'criteria' | 'prompts'>, interview: KitInterview): string[] {
  const { prompts, focus, sounds_like: sounds } = interview
  if (!prompts || typeof sounds !== 'string') return []
  const criteria = kit.criteria.filter(({ id }) => focus.includes(id))
  return kit.prompts
    .filter(({ kind }) => kind === prompts.kind)
    .flatMap((prompt) =>
      criteria.flatMap(({ id, anchors }) => {
        const what = `what ${id} sounds like in the prompt ${prompt.id}`
        const written = prompt.levels?.[id]
        if (!written) return [`${what}: not written`]
        const missing = 'senior' in anchors ? seniorities.filter((seniority) => !(seniority in written)) : []
        return missing.length > 0 ? [`${what}: not written for ${missing.join(' and ')}`] : []
      }),
    )
}

/** People who rate a criterion, each alone, when every interview of the kit is held once as its guide says. */
export function ratersOf(kit: Pick<Kit, 'interviews'>, criterion: string): number {
  const rating = kit.interviews.filter(({ focus }) => focus.includes(criterion))
  return rating.reduce((sum, { raters }) => sum + (raters ?? 1), 0)
}

/** For every line of the kit, which criteria, red flags and interviews answer it. */
export function coverage(kit: Pick<Kit, 'lines' | 'criteria' | 'red_flags' | 'interviews'>): LineCoverage[] {
  const items = [
    ...kit.criteria.map((item) => ({ label: `criterion ${item.id}`, source: item.source })),
    ...kit.red_flags.map((item) => ({ label: `red flag ${item.id}`, source: item.source })),
    ...kit.interviews.map((item) => ({ label: `interview ${item.id}`, source: item.source })),
  ]
  const labels = new Map<string, string[]>(Object.keys(kit.lines).map((line) => [line, []]))
  for (const { label, source } of items) for (const line of new Set(source)) labels.get(line)?.push(label)
  return Object.entries(kit.lines).map(([line, words]) => ({ line, words, answeredBy: labels.get(line) ?? [] }))
}
