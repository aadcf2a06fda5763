import { draftedParts } from '../kit/draft-kit'
import type { Rubric } from '../kit/rubric-table'
import { calibrationKey, GAP, levels, type Kit } from '../kit/schema'
import { itemsAt, toContent, type Block, type Node } from './content'
import { inReadingOrder } from './reading-order'

/** The version that a draft shows until it is published. */
export const FIRST_VERSION = '1.0'

/** The content of an own kit that begins as a copy of ours: its criteria stay one with ours in the fit (ADR 026). */
export function beginFrom(ours: Kit, { key, name }: { key: string; name: string }): Block {
  const kit = inReadingOrder(ours)
  return toContent({
    ...kit,
    id: key,
    name,
    version: FIRST_VERSION,
    criteria: kit.criteria.map((criterion) => ({ ...criterion, calibrated_as: calibrationKey(kit, criterion) })),
  })
}

/** The content of an own kit that begins with a rubric: what the rubric does not say is marked as still to be written. */
export function beginWithRubric(rubric: Rubric, { key, name }: { key: string; name: string }): Block {
  const parts = Object.values(draftedParts(key, name, rubric))
  return toContent({ ...Object.assign({}, ...parts), prompts: [], version: FIRST_VERSION } as object)
}

/** A kit has at least six criteria. */
const FEWEST_CRITERIA = 6

/** The content of an own kit that begins empty: everything that a kit needs, marked as still to be written. */
export function beginEmpty(as: { key: string; name: string }): Block {
  const criteria = Array.from({ length: FEWEST_CRITERIA }, (_, at) => ({
    name: `Criterion ${at + 1}`,
    means: '',
    texts: new Map<string, string>(),
  }))
  const content = beginWithRubric({ criteria, scale: levels.map(String), repeated: [], ignored: [] }, as)
  const named = itemsAt(content, ['criteria']).map(([key, item], at): [string, Node] => [
    key,
    { ...(item as Block), name: `${GAP}the name of criterion ${at + 1}.` },
  ])
  return { ...content, criteria: { '#': named } }
}

/** The content of a draft that goes on from a published version. */
export const continueFrom = (kit: Kit): Block => toContent(inReadingOrder(kit))

/** The version after this many publications: 1.0, 1.1, 1.2. */
export const versionNumber = (published: number): string => `1.${published}`
