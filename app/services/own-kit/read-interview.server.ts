import { choicesOf } from '~/domain/kit-draft/choices'
import { textAt, type Block } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { partOfDraft } from './read-own-kit.server'

/** An interview of a draft, with what it can name. An interview that was never published may still change its id. */
export async function readInterviewPart(viewer: Viewer, kitId: number, key: string) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { draft } = found.value
  const part = partOfDraft(draft, 'interviews', key)
  if (!part.ok) return part
  const published = await db().kitInterview.count({
    where: {
      organisationId: viewer.organisationId,
      key: textAt(part.value.node, ['id']),
      kitVersion: { kit: found.value.kit.key },
    },
  })
  return ok({ part: part.value, choices: choicesOf(JSON.parse(draft.content) as Block), idFixed: published > 0 })
}

export { choicesOf }
