import { differences, type Piece } from '../scorecard/differences'
import { needProfileLabels } from '../job/labels'
import { caseName, titleFromId } from './names'
import {
  anchorsFor,
  levels,
  seniorities,
  type Criterion,
  type Exhibit,
  type FourLevels,
  type Kit,
  type KitInterview,
  type NeedProfile,
  type Prompt,
  type Seniority,
} from './schema'

/** The word-level differences of one field of a criterion, flag, interview, prompt or case. */
export type FieldChange = { label: string; pieces: Piece[] }
export type ItemChange = { id: string; name: string; state: 'added' | 'removed' | 'changed'; fields: FieldChange[] }

/** What differs between two versions of a kit; empty lists where nothing does. */
export type KitChanges = {
  kit: FieldChange[]
  criteria: ItemChange[]
  flags: ItemChange[]
  interviews: ItemChange[]
  prompts: ItemChange[]
  cases: ItemChange[]
}

/** Texts by the label under which a reader would look for them. */
type Leaves = Map<string, string>

/**
 * What an author changed from one version to another, by id: an item whose id is missing was removed, one with a new id was
 * added, whatever its name. Texts are compared word by word; where only the marking of words changed, that is said. With
 * `whole`, what was added is given with all its texts, for somebody who has to judge it.
 */
export function compareKits(from: Kit, to: Kit, { whole = false } = {}): KitChanges {
  const { id: _, version, criteria, red_flags, interviews, prompts, calibration_cases, lines, ...head } = to
  const { criteria: c, red_flags: f, interviews: i, prompts: p, calibration_cases: cc, lines: l, ...oldHead } = from
  return {
    kit: compareLeaves(
      leavesOf({ version: oldHead.version, ...without(oldHead, ['id', 'version']) }),
      leavesOf({ version, ...head }),
    ),
    criteria: compareItems(c, criteria, leavesOfCriterion, whole).map(oncePerLevel),
    flags: compareItems(f, red_flags, leavesOf, whole),
    interviews: compareItems(i, interviews, leavesOfInterview, whole).map(oncePerLevel),
    prompts: compareItems(p, prompts, leavesOfPrompt, whole).map(oncePerLevel),
    cases: compareItems(named(cc), named(calibration_cases), leavesOf, whole),
  }
}

/** Is there any difference but the number of the version? */
export const isSame = ({ kit, ...items }: KitChanges): boolean =>
  kit.every(({ label }) => label === 'Version') && Object.values(items).every((list) => list.length === 0)

const named = (cases: Kit['calibration_cases']) => cases.map((one) => ({ ...one, name: caseName(one) }))

function compareItems<T extends { id: string; name: string }>(
  from: readonly T[],
  to: readonly T[],
  leaves: (item: T) => Leaves,
  whole: boolean,
): ItemChange[] {
  const old = new Map(from.map((item) => [item.id, item]))
  const changes = to.flatMap((item): ItemChange[] => {
    const before = old.get(item.id)
    const all = () => (whole ? compareLeaves(new Map(), leaves(item)) : [])
    if (!before) return [{ id: item.id, name: item.name, state: 'added', fields: all() }]
    const fields = compareLeaves(leaves(before), leaves(item))
    return fields.length > 0 ? [{ id: item.id, name: item.name, state: 'changed', fields }] : []
  })
  const kept = new Set(to.map(({ id }) => id))
  const gone = from.filter(({ id }) => !kept.has(id))
  return [...changes, ...gone.map(({ id, name }): ItemChange => ({ id, name, state: 'removed', fields: [] }))]
}

function compareLeaves(from: Leaves, to: Leaves): FieldChange[] {
  const labels = new Set([...to.keys(), ...from.keys()])
  return [...labels].flatMap((label) => {
    const [before = '', after = ''] = [from.get(label), to.get(label)]
    return before === after ? [] : [{ label, pieces: compareTexts(before, after) }]
  })
}

/** A number or a single word is replaced as a whole. */
const isOneWord = (text: string) => /^\S+$/.test(text)

const bare = (text: string) => text.replaceAll('**', '')

function compareTexts(before: string, after: string): Piece[] {
  if (bare(before) !== bare(after) && isOneWord(before) && isOneWord(after))
    return [
      { text: before, is: 'removed' },
      { text: ' → ', is: 'same' },
      { text: after, is: 'added' },
    ]
  if (bare(before) !== bare(after)) return differences(bare(before), bare(after))
  return [
    { text: `${bare(after)} `, is: 'same' },
    { text: '(other words are marked)', is: 'added' },
  ]
}

