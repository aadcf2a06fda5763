/** Why a prompt is retired, in the order in which forms offer them. */
export const RETIREMENT_CAUSES = ['exposure', 'leak', 'other'] as const
export type RetirementCause = (typeof RETIREMENT_CAUSES)[number]

export const causeNames: Readonly<Record<RetirementCause, string>> = {
  exposure: 'Seen by many candidates',
  leak: 'Leaked',
  other: 'Another reason',
}
