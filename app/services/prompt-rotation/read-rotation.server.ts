import { titleFromId } from '~/domain/kit/names'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { DEFAULT_LIMIT } from '~/domain/prompt-rotation/schemas'
import type { PromptUseLine, RotationView } from '~/domain/prompt-rotation/view'
import { lastMonths } from '~/domain/prompt-rotation/months'
import { ok } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import { day } from '~/platform/dates.server'
import { db, type Tx } from '~/platform/db.server'
import { findKit } from '../kit/find-kit.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { retiredView } from './describe-choice.server'
import { readDifficulty } from './read-difficulty.server'
import { exposuresOf, neverUsed } from './exposure.sql.server'
import { retiredPrompts } from './retired-prompts.server'

const MONTHS = 12

/** How often each prompt of a kit was used and when, and which are retired. */
export async function readRotation(viewer: Viewer, role: string) {
  const { organisationId, timeZone } = viewer
  const found = await findKit(viewer, role, null)
  if (!found.ok) return found
  const { kit } = found.value
  const reader = db()
  const at = now()
  const limit = await promptLimit(reader, organisationId, role)
  const retired = await retiredPrompts(reader, organisationId, role)
  const withheld = await withheldApplicationIds(viewer, reader)
  const prompts = kit.prompts.map(({ id }) => id)
  const exposures = await exposuresOf(reader, { organisationId, kit: role, prompts, at, withheld })
  const months = lastMonths(at, MONTHS)
  const lineOf = ({ id, name }: { id: string; name: string }): PromptUseLine => {
    const { candidates, planned, lastUse, months: seen } = exposures.get(id) ?? neverUsed(id)
    const retirement = retired.get(id)
    return {
      id,
      name,
      candidates,
      planned,
      lastUse: lastUse && day(lastUse, timeZone),
      byMonth: months.map((month) => seen.find((one) => one.month === month)?.candidates ?? 0),
      retired: retirement ? retiredView(retirement, timeZone) : null,
      overLimit: !retirement && candidates >= limit,
    }
  }
  const view: RotationView = {
    kit: { id: kit.id, name: kit.name },
    limit,
    mayRetire: mayAnywhere(viewer, 'retire-prompts'),
    months,
    difficulty: await readDifficulty(reader, viewer, kit),
    kinds: [...new Set(kit.prompts.map(({ kind }) => kind))].map((kind) => ({
      kind,
      title: titleFromId(kind),
      prompts: kit.prompts.filter((prompt) => prompt.kind === kind).map(lineOf),
    })),
  }
  return ok(view)
}

export async function promptLimit(reader: Pick<Tx, 'promptLimit'>, organisationId: number, kit: string) {
  const set = await reader.promptLimit.findUnique({
    where: { organisationId_kit: { organisationId, kit } },
    select: { candidates: true },
  })
  return set?.candidates ?? DEFAULT_LIMIT
}
