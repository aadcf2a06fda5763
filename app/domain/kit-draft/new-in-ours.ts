import { canonical } from '../kit/canonical'
import { calibrationKey, type Kit } from '../kit/schema'
import type { Change } from './change'
import { encode, itemsAt, textAt, decode, type Block, type Node } from './content'

export const PARTS = ['criteria', 'red_flags', 'interviews', 'prompts', 'calibration_cases'] as const
export type PartKind = (typeof PARTS)[number]
export type OurPart = { kind: PartKind; id: string; name: string; state: 'added' | 'changed' }

type Part = { id: string; name?: string | undefined }
const partsOf = (kit: Kit, kind: PartKind): readonly Part[] => kit[kind]

/** A part of ours as it stands in an own kit: a criterion names ours as that under which it is calibrated. */
export function asOwn(ours: Kit, kind: PartKind, part: Part): Part {
  if (kind !== 'criteria') return part
  const criterion = part as Kit['criteria'][number]
  return { ...criterion, calibrated_as: calibrationKey(ours, criterion) } as Part
}

/** The item of a draft that is the part of this id. */
const itemOf = (content: Block, kind: PartKind, id: string) =>
  itemsAt(content, [kind]).find(([, item]) => textAt(item, ['id']) === id)

/** The parts of ours that differ from the version the kit was begun from, and from the draft. */
export function newInOurs(content: Block, base: Kit, ours: Kit): OurPart[] {
  return PARTS.flatMap((kind) => {
    const before = new Map(partsOf(base, kind).map((part) => [part.id, canonical(part)]))
    return partsOf(ours, kind).flatMap((part): OurPart[] => {
      if (before.get(part.id) === canonical(part)) return []
      const own = itemOf(content, kind, part.id)
      if (own && canonical(decode(own[1])) === canonical(asOwn(ours, kind, part))) return []
      return [{ kind, id: part.id, name: part.name ?? part.id, state: own ? 'changed' : 'added' }]
    })
  })
}

/** The changes that bring these parts of ours into a draft, each in the place of its own version or at the end. */
export function takeOver(
  content: Block,
  ours: Kit,
  chosen: readonly { kind: PartKind; id: string }[],
  newKey: () => string,
): Change[] {
  return chosen.flatMap(({ kind, id }): Change[] => {
    const part = partsOf(ours, kind).find((one) => one.id === id)
    if (!part) return []
    const [item] = (encode([asOwn(ours, kind, part)], kind) as { '#': [string, Node][] })['#']
    if (!item) return []
    const own = itemOf(content, kind, id)
    if (own) return [{ op: 'set', path: [kind, own[0]], before: own[1], after: item[1] }]
    const keys = itemsAt(content, [kind]).map(([key]) => key)
    const key = keys.includes(item[0]) ? newKey() : item[0]
    return [{ op: 'add', path: [kind], key, item: item[1], behind: keys.at(-1) ?? null }]
  })
}