/** A change that is the same for every seniority is listed once. */
function oncePerLevel(item: ItemChange): ItemChange {
  const fields = item.fields.flatMap((field): FieldChange[] => {
    const level = /^(.*\bLevel \d), (?:mid|senior|staff)$/.exec(field.label)?.[1]
    const alike = item.fields.filter(
      ({ label, pieces }) => level && label.startsWith(`${level},`) && same(pieces, field.pieces),
    )
    if (!level || alike.length < seniorities.length) return [field]
    return field === alike[0] ? [{ ...field, label: level }] : []
  })
  return { ...item, fields }
}

const same = (a: readonly Piece[], b: readonly Piece[]) => JSON.stringify(a) === JSON.stringify(b)

type Examples = FourLevels | Partial<Record<Seniority, FourLevels>>

/** What levels sound like, by seniority even where a version wrote it once for all, so that the two can be compared. */
function setExamples(leaves: Leaves, examples: Readonly<Record<string, Examples>>): void {
  for (const [criterion, texts] of Object.entries(examples))
    for (const level of levels)
      for (const seniority of seniorities) {
        const four = 1 in texts ? texts : texts[seniority]
        if (four) leaves.set(`${titleFromId(criterion)}, Level ${level}, ${seniority}`, four[level])
      }
}

function leavesOfInterview(interview: KitInterview): Leaves {
  const { sounds_like: sounds } = interview
  if (typeof sounds === 'string') return leavesOf(interview)
  const leaves = leavesOf(without(interview, ['sounds_like']))
  setExamples(leaves, sounds)
  return leaves
}

function leavesOfCriterion(criterion: Criterion): Leaves {
  const leaves = leavesOf(without(criterion, ['anchors']))
  for (const level of levels)
    for (const seniority of seniorities)
      leaves.set(`Level ${level}, ${seniority}`, anchorsFor(criterion, seniority)[level])
  return leaves
}

const withoutRows = ({ csv, ...exhibit }: Exhibit) => ({ ...exhibit, figures: figuresOf(csv) })

function leavesOfPrompt({ handed_out, on_request, levels: examples, ...prompt }: Prompt): Leaves {
  const leaves = leavesOf({
    ...without(prompt, ['generator', 'stage_minutes']),
    handed_out: handed_out.map(withoutRows),
    on_request: on_request.map(withoutRows),
  })
  setExamples(leaves, examples ?? {})
  return leaves
}

/** Data files are not compared word by word, only by their number of rows and a checksum. */
function figuresOf(csv: string): string {
  let sum = 7
  for (let at = 0; at < csv.length; at++) sum = (sum * 31 + csv.charCodeAt(at)) >>> 0
  return `${csv.trim().split('\n').length - 1} rows, checksum ${sum.toString(16)}`
}

const NOT_COMPARED = new Set(['id', 'source'])

function without<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Omit<T, K> {
  const rest = { ...value }
  for (const key of keys) delete rest[key]
  return rest
}

function leavesOf(value: object): Leaves {
  const leaves: Leaves = new Map()
  collect(value, [], leaves)
  return leaves
}

function collect(value: unknown, path: readonly string[], into: Leaves): void {
  if (value === undefined || value === null) return
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return void into.set(labelOf(path), value.join(' · '))
  if (Array.isArray(value))
    return value.forEach((one: unknown, at) => collect(one, [...path, nameIn(one) ?? String(at + 1)], into))
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) if (!NOT_COMPARED.has(key)) collect(inner, [...path, key], into)
    return
  }
  if (typeof value === 'boolean') into.set(labelOf(path), value ? 'yes' : 'no')
  if (typeof value === 'string' || typeof value === 'number') into.set(labelOf(path), String(value))
}

/** The key of a list entry, so that an inserted entry does not change the label of the others. */
function nameIn(value: unknown): string | null {
  const { id, name, who, path, when } = (value ?? {}) as Record<string, unknown>
  const found = [id, name, who, path, when].find((one) => typeof one === 'string')
  return found ?? null
}

function labelOf(path: readonly string[]): string {
  const [field, profile] = path
  if (field === 'must_have') return 'Must-have'
  if (field === 'weight' && profile) return `Weight (${needProfileLabels[profile as NeedProfile] ?? profile} profile)`
  return titleFromId(path.join(', '))
}
