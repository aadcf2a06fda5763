import { interviewOf } from '~/domain/kit/entry'
import type { Kit } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { promptsKnown } from './suggest-prompts.server'

type Planned = {
  interviewId: number
  loopId: number
  applicationId: number
  candidateId: number
  kit: Kit
  /** The interview of the kit, by its key. */
  key: string
}

/**
 * Records the suggested prompts of an interview that was just planned, and returns their ids. Whoever runs or plans it may
 * choose others.
 */
export async function recordSuggestedPrompts(tx: Tx, viewer: Viewer, { key, ...place }: Planned): Promise<string[]> {
  const asked = interviewOf(place.kit, key)
  if (!asked.prompts) return []
  const { suggested } = await promptsKnown(tx, viewer, { ...place, asked })
  const { organisationId } = viewer
  const { interviewId, kit } = place
  await tx.interviewPrompt.createMany({
    data: suggested.map((prompt, position) => ({
      organisationId,
      interviewId,
      kit: kit.id,
      prompt,
      position,
      chosenAt: now(),
    })),
  })
  return suggested
}

/** The candidate's page with this prompt was opened. Only the first time is kept; it outlives the page (ADR 027). */
export const recordOpened = (
  tx: Pick<Tx, 'interviewPrompt'>,
  { organisationId, interviewId, prompt }: { organisationId: number; interviewId: number; prompt: string },
) =>
  tx.interviewPrompt.updateMany({
    where: { organisationId, interviewId, prompt, openedAt: null },
    data: { openedAt: now() },
  })
