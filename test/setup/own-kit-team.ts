import { makeOrganisation, makeUser } from '~/demo/factories'
import type { Change } from '~/domain/kit-draft/change'
import { at, type Block, type Node } from '~/domain/kit-draft/content'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { changeDraft } from '~/services/own-kit/change-draft.server'
import { beginKit } from '~/services/own-kit/own-kits.server'
import { serveKits } from './kits'

/** A lead, an administrator and a recruiter of one organisation, made anew by `makeTeam` before a file's tests. */
export let ada: Viewer
export let ben: Viewer
export let recruiter: Viewer
let count = 0

export async function makeTeam() {
  await serveKits()
  const organisationId = await makeOrganisation()
  ada = await makeUser(organisationId, { roles: ['lead'], name: 'Ada' })
  ben = await makeUser(organisationId, { roles: ['administrator'], name: 'Ben' })
  recruiter = await makeUser(organisationId, { roles: ['recruiter'] })
}

export const key = () => `client-key-${++count}`
export const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
export const begun = async (from = 'ml-engineer', file: Parameters<typeof beginKit>[2] = null) => {
  const form = { writeKey: key(), key: `our-kit-${++count}`, name: 'Our engineer', from }
  return { ...valueOf(await beginKit(ada, form, file)), key: form.key }
}
export const draftOf = async (kitId: number) => {
  const draft = await db().kitDraft.findFirstOrThrow({
    where: { organisationId: ada.organisationId, organisationKitId: kitId },
  })
  return { ...draft, content: JSON.parse(draft.content) as Block }
}
/** What a page that is opened now says of the draft that it shows. */
export const shownOf = async (kitId: number) => {
  const { id, revision } = await draftOf(kitId)
  return { draft: id, revision }
}
export const NAME = ['criteria', 'diagnosis', 'name']
export const set = (before: Node, after: Node, path = NAME): Change => ({ op: 'set', path, before, after })
export const send = (viewer: Viewer, kitId: number, ...changes: Change[]) =>
  draftOf(kitId).then(({ id }) =>
    changeDraft(viewer, kitId, { draft: id, clientKey: key(), act: 'save', filled: changes }, changes),
  )
/** What a form says of the draft that its page shows. */
export const formOf = async (kitId: number) => ({ draft: (await draftOf(kitId)).id, clientKey: key() })
export const nameOf = async (kitId: number) => at((await draftOf(kitId)).content, NAME)
export const rename = async (kitId: number, to: string, viewer = ada) =>
  valueOf(await send(viewer, kitId, set((await nameOf(kitId)) ?? null, to)))
