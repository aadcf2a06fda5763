import { titleFromId } from '~/domain/kit/names'
import { at, isEntries, itemsAt, textAt, type Block } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { partOfDraft } from './read-own-kit.server'

type Choice = [value: string, label: string]
/** What a part of a draft may name of the rest of the draft, by id. */
export type DraftChoices = { criteria: Choice[]; flags: Choice[]; kinds: Choice[]; lines: Choice[] }

/** What can be chosen in a draft: its criteria, red flags, kinds of prompts, and the lines that it answers. */
export function choicesOf(content: Block): DraftChoices {
  const named = (list: 'criteria' | 'red_flags') =>
    itemsAt(content, [list]).map(([, item]): Choice => {
      const id = textAt(item, ['id'])
      return [id, textAt(item, ['name']) || id]
    })
  const kinds = new Set(itemsAt(content, ['prompts']).map(([, prompt]) => textAt(prompt, ['kind'])))
  const lines = at(content, ['lines'])
  return {
    criteria: named('criteria'),
    flags: named('red_flags'),
    kinds: [...kinds].filter(Boolean).map((kind) => [kind, titleFromId(kind)]),
    lines: isEntries(lines) ? lines['##'].map(([, { name, value }]) => [name, `${name}: ${textAt(value, [])}`]) : [],
  }
}

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
