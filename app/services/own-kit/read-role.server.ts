import { needProfiles } from '~/domain/kit/schema'
import { choicesOf } from '~/domain/kit-draft/choices'
import { itemsAt, textAt, type Block } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { partOfDraft } from './read-own-kit.server'

/** What a draft says of its role, with its criteria and their weights. */
export async function readRole(viewer: Viewer, kitId: number) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { draft } = found.value
  const part = partOfDraft(draft, null, null)
  if (!part.ok) return part
  const content = JSON.parse(draft.content) as Block
  return ok({
    part: part.value,
    criteria: choicesOf(content).criteria,
    weights: itemsAt(content, ['criteria']).map(([key, criterion]) => ({
      key,
      name: textAt(criterion, ['name']) || textAt(criterion, ['id']) || 'Without a name',
      weights: needProfiles.map((profile) => textAt(criterion, ['weight', profile])),
    })),
  })
}
