import { compareKits, isSame, type KitChanges } from '~/domain/kit/compare-kits'
import type { Kit } from '~/domain/kit/schema'
import { checkDraft, type CheckedDraft, type DraftProblem } from '~/domain/kit-draft/check-draft'
import { choicesOf, type Choice } from '~/domain/kit-draft/choices'
import { at, decode, itemsAt, textAt, type Block, type Node } from '~/domain/kit-draft/content'
import { asOwn, PARTS, type PartKind } from '~/domain/kit-draft/new-in-ours'
import { placeName } from '~/domain/kit-draft/place-name'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import type { KitDraft } from '~/generated/prisma/client.ts'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { findDraft, findOwnKit } from './find-own-kit.server'
import { OWN_DRAFT } from './review-draft.server'
import { newsOfOurs } from './take-over.server'

export type DraftState = 'draft' | 'in_review' | 'approved'
const by = { select: { name: true } }
const nameOf = (user: { name: string | null } | null) => user?.name ?? 'Somebody whose data was erased'

/** Own kits on the page of kits. */
const MOST_KITS = 200

/** The own kits of an organisation, the newest first and retired ones last, and how many are not among them. */
export async function listOwnKits(viewer: Viewer) {
  const { organisationId, timeZone } = viewer
  const kits = await db().organisationKit.findMany({
    where: { organisationId },
    select: {
      id: true,
      key: true,
      name: true,
      retiredAt: true,
      basedOnVersion: { select: { name: true } },
      draft: { select: { state: true, changedAt: true, changedBy: by } },
      publications: { select: { kitVersion: { select: { version: true } } }, orderBy: { number: 'desc' }, take: 1 },
    },
    orderBy: [{ retiredAt: { sort: 'asc', nulls: 'first' } }, { id: 'desc' }],
    take: MOST_KITS + 1,
  })
  const all = kits.length > MOST_KITS ? await db().organisationKit.count({ where: { organisationId } }) : kits.length
  const shown = kits
    .slice(0, MOST_KITS)
    .map(({ id, key, name, retiredAt, basedOnVersion, draft, publications: [newest] }) => ({
      id,
      key,
      name,
      retired: retiredAt !== null,
      basedOn: basedOnVersion?.name ?? null,
      version: newest?.kitVersion.version ?? null,
      draft: draft && {
        state: draft.state,
        changed: dayAndTime(draft.changedAt, timeZone),
        by: nameOf(draft.changedBy),
      },
    }))
  return { kits: shown, leftOut: all - shown.length }
}

type PartEntry = { key: string; name: string; problems: number }

/** The frame of the editor: the draft's state, its parts with the number of mistakes in each, and what was published. */
export async function readOwnKit(viewer: Viewer, kitId: number) {
  const { organisationId, timeZone } = viewer
  const found = await findOwnKit(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const kit = found.value
  const draft = await db().kitDraft.findUnique({
    where: { organisationId_organisationKitId: { organisationId, organisationKitId: kitId } },
    include: { changedBy: by, submittedBy: by, reviewedBy: by },
  })
  const publications = await db().kitPublication.findMany({
    where: { organisationId, organisationKitId: kitId },
    select: {
      kitVersionId: true,
      changeNote: true,
      at: true,
      publishedBy: by,
      approvedBy: by,
      kitVersion: { select: { version: true } },
    },
    orderBy: { number: 'desc' },
    take: 50,
  })
  const content = draft && (JSON.parse(draft.content) as Block)
  const checked = content && checkedOf(content)
  return ok({
    id: kit.id,
    key: kit.key,
    name: (content && textAt(content, ['name'])) || kit.name,
    retired: kit.retiredAt !== null,
    draft: draft && {
      id: draft.id,
      state: draft.state,
      revision: draft.revision,
      changed: dayAndTime(draft.changedAt, timeZone),
      changedBy: nameOf(draft.changedBy),
      submittedBy: draft.submittedBy && nameOf(draft.submittedBy),
      reviewedBy: draft.reviewedBy && nameOf(draft.reviewedBy),
      comment: draft.reviewComment,
      changeNote: draft.changeNote,
      problems: checked?.problems.length ?? 0,
      ...(await undoable(viewer, draft.id)),
    },
    parts: content && checked ? partsOf(content, checked) : null,
    news: content && (await newsOfOurs(db(), organisationId, kit.basedOnVersionId, content)),
    versions: publications.map(({ kitVersionId, kitVersion, changeNote, at: when, publishedBy, approvedBy }) => ({
      id: kitVersionId,
      version: kitVersion.version,
      note: changeNote,
      at: dayAndTime(when, timeZone),
      by: nameOf(publishedBy),
      approvedBy: nameOf(approvedBy),
    })),
    may: { publish: mayAnywhere(viewer, 'publish-kits'), review: mayAnywhere(viewer, 'review-kits') },
  })
}

export type EditorState = { revision: number; problems: number; parts: DraftParts; undo: boolean; redo: boolean }

/** What the frame of the editor shows of a draft, after a change of it. */
export async function editorState(
  viewer: Viewer,
  kitId: number,
  { content, revision }: { content: Block; revision: number },
): Promise<EditorState> {
  const draft = await db().kitDraft.findUnique({
    where: {
      organisationId_organisationKitId: { organisationId: viewer.organisationId, organisationKitId: kitId },
    },
    select: { id: true },
  })
  const checked = checkedOf(content)
  return {
    revision,
    problems: checked.problems.length,
    parts: partsOf(content, checked),
    ...(draft ? await undoable(viewer, draft.id) : { undo: false, redo: false }),
  }
}

const checks = new WeakMap<Block, CheckedDraft>()
/** The checks of a content, made once. */
function checkedOf(content: Block): CheckedDraft {
  const before = checks.get(content)
  if (before) return before
  const checked = checkDraft(content)
  checks.set(content, checked)
  return checked
}

async function undoable({ organisationId, userId }: Viewer, draftId: number) {
  const own = { organisationId, draftId, userId }
  return {
    undo: (await db().kitDraftChange.count({ where: { ...own, undone: false } })) > 0,
    redo: (await db().kitDraftChange.count({ where: { ...own, undone: true } })) > 0,
  }
}

export type DraftParts = Record<PartKind, PartEntry[]> & { role: number }

function partsOf(content: Block, { problems }: CheckedDraft): DraftParts {
  const below = (path: string[]) =>
    problems.filter(({ path: found }) => path.every((step, index) => found[index] === step)).length
  const lists = PARTS.map((kind): [PartKind, PartEntry[]] => [
    kind,
    itemsAt(content, [kind]).map(([key, item]) => ({
      key,
      name: textAt(item, ['name']) || textAt(item, ['id']) || 'Without a name',
      problems: below([kind, key]),
    })),
  ])
  const inParts = problems.filter(({ path: [kind] }) => PARTS.some((one) => one === kind)).length
  return { ...(Object.fromEntries(lists) as Record<PartKind, PartEntry[]>), role: problems.length - inParts }
}

export type DraftPart = {
  key: string
  name: string
  node: Node
  revision: number
  /** Nothing is edited while the draft is in review. */
  locked: boolean
  problems: DraftProblem[]
  /** The lines of the role, which a part may answer. */
  lines: Choice[]
  /** Where it stands among those of its kind. */
  place: { number: number; of: number }
}

/** One item of a draft with its mistakes; `key` null: the fields of the kit itself. */
export async function readPart(viewer: Viewer, kitId: number, kind: PartKind | null, key: string | null) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  return found.ok ? partOfDraft(found.value.draft, kind, key) : found
}

