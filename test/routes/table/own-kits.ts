import { randomUUID } from 'node:crypto'
import type { Viewer } from '~/domain/policy/policy'
import type { Block } from '~/domain/kit-draft/content'
import { contentFromFiles } from '~/domain/kit-draft/from-files'
import { canonical } from '~/domain/kit/canonical'
import { now } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { setNoteClosed } from '~/services/kit-note/kit-notes.server'
import { beginKit } from '~/services/own-kit/own-kits.server'
import { approveDraft, publishDraft, submitDraft } from '~/services/own-kit/review-draft.server'
import { kitFolder } from '../../setup/kit-folder'
import type { World } from '../world'
import { newNote } from './notes'
import { to, type Row } from './row'

const editors = ['administrator', 'lead'] as const
const KIT_NAME = 'Zibeline kit'

type Begun = { key: string; basedOnVersionId: number | null; content: string }

/** The first own kit of each world: begun by the lead from ours, and then as small as a kit can be. */
const firstKits = new WeakMap<Viewer, Promise<Begun>>()

async function beginFirst(lead: Viewer): Promise<Begun> {
  const form = { writeKey: randomUUID(), key: `kit-${randomUUID()}`, name: KIT_NAME, from: 'ml-engineer' }
  const { kitId } = must(await beginKit(lead, form, null))
  const small = contentFromFiles(kitFolder(), form)
  if (!small.ok) throw new Error('The small kit cannot be read.')
  const { organisationId } = lead
  const where = { organisationId_id: { organisationId, id: kitId } }
  const { key, basedOnVersionId } = await db().organisationKit.findUniqueOrThrow({ where })
  return { key, basedOnVersionId, content: JSON.stringify(small.content) }
}

/**
 * A new own kit with a draft, like the first one that the lead began: the sweeps ask for thousands, and beginning one reads,
 * hashes and stores a whole kit of ours.
 */
async function newKit({ people }: World): Promise<number> {
  const { lead } = people
  const { organisationId, userId } = lead
  if (!firstKits.has(lead)) firstKits.set(lead, beginFirst(lead))
  const { key: first, basedOnVersionId, content } = await firstKits.get(lead)!
  const key = `kit-${randomUUID()}`
  const kit = await db().organisationKit.create({
    data: { organisationId, key, name: KIT_NAME, basedOnVersionId, createdById: userId, createdAt: now() },
  })
  const times = { createdAt: now(), changedAt: now() }
  await db().kitDraft.create({
    data: {
      organisationId,
      organisationKitId: kit.id,
      content: content.replaceAll(first, key),
      changedById: userId,
      ...times,
    },
  })
  return kit.id
}

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const draftOf = ({ organisationId }: Viewer, kitId: number) =>
  db().kitDraft.findFirstOrThrow({ where: { organisationId, organisationKitId: kitId } })
/** The content of the draft. */
export const contentIn = async ({ people }: World, kitId: number): Promise<Block> =>
  JSON.parse((await draftOf(people.lead, kitId)).content) as Block
const shownTo = async (viewer: Viewer, kitId: number) => {
  const { id, revision } = await draftOf(viewer, kitId)
  return { draft: id, revision }
}
/** What a page says of the draft that it shows. */
const shown = async ({ people }: World, kitId: number) => {
  const { draft, revision } = await shownTo(people.lead, kitId)
  return { draft: String(draft), revision: String(revision) }
}

/** A third person's draft in the state that an act begins from: the outsider, who is a lead too, sends and approves. */
async function kitIn(world: World, state: 'draft' | 'in_review' | 'approved' | 'published'): Promise<number> {
  const kitId = await newKit(world)
  if (state === 'draft') return kitId
  const { lead, outsider } = world.people
  must(await submitDraft(lead, kitId, { ...(await shownTo(lead, kitId)), changeNote: 'Ours.' }))
  // Nobody who asks wrote it, so that both may review it.
  const { organisationId } = lead
  await db().kitDraft.updateMany({
    where: { organisationId, organisationKitId: kitId },
    data: { submittedById: outsider.userId },
  })
  if (state === 'in_review') return kitId
  must(await approveDraft(world.people.administrator, kitId, await shownTo(lead, kitId)))
  if (state === 'approved') return kitId
  must(await publishDraft(lead, kitId, await shownTo(lead, kitId)))
  return kitId
}

