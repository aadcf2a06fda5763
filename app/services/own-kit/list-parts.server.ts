import { titleFromId } from '~/domain/kit/names'
import { itemsAt, textAt, type Block, type Node } from '~/domain/kit-draft/content'
import { kindsOf } from '~/domain/kit-draft/new-parts'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { namedIn, draftIn, type Choice } from './read-prompt.server'

export type ListedPart = { key: string; name: string; about: string }

const nameOf = (item: Node) => textAt(item, ['name']) || textAt(item, ['id']) || 'Without a name'
const listed = (content: Block, list: string, about: (item: Node) => string): ListedPart[] =>
  itemsAt(content, [list]).map(([key, item]) => ({ key, name: nameOf(item), about: about(item) }))

/** The prompts of a draft in order, and the kinds among which a new one is chosen. */
export async function listPrompts(viewer: Viewer, kitId: number) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content, locked } = draft.value
  const kinds = kindsOf(content).map(({ kind, interviews }): Choice => [
    kind,
    `${titleFromId(kind)}, for ${interviews.map(({ name }) => name).join(', ')}`,
  ])
  return ok({ parts: listed(content, 'prompts', (item) => titleFromId(textAt(item, ['kind']))), kinds, locked })
}

/** The calibration cases of a draft in order, and the interviews among which that of a new one is chosen. */
export async function listCases(viewer: Viewer, kitId: number) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content, locked } = draft.value
  const interviews = namedIn(content, 'interviews')
  const about = (item: Node) => {
    const id = textAt(item, ['of', 'interview'])
    return [interviews.find(([one]) => one === id)?.[1] ?? id, textAt(item, ['of', 'seniority'])]
      .filter(Boolean)
      .join(', ')
  }
  return ok({ parts: listed(content, 'calibration_cases', about), interviews, locked })
}