/** The same of a draft that was read already. */
export function partOfDraft(
  draft: Pick<KitDraft, 'content' | 'revision' | 'state'>,
  kind: PartKind | null,
  key: string | null,
) {
  const content = JSON.parse(draft.content) as Block
  const path = kind && key ? [kind, key] : []
  const node = at(content, path)
  if (node === undefined || node === null) return fail({ code: 'PART_NOT_FOUND' })
  const siblings = kind ? itemsAt(content, [kind]) : []
  const part: DraftPart = {
    key: key ?? '',
    name: textAt(node, ['name']) || textAt(node, ['id']) || 'Without a name',
    node: kind ? node : withoutParts(content),
    revision: draft.revision,
    locked: draft.state !== 'draft',
    problems: problemsOf(content, path),
    lines: choicesOf(content).lines,
    place: { number: siblings.findIndex(([one]) => one === key) + 1, of: siblings.length },
  }
  return ok(part)
}

const withoutParts = (content: Block): Block =>
  Object.fromEntries(Object.entries(content).filter(([field]) => !PARTS.some((kind) => kind === field)))

/** The mistakes below a path; those of the kit itself where it is empty. */
export function problemsOf(content: Block, path: readonly string[]): DraftProblem[] {
  const { problems } = checkedOf(content)
  if (path.length === 0) return problems.filter(({ path: [kind] }) => !PARTS.some((one) => one === kind))
  return problems.filter(({ path: found }) => path.every((step, index) => found[index] === step))
}

/** Every mistake with the name of its place, and what the draft changes against the version before it, or ours. */
export async function readReview(viewer: Viewer, kitId: number) {
  const kit = await readOwnKit(viewer, kitId)
  if (!kit.ok) return kit
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return ok({ kit: kit.value, problems: [], changes: null, comparedTo: null, own: null })
  const { draft, kit: row } = found.value
  const content = JSON.parse(draft.content) as Block
  const { problems } = checkedOf(content)
  const baseId = draft.baseVersionId ?? row.basedOnVersionId
  const base = baseId === null ? null : await pinnedKit(viewer.organisationId, baseId)
  const before = base && draft.baseVersionId === null ? asBegun(base, content) : base
  const compared = problems.length === 0 && before ? changesFrom(before, content) : null
  const own = draft.changedById === viewer.userId || draft.submittedById === viewer.userId
  return ok({
    kit: kit.value,
    problems: problems.map(({ path, message }) => ({ path, place: placeName(content, path), message })),
    changes: compared,
    comparedTo: base && `${base.name}, version ${base.version}`,
    own: own ? OWN_DRAFT : null,
  })
}

/** A kit of ours as an own kit begins with it, so that only what its authors changed counts as changed. */
const asBegun = (ours: Kit, content: Block): Kit => ({
  ...ours,
  version: textAt(content, ['version']),
  criteria: ours.criteria.map((criterion) => asOwn(ours, 'criteria', criterion) as Kit['criteria'][number]),
})

function changesFrom(base: Kit, content: Block): KitChanges | null {
  const changes = compareKits(base, decode(content) as Kit, { whole: true })
  return isSame(changes) ? null : changes
}
