import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import type { PromptUseView } from '~/domain/prompt-rotation/view'
import { now } from '~/platform/clock.server'
import { day } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { retiredView } from './describe-choice.server'
import { exposuresOf, neverUsed } from './exposure.sql.server'
import { promptLimit } from './read-rotation.server'
import { retiredPrompts } from './retired-prompts.server'

/** Whether one prompt is retired, for everybody who reads the kit; how often it was used, for those who may retire it. */
export async function readPromptUse(viewer: Viewer, kit: string, prompt: string): Promise<PromptUseView> {
  const { organisationId, timeZone } = viewer
  const retirement = (await retiredPrompts(db(), organisationId, kit)).get(prompt)
  const retired = retirement ? { ...retiredView(retirement, timeZone), id: retirement.id } : null
  if (!mayAnywhere(viewer, 'retire-prompts')) return { retired, use: null }
  const withheld = await withheldApplicationIds(viewer)
  const asked = { organisationId, kit, prompts: [prompt], at: now(), withheld }
  const { candidates, planned, lastUse } = (await exposuresOf(db(), asked)).get(prompt) ?? neverUsed(prompt)
  const limit = await promptLimit(db(), organisationId, kit)
  return {
    retired,
    use: {
      candidates,
      planned,
      lastUse: lastUse && day(lastUse, timeZone),
      limit,
      mayReadAll: mayAnywhere(viewer, 'read-calibration'),
    },
  }
}
