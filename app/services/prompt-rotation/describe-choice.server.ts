import type { Prompt } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import type { PromptChoice, RetiredView } from '~/domain/prompt-rotation/view'
import { day } from '~/platform/dates.server'
import type { Tx } from '~/platform/db.server'
import { neverUsed } from './exposure.sql.server'
import { promptsOfKind } from './prompts-in-use.server'
import { retiredPrompts, type Retirement } from './retired-prompts.server'
import { promptsKnown, type PromptPlace } from './suggest-prompts.server'

/** What an interview may use instead of the prompts that it uses now, and which prompts of its kit are retired. */
export async function describeChoice(reader: Tx, viewer: Viewer, place: PromptPlace, current: readonly Prompt[]) {
  const { timeZone, organisationId } = viewer
  const retired = await retiredPrompts(reader, organisationId, place.kit.id)
  const views = new Map([...retired].map(([id, one]) => [id, retiredView(one, timeZone)]))
  if (!place.asked.prompts) return { choice: null, retired: views }
  const known = await promptsKnown(reader, viewer, place)
  const inUse = new Set(current.map(({ id }) => id))
  const choice: PromptChoice = {
    pick: Math.min(known.pick, known.prompts.length),
    current: [...inUse],
    suggested: known.suggested,
    options: promptsOfKind(place.kit, place.asked)
      // A retired prompt is offered only where it is used already.
      .filter(({ id }) => !known.retired.has(id) || inUse.has(id))
      .map(({ id, name }) => {
        const { candidates, planned, lastUse } = known.exposures.get(id) ?? neverUsed(id)
        return {
          id,
          name,
          candidates,
          planned,
          lastUse: lastUse && day(lastUse, timeZone),
          retired: known.retired.has(id),
          seen: known.seenAsFarAsKnown.has(id),
          elsewhere: known.elsewhere.has(id),
        }
      }),
  }
  return { choice, retired: views }
}

export const retiredView = ({ cause, reason, retiredAt, retiredBy }: Retirement, timeZone: string): RetiredView => ({
  when: day(retiredAt, timeZone),
  by: retiredBy.name ?? 'a former colleague',
  cause,
  reason,
})