export const page = (route: string, path: string, params: object = {}): Row => ({
  route,
  call: 'loader',
  about: 'nothing',
  roles: editors,
  ok: 200,
  but: { stranger: 404 },
  ask: async (_, world) => {
    const kitId = await newKit(world)
    return to(`/own-kits/${kitId}${path}`, { kitId, ...params })
  },
})

type Form = Record<string, string>
export const act = (
  route: string,
  path: string,
  intent: string | null,
  state: Parameters<typeof kitIn>[1],
  form: (world: World, kitId: number) => Form | Promise<Form>,
  params: object = {},
): Row => ({
  route,
  call: 'action',
  ...(intent ? { intent } : {}),
  about: 'nothing',
  roles: editors,
  ok: 302,
  but: { stranger: 404 },
  ask: async (_, world) => {
    const kitId = await kitIn(world, state)
    const { draft } = state === 'published' ? { draft: '' } : await shown(world, kitId)
    const sent = { ...(intent ? { intent } : {}), ...(draft ? { draft } : {}), ...(await form(world, kitId)) }
    return to(`/own-kits/${kitId}${path}`, { kitId, ...params }, { form: sent })
  },
})

export const key = () => ({ clientKey: randomUUID() })
const INDEX = 'own-kits.$kitId._index'
const DRAFT = 'own-kits.$kitId_.draft'
const REVIEW = 'own-kits.$kitId.review'
const sizing = { key: 'sizing' }
const flag = { key: 'untested' }
const interviewed = { key: 'design' }
const named = (list: string, item: string, from: string, name: string) => ({
  ...key(),
  [`set:text:${list}/${item}/name`]: name,
  [`was:${list}/${item}/name`]: canonical(from),
})
const nameOf = (list: 'criteria' | 'red_flags', id: string) =>
  list === 'criteria' ? `About ${id}` : 'Ships without tests'

