import { columnKinds, tableOf } from '~/domain/kit/exhibit-table'
import { at, isBlock, isEntries, textAt, type Block } from '~/domain/kit-draft/content'
import { isGenerated, tablePrint } from '~/domain/kit-draft/exhibit-changes'
import type { ExhibitAddress } from '~/domain/kit-draft/exhibit-forms'
import { actName } from '~/domain/kit-draft/form'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { findDraft } from './find-own-kit.server'
import { problemsOf } from './read-own-kit.server'

export type InPrompt = Omit<ExhibitAddress, 'kitId'>

/** Where an exhibit stands in a draft. */
export const exhibitPathOf = ({ key, moment, exhibit }: InPrompt) => ['prompts', key, moment, exhibit]

/** An exhibit of a draft with the draft it stands in. */
export async function findExhibit(viewer: Viewer, kitId: number, address: InPrompt) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const content = JSON.parse(found.value.draft.content) as Block
  const path = exhibitPathOf(address)
  const node = at(content, path)
  return isBlock(node) ? ok({ draft: found.value.draft, content, path, node }) : fail({ code: 'PART_NOT_FOUND' })
}

/** What the page of an exhibit shows: its fields, its columns with the kind of their cells, and what is done with it. */
export async function readExhibit(viewer: Viewer, kitId: number, address: InPrompt) {
  const found = await findExhibit(viewer, kitId, address)
  if (!found.ok) return found
  const { draft, content, path, node } = found.value
  return ok({
    part: {
      key: address.exhibit,
      name: textAt(node, ['name']) || 'New exhibit',
      node,
      revision: draft.revision,
      locked: draft.state !== 'draft',
      problems: problemsOf(content, path),
    },
    prompt: textAt(content, ['prompts', address.key, 'name']) || textAt(content, ['prompts', address.key, 'id']),
    columns: columnsOf(node),
    generated: isGenerated(content, path),
    print: tablePrint(node),
    remove: actName.remove(path.slice(0, 3), address.exhibit, node),
  })
}

/** The columns as they are described, each with what the table holds there. */
function columnsOf(node: Block) {
  const described = at(node, ['columns'])
  const table = tableOf(textAt(node, ['csv']))
  const kinds = columnKinds(table)
  return isEntries(described)
    ? described['##'].map(([key, { name }]) => ({ key, name, kind: kinds[table.header.indexOf(name)] ?? null }))
    : []
}
