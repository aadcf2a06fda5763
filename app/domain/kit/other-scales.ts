/** The levels of a kit. */
const levels = [1, 2, 3, 4] as const

/** The level of a kit for each level of a scale with so many, lowest first: 3 is what is expected at the seniority. */
const PLACES: Record<number, readonly number[]> = {
  2: [2, 3],
  3: [2, 3, 4],
  4: [1, 2, 3, 4],
  5: [1, 2, 3, 4, 4],
  6: [1, 1, 2, 3, 4, 4],
  7: [1, 1, 2, 3, 3, 4, 4],
}

const NOTHING_SEEN =
  /^(?:no evidence|not (?:assessed|observed|rated|applicable)|insufficient(?: evidence)?|n\/?a|none|unsure|no decision)$/i
const READS_LIKE_NOTHING_SEEN =
  /no evidence (?:for or against|either way|was (?:seen|given|found))|not (?:assessed|observed|covered|discussed)|did not come up/i

const isNumber = (level: string) => /^-?\d+(?:\.\d+)?$/.test(level)

/** Does this level of a foreign scale mean that nothing was seen? Judged by its name, else by its text. */
export const meansNothingSeen = (level: string, text: unknown): boolean =>
  NOTHING_SEEN.test(level.trim()) ||
  (typeof text === 'string' && READS_LIKE_NOTHING_SEEN.test(text.replaceAll('**', '').slice(0, 500)))

/** Levels from the lowest to the highest: by number where all are numbers, else as they stand. */
export const inOrderOfScale = (given: readonly string[]): string[] =>
  given.every(isNumber) ? [...given].sort((a, b) => Number(a) - Number(b)) : [...given]

/**
 * Which level of a kit each level of another scale becomes; null for one that means that nothing was seen. All of them
 * null where the scale has more levels than can be placed without knowing what they say.
 */
export function mapScale(scale: readonly { level: string; text: unknown }[]): Map<string, number | null> {
  const byName = new Map(scale.map(({ level, text }) => [level, text]))
  const ordered = inOrderOfScale([...byName.keys()].filter((level) => !NOTHING_SEEN.test(level.trim())))
  const places = PLACES[ordered.length] ?? []
  const placeOf = new Map(ordered.map((level, index) => [level, places[index] ?? null]))
  return new Map(
    [...byName].map(([level, text]) => [level, meansNothingSeen(level, text) ? null : (placeOf.get(level) ?? null)]),
  )
}

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const MOST_SHOWN = 12
const shown = (names: readonly string[]) =>
  listed(names.slice(0, MOST_SHOWN).map((name) => (name.length > 30 ? `${name.slice(0, 30)}…` : name)))

/**
 * How to write anchors of another scale as those of a kit; null where they stand under 1 to 4, or are no levels at all.
 */
export function otherScaleSentence(anchors: Record<string, unknown>): string | null {
  const given = Object.keys(anchors)
  const own = levels.map(String)
  const foreign = given.filter((level) => !own.includes(level))
  if (foreign.length === 0 || given.length < 2) return null
  const known = (level: string) => isNumber(level) || NOTHING_SEEN.test(level.trim())
  // One misspelt key among the four is told as such.
  if (!foreign.every(known) && given.some((level) => own.includes(level))) return null
  const scale = inOrderOfScale(given)
  const mapped = mapScale(scale.map((level) => ({ level, text: anchors[level] })))
  const left = scale.filter((level) => meansNothingSeen(level, anchors[level]))
  const placed = levels.flatMap((to) => {
    const from = scale.filter((level) => mapped.get(level) === to)
    return from.length > 0 ? [`${listed(from)} as ${to}`] : []
  })
  const missing = levels.filter((to) => ![...mapped.values()].includes(to))
  const steps = [
    ...(left.length > 0
      ? [`leave out ${shown(left)}, which is no level (interviewers record it as not assessed)`]
      : []),
    ...(scale.every((level) => left.includes(level) || String(mapped.get(level)) === level)
      ? ['keep the others']
      : placed.length > 0
        ? [`write ${listed(placed)}`]
        : ['write as 3 what is expected, and the others round it']),
    ...(placed.length > 0 && missing.length > 0 ? [`add ${listed(missing.map(String))}`] : []),
  ]
  return `A kit has the levels 1 to 4, and 3 is what is expected at the seniority; this scale has ${shown(scale)}: ${listed(steps)}.`
}
