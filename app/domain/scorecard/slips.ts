/** What an interviewer may do by mistake; it never counts against the candidate (rules for rating, 2 and 3). */
export const SLIP_KINDS = ['asked-early', 'hint-given', 'not-reached'] as const
export type SlipKind = (typeof SLIP_KINDS)[number]

export const slipLabels: Record<SlipKind, string> = {
  'asked-early': 'Asked early',
  'hint-given': 'Hint given',
  'not-reached': 'Not reached',
}

/** The kinds in the order of the list, each once. */
export const slipsInOrder = (slips: readonly SlipKind[]): SlipKind[] =>
  SLIP_KINDS.filter((kind) => slips.includes(kind))

/** One press records a slip, another takes it back. */
export const toggleSlip = (slips: readonly SlipKind[], kind: SlipKind): SlipKind[] =>
  slipsInOrder(slips.includes(kind) ? slips.filter((one) => one !== kind) : [...slips, kind])

/** How a rating's row holds its slips. */
export type SlipColumns = { askedEarly: boolean; hintGiven: boolean; notReached: boolean }

export const slipColumns = (slips: readonly SlipKind[]): SlipColumns => ({
  askedEarly: slips.includes('asked-early'),
  hintGiven: slips.includes('hint-given'),
  notReached: slips.includes('not-reached'),
})

export const slipsOf = ({ askedEarly, hintGiven, notReached }: SlipColumns): SlipKind[] => {
  const held = { 'asked-early': askedEarly, 'hint-given': hintGiven, 'not-reached': notReached }
  return SLIP_KINDS.filter((kind) => held[kind])
}

/** "asked early, hint given" beside a rating. */
export const slipWords = (slips: readonly SlipKind[]): string =>
  slipsInOrder(slips)
    .map((kind) => slipLabels[kind].toLowerCase())
    .join(', ')

/** A gate that decides a level of the criterion at the seniority of the job. */
type LevelGate = { level: 2 | 3 | 4; question: number }

/**
 * Which levels a slip leaves open, by rules 2 and 3 for rating: what was asked early, given away or not reached counts as
 * not asked. Where the kit has a gate for the criterion, its level says from where on. Null where there is no slip.
 */
export function openLevels(slips: readonly SlipKind[], gates: readonly LevelGate[]): string | null {
  if (slips.length === 0) return null
  const lost = slips.includes('asked-early') && gates.length > 0 ? Math.min(...gates.map(({ level }) => level)) : null
  const before = 'A level stands if it was shown before the slip, or if an earlier “no” had already decided it.'
  if (lost === null) return `${before} Otherwise choose “not assessed”, and write “at least …” for what was shown.`
  const from = lost === 4 ? 'Level 4 is' : lost === 3 ? 'Levels 3 and 4 are' : 'Levels 2 to 4 are'
  const below =
    lost === 2
      ? 'Level 1 needs a “no” at level 2, which can no longer be had.'
      : lost === 3
        ? 'Level 1 stands if level 2 was not shown.'
        : 'Levels 1 and 2 stand if the level above was not shown.'
  const least = lost === 2 ? '' : `, and write “at least ${lost - 1}” if that was shown`
  return `${from} open only if shown before the slip. ${below} Otherwise choose “not assessed”${least}.`
}
