import { csvRows } from '~/domain/kit/check-exhibit'
import { choicesOf, type Choice } from '~/domain/kit-draft/choices'
import { titleFromId } from '~/domain/kit/names'
import { at, isBlock, itemsAt, textAt, type Block, type Node } from '~/domain/kit-draft/content'
import { actName } from '~/domain/kit-draft/form'
import { MOMENTS, type Moment } from '~/domain/kit-draft/more-acts'
import { kindsOf } from '~/domain/kit-draft/new-parts'
import { referencesToPrompt } from '~/domain/kit-draft/references'
import type { Viewer } from '~/domain/policy/policy'
import { ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { partOfDraft, type DraftPart } from './read-own-kit.server'

export type { Choice }
/** An exhibit in the list of its prompt. */
export type ListedExhibit = { moment: Moment; key: string; name: string; rows: number; problems: number }

/** A prompt of a draft, what its fields choose from, and where the draft refers to it. Tables stay behind; they have pages of their own. */
export async function readPrompt(viewer: Viewer, kitId: number, key: string) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const part = partOfDraft(found.value.draft, 'prompts', key)
  if (!part.ok) return part
  const content = JSON.parse(found.value.draft.content) as Block
  const { node } = part.value
  const kinds = kindsOf(content)
  const { criteria, lines } = choicesOf(content)
  const kind = textAt(node, ['kind'])
  return ok({
    part: { ...part.value, node: withoutTables(node) },
    remove: actName.remove(['prompts'], key, node),
    choices: {
      kinds: kinds.map(({ kind, interviews }): Choice => [
        kind,
        `${titleFromId(kind)} (${interviews.map(({ name }) => name).join(', ')})`,
      ]),
      criteria,
      lines,
      facts: entryNames(node, 'facts'),
    },
    interviews: kinds.find((one) => one.kind === kind)?.interviews ?? [],
    exhibits: exhibitsOf(part.value),
    generated: at(node, ['generator']) !== null,
    references: referencesToPrompt(content, key),
  })
}

/** The content of a draft, and whether it is in review and so not edited. */
export async function draftIn(viewer: Viewer, kitId: number) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const { id, content, state } = found.value.draft
  return ok({ id, content: JSON.parse(content) as Block, locked: state !== 'draft' })
}

/** The items of a list of a draft by id and name. */
export const namedIn = (content: Block, list: string, which: (item: Node) => boolean = () => true): Choice[] =>
  itemsAt(content, [list])
    .filter(([, item]) => which(item))
    .map(([, item]) => [textAt(item, ['id']), textAt(item, ['name']) || textAt(item, ['id'])])

function entryNames(node: Node, field: string): Choice[] {
  const block = at(node, [field])
  if (typeof block !== 'object' || block === null || !('##' in block)) return []
  return (block['##'] as [string, { name: string }][]).map(([, { name }]) => [name, name])
}

function exhibitsOf({ node, problems }: DraftPart): ListedExhibit[] {
  return MOMENTS.flatMap((moment) =>
    itemsAt(node, [moment]).map(([key, exhibit]) => ({
      moment,
      key,
      name: textAt(exhibit, ['name']) || textAt(exhibit, ['id']) || 'Without a name',
      rows: Math.max(0, csvRows(textAt(exhibit, ['csv'])).length - 1),
      problems: problems.filter(({ path }) => path[2] === moment && path[3] === key).length,
    })),
  )
}

function withoutTables(node: Node): Node {
  if (!isBlock(node)) return node
  const lists = MOMENTS.flatMap((moment) => {
    const list = at(node, [moment])
    if (typeof list !== 'object' || list === null || !('#' in list)) return []
    const items = (list['#'] as [string, Node][]).map(([key, one]): [string, Node] => [
      key,
      isBlock(one) ? { ...one, csv: '' } : one,
    ])
    return [[moment, { '#': items }] as const]
  })
  return { ...node, ...Object.fromEntries(lists) }
}
