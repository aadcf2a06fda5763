import type { Kit, KitInterview } from '~/domain/kit/schema'
import type { Tx } from '~/platform/db.server'
import { pinnedKit } from '~/services/kit/pinned-kit.server'
import type { ScorecardPlace } from './find-scorecard.server'

export type KitRequirements = { kit: Kit; interview: KitInterview; criteria: string[]; flags: string[] }

/**
 * What the kit of the loop asks of this scorecard: its interview, the keys of its focus criteria, and every red flag of
 * the kit.
 */
export async function kitRequirements(
  reader: Tx,
  organisationId: number,
  card: ScorecardPlace,
): Promise<KitRequirements> {
  const kit = await pinnedKit(organisationId, card.interview.loop.kitVersionId, reader)
  const { key } = card.interview.kitInterview
  const interview = kit.interviews.find(({ id }) => id === key)
  if (!interview) throw new Error(`kit ${kit.id} ${kit.version} has no interview ${key}`)
  return { kit, interview, criteria: interview.focus, flags: flagsInOrder(kit, interview) }
}

/** The flags this interview watches for first, then the kit's others: any of them may come up anywhere. */
function flagsInOrder(kit: Kit, interview: KitInterview): string[] {
  const watched = new Set(interview.red_flags)
  const all = kit.red_flags.map(({ id }) => id)
  return [...all.filter((id) => watched.has(id)), ...all.filter((id) => !watched.has(id))]
}
