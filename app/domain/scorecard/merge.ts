import { mustExist } from '~/domain/shared/must-exist'
import { canonical } from '../kit/canonical'
import { emptyRating, type ScorecardDraft } from './draft-shape'
import { mergeRuns } from './interview-run'
import { slipsInOrder } from './slips'

type Kind = 'one-of' | 'text'
type Path = [keyof ScorecardDraft, ...string[]]

/** A field that two windows wrote differently: both texts, so that the person can choose or keep both. */
export type Clash = { path: string; kind: Kind; mine: string; theirs: string }
export type Keep = 'mine' | 'theirs' | 'both'

const own = (record: object) => Object.keys(record)

/** Every field that is a word or a text, by its path in the form. */
function fieldsOf(drafts: readonly ScorecardDraft[]): [Path, Kind][] {
  const ids = (part: 'ratings' | 'flags') => [...new Set(drafts.flatMap((draft) => own(draft[part])))]
  return [
    ...ids('ratings').flatMap((id): [Path, Kind][] => [
      [['ratings', id, 'choice'], 'one-of'],
      [['ratings', id, 'evidence', 'text'], 'text'],
    ]),
    ...ids('flags').flatMap((id): [Path, Kind][] => [
      [['flags', id, 'found'], 'one-of'],
      [['flags', id, 'evidence'], 'text'],
      [['flags', id, 'probe'], 'text'],
    ]),
    [['recommendation'], 'one-of'],
    [['reason'], 'text'],
    [['change'], 'text'],
  ]
}

type Tree = { [key: string]: Tree | string | boolean | undefined }

function read(draft: ScorecardDraft, path: Path): string | boolean {
  let at: Tree | string | boolean | undefined = draft as unknown as Tree
  for (const step of path) at = typeof at === 'object' ? at[step] : undefined
  return typeof at === 'object' || at === undefined ? '' : at
}

function write(draft: ScorecardDraft, path: Path, value: string | boolean) {
  let at = draft as unknown as Tree
  for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Tree
  at[mustExist(path.at(-1), 'end of the path')] = value
}

const shown = (value: string | boolean) => (value === true ? 'found' : value === false ? '' : value)

/**
 * Puts two lists together by what they hold. What either side added stays, and so do both where each changed the same
 * item; only what one side removed or replaced, and the other left alone, goes.
 */
function mergeLists<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
  const held = (items: readonly T[]) => new Set(items.map(canonical))
  const [was, here, there] = [held(base), held(mine), held(theirs)]
  // Item by item only where both changed the list: otherwise the one that did keeps its order.
  if (canonical(theirs) === canonical(base)) return [...mine]
  if (canonical(mine) === canonical(base)) return [...theirs]
  const gone = (item: string, side: ReadonlySet<string>) => was.has(item) && !side.has(item)
  return [
    ...theirs.filter((item) => !gone(canonical(item), here)),
    ...mine.filter((item) => !there.has(canonical(item)) && !gone(canonical(item), there)),
  ]
}

/**
 * Merges what two windows made of the same draft. `base` is what both began from. A field that only one of them changed
 * takes that change; one that both changed alike is no clash; the rest are returned as clashes, with this window's value
 * in `merged` for the time being.
 */
export function mergeDrafts(
  base: ScorecardDraft,
  mine: ScorecardDraft,
  theirs: ScorecardDraft,
): { merged: ScorecardDraft; clashes: Clash[] } {
  const merged = structuredClone(mine)
  const clashes: Clash[] = []
  for (const [path, kind] of fieldsOf([mine, theirs])) {
    const [was, here, there] = [read(base, path), read(mine, path), read(theirs, path)]
    if (here === there || there === was) continue
    if (here === was) write(merged, path, there)
    else clashes.push({ path: path.join('.'), kind, mine: shown(here), theirs: shown(there) })
  }
  for (const id of new Set([...own(mine.ratings), ...own(theirs.ratings)])) {
    const rating = (merged.ratings[id] ??= emptyRating())
    const quotes = ({ ratings }: ScorecardDraft) => ratings[id]?.evidence.quotes ?? []
    rating.evidence.quotes = mergeLists(quotes(base), quotes(mine), quotes(theirs))
  }
  merged.notes = mergeLists(base.notes, mine.notes, theirs.notes)
  merged.probes = mergeLists(base.probes, mine.probes, theirs.probes)
  merged.told = { ...theirs.told, ...mine.told }
  merged.run = mergeRuns(base.run, mine.run, theirs.run)
  merged.slips = {}
  for (const id of new Set([...own(mine.slips), ...own(theirs.slips)])) {
    const slips = slipsInOrder(mergeLists(base.slips[id] ?? [], mine.slips[id] ?? [], theirs.slips[id] ?? []))
    if (slips.length > 0) merged.slips[id] = slips
  }
  return { merged, clashes }
}

/** Settles clashes as the person chose; "both" keeps their text first, then mine, a blank line between. */
export function settle(merged: ScorecardDraft, clashes: readonly Clash[], kept: Record<string, Keep>): ScorecardDraft {
  const settled = structuredClone(merged)
  for (const { path, kind, mine, theirs } of clashes) {
    const keep = kept[path] ?? 'mine'
    const text =
      keep === 'mine'
        ? mine
        : keep === 'theirs' || kind === 'one-of'
          ? theirs
          : [theirs, mine].filter(Boolean).join('\n\n')
    const steps = path.split('.') as Path
    write(settled, steps, steps.at(-1) === 'found' ? text === 'found' : text)
  }
  return settled
}