/** Kits of the organisation. Nobody but leads and administrators sees a draft. */
export const ownKitsRows: Row[] = [
  {
    route: 'own-kits.new',
    call: 'loader',
    about: 'nothing',
    roles: editors,
    ok: 200,
    but: { stranger: 200 },
    ask: () => to('/own-kits/new'),
  },
  {
    route: 'own-kits.new',
    call: 'action',
    about: 'nothing',
    roles: editors,
    ok: 302,
    but: { stranger: 302 },
    ask: () =>
      to(
        '/own-kits/new',
        {},
        {
          form: { writeKey: randomUUID(), key: `kit-${randomUUID()}`, name: 'A kit', from: 'ml-engineer' },
        },
      ),
  },
  page('own-kits.$kitId', ''),
  page(INDEX, ''),
  page('own-kits.$kitId.criteria.$key', '/criteria/sizing', sizing),
  page('own-kits.$kitId.red-flags.$key', '/red-flags/untested', flag),
  page('own-kits.$kitId.interviews.$key', '/interviews/design', interviewed),
  page('own-kits.$kitId.interviews.$key_.preview', '/interviews/design/preview?as=candidate', interviewed),
  page('own-kits.$kitId.prompts.$key_.preview', '/prompts/size-it/preview?as=interviewer', { key: 'size-it' }),
  page('own-kits.$kitId.role', '/role'),
  act('own-kits.$kitId.role', '/role', null, 'draft', () => ({
    ...key(),
    'set:text:name': 'Data engineer for us',
    'was:name': canonical('Zibeline kit'),
  })),
  page(REVIEW, '/review'),
  page('own-kits.$kitId_.export', '/export'),
  act(INDEX, '?index', 'open', 'published', () => ({})),
  act(INDEX, '?index', 'add', 'draft', () => ({ ...key(), do: 'add:criteria' })),
  act(INDEX, '?index', 'discard', 'draft', async (world, kitId) => ({ ...(await shown(world, kitId)) })),
  act(INDEX, '?index', 'dismiss', 'draft', () => ({ hash: servedKit('ml-engineer')?.hash ?? '' })),
  act(INDEX, '?index', 'take', 'draft', () => ({
    ...key(),
    hash: servedKit('ml-engineer')?.hash ?? '',
    parts: 'criteria/diagnosis',
  })),
  act(INDEX, '?index', 'retire', 'published', () => ({})),
  act(INDEX, '?index', 'restore', 'published', () => ({})),
  ...(['undo', 'redo'] as const).map((intent): Row => ({
    ...act(INDEX, '?index', intent, 'draft', shown),
    // Nobody has a change of their own in a draft that was just begun.
    ok: 422,
  })),
  act(
    'own-kits.$kitId.criteria.$key',
    '/criteria/sizing',
    null,
    'draft',
    () => named('criteria', 'sizing', nameOf('criteria', 'sizing'), 'Debugging our services'),
    sizing,
  ),
  act(
    'own-kits.$kitId.criteria.$key',
    '/criteria/sizing',
    'meaning',
    'draft',
    () => ({ ...key(), id: 'fault-finding' }),
    sizing,
  ),
  act('own-kits.$kitId.criteria.$key', '/criteria/sizing', 'remove', 'draft', () => key(), sizing),
  act(
    'own-kits.$kitId.red-flags.$key',
    '/red-flags/untested',
    null,
    'draft',
    () => named('red_flags', 'untested', nameOf('red_flags', 'untested'), 'Claims the work of others'),
    flag,
  ),
  act('own-kits.$kitId.red-flags.$key', '/red-flags/untested', 'remove', 'draft', () => key(), flag),
  { ...page(DRAFT, '/draft'), ok: 302, but: { stranger: 302 } },
  {
    ...act(DRAFT, '/draft', 'save', 'draft', () => ({
      base: 'criteria/sizing',
      ...named('criteria', 'sizing', nameOf('criteria', 'sizing'), 'Debugging our services'),
    })),
    ok: 200,
  },
  ...([null, 'remove'] as const).map((intent): Row =>
    act(
      'own-kits.$kitId.interviews.$key',
      '/interviews/design',
      intent,
      'draft',
      () => (intent === 'remove' ? key() : named('interviews', 'design', 'Design from figures', 'First call')),
      interviewed,
    ),
  ),
  ...(['undo', 'redo'] as const).map((intent): Row => ({
    ...act(DRAFT, '/draft', intent, 'draft', () => ({ ...key(), base: 'criteria/sizing' })),
    ok: 422,
  })),
  ...(['close', 'reopen', 'delete'] as const).map((intent): Row =>
    act(
      'own-kits.$kitId.criteria.$key',
      '/criteria/sizing',
      intent,
      'draft',
      async ({ people }) => {
        const note = await newNote(people.lead)
        if (intent === 'reopen') must(await setNoteClosed(people.lead, note, true))
        return { note: String(note) }
      },
      sizing,
    ),
  ),
  act(REVIEW, '/review', 'submit', 'draft', async (world, kitId) => ({
    ...(await shown(world, kitId)),
    changeNote: 'Ours.',
  })),
  {
    // The lead changed it last, so a second person has to approve.
    ...act(REVIEW, '/review', 'approve', 'in_review', async (world, kitId) => ({
      ...(await shown(world, kitId)),
    })),
    but: { stranger: 404, lead: 422 },
  },
  act(REVIEW, '/review', 'send-back', 'in_review', async (world, kitId) => ({
    ...(await shown(world, kitId)),
    comment: 'Shorter.',
  })),
  act(REVIEW, '/review', 'take-back', 'in_review', async (world, kitId) => ({
    ...(await shown(world, kitId)),
  })),
  act(REVIEW, '/review', 'publish', 'approved', async (world, kitId) => ({ ...(await shown(world, kitId)) })),
]
