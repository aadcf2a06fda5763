import { levels, seniorities, type Level, type Seniority } from '~/domain/kit/schema'
import type { AnchorView } from '~/domain/kit/views'
import { at, isBlock, itemsAt, textAt, type Block, type Node } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { namedIn, type Choice } from './read-prompt.server'
import { partOfDraft } from './read-own-kit.server'

/**
 * A calibration case of a draft, what its fields choose from, and the anchors by which it is rated: those of every interview
 * and seniority, so that the page follows the choice.
 */
export async function readCase(viewer: Viewer, kitId: number, key: string) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const part = partOfDraft(found.value.draft, 'calibration_cases', key)
  if (!part.ok) return part
  const content = JSON.parse(found.value.draft.content) as Block
  return ok({
    part: part.value,
    remove: actName.remove(['calibration_cases'], key, part.value.node),
    choices: {
      interviews: itemsAt(content, ['interviews']).map(([, interview]) => ({
        id: textAt(interview, ['id']),
        name: textAt(interview, ['name']) || textAt(interview, ['id']),
        focus: itemsAt(interview, ['focus']).flatMap(([, id]) => (typeof id === 'string' && id !== '' ? [id] : [])),
        prompts: promptsOf(content, textAt(interview, ['prompts', 'kind'])),
      })),
      criteria: itemsAt(content, ['criteria']).map(([, criterion]) => ({
        id: textAt(criterion, ['id']),
        name: textAt(criterion, ['name']) || textAt(criterion, ['id']),
        anchors: Object.fromEntries(
          seniorities.map((seniority) => [seniority, anchorsOf(criterion, seniority)]),
        ) as Record<Seniority, AnchorView[]>,
      })),
    },
  })
}

const promptsOf = (content: Block, kind: string): Choice[] =>
  namedIn(content, 'prompts', (prompt) => kind !== '' && textAt(prompt, ['kind']) === kind)

/** The anchors of a criterion of the draft, which may be written for all seniorities at once, or not yet. */
function anchorsOf(criterion: Node, seniority: Seniority): AnchorView[] {
  const anchors = at(criterion, ['anchors'])
  const apart = isBlock(anchors) && seniorities.some((one) => one in anchors)
  const four = apart ? at(anchors, [seniority]) : anchors
  return levels.flatMap((level: Level) => {
    const text = isBlock(four) ? textAt(four, [String(level)]) : ''
    return text === '' ? [] : [{ level, text }]
  })
}
