/** What is known of a kit's prompts when some are suggested for an interview of one candidate. Prompts are named by id. */
export type PromptsKnown = {
  /** Those of the interview's kind, in the kit's order. */
  prompts: readonly string[]
  /** As many as the interview asks for. */
  pick: number
  retired: ReadonlySet<string>
  /** Seen by this candidate already, in whichever application. */
  seen: ReadonlySet<string>
  /** Used by other interviews of the same loop. */
  elsewhere: ReadonlySet<string>
  use: ReadonlyMap<string, PromptUse>
  /** Decides between prompts of equal use: each application begins at another place of the kit. */
  applicationId: number
}

/** `candidates`: who saw it or will in an interview that is planned. */
export type PromptUse = { candidates: number; lastUse: Date | null }

/**
 * The prompts to suggest: the least exposed that are neither retired, nor seen by the candidate, nor used by a colleague of
 * the same loop. Of equal exposure, the one whose last use is longest ago, then in turn from application to application.
 * Fewer than `pick` where not enough are left: a candidate is never suggested a prompt that they know.
 */
export function suggestPrompts(known: PromptsKnown): string[] {
  const { prompts, pick, retired, seen, elsewhere, use, applicationId } = known
  const candidates = (id: string) => use.get(id)?.candidates ?? 0
  const lastUse = (id: string) => use.get(id)?.lastUse?.getTime() ?? -Infinity
  const turn = new Map(prompts.map((_, index) => [prompts[(applicationId + index) % prompts.length], index]))
  const inTurn = (id: string) => turn.get(id) ?? 0
  return prompts
    .filter((id) => !retired.has(id) && !seen.has(id) && !elsewhere.has(id))
    .sort((a, b) => candidates(a) - candidates(b) || compare(lastUse(a), lastUse(b)) || inTurn(a) - inTurn(b))
    .slice(0, pick)
}

/** -Infinity less itself is not a number, so the times are compared and not subtracted. */
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)
