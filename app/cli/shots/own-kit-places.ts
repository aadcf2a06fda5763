import { emailOf } from '~/demo/people'
import type { Viewer } from '~/domain/policy/policy'
import { paths } from '~/paths'
import { db } from '~/platform/db.server'
import { changeDraft } from '~/services/own-kit/change-draft.server'
import { beginKit } from '~/services/own-kit/own-kits.server'
import { submitDraft } from '~/services/own-kit/review-draft.server'
import { ADMINISTRATOR, type Place } from './place'

const NAME = ['criteria', 'diagnosis', 'name']

/** The editor of an own kit with a mistake in it, and the review of another one that somebody else sent. */
export async function ownKitPlaces(organisationId: number): Promise<Place[]> {
  const user = await db().user.findFirstOrThrow({ where: { organisationId, email: emailOf(ADMINISTRATOR) } })
  const grants = [{ role: 'administrator' as const, jobId: null }]
  const viewer: Viewer = { organisationId, userId: user.id, name: ADMINISTRATOR, timeZone: user.timeZone, grants }
  const [edited, reviewed] = [await begin(viewer, 'ranking-engineer', 'Ranking engineer'), await begin(viewer, 'search-engineer', 'Search engineer')]
  await rename(viewer, edited, '')
  await rename(viewer, reviewed, 'Debugging a ranking in production')
  const draft = await db().kitDraft.findFirstOrThrow({ where: { organisationId, organisationKitId: reviewed } })
  const shown = { draft: draft.id, revision: draft.revision }
  const sent = await submitDraft(viewer, reviewed, { ...shown, changeNote: 'Named after what the team runs.' })
  if (!sent.ok) throw new Error(sent.error.code)
  const at = (name: string, path: string): Place => ({ name, as: ADMINISTRATOR, path })
  return [
    at('own-kits', paths.kits()),
    at('own-kit-new', paths.newOwnKit()),
    at('own-kit', paths.ownKit(edited)),
    at('own-kit-criterion', paths.ownKitCriterion(edited, 'diagnosis')),
    at('own-kit-review', paths.ownKitReview(reviewed)),
  ]
}

async function begin(viewer: Viewer, key: string, name: string): Promise<number> {
  const begun = await beginKit(viewer, { writeKey: `picture-${key}`, key, name, from: 'ml-engineer' }, null)
  if (!begun.ok) throw new Error(begun.error.code)
  return begun.value.kitId
}

async function rename(viewer: Viewer, kitId: number, after: string) {
  const changes = [{ op: 'set' as const, path: NAME, before: 'Debugging in production', after }]
  const { organisationId } = viewer
  const { id } = await db().kitDraft.findFirstOrThrow({ where: { organisationId, organisationKitId: kitId } })
  const send = { draft: id, clientKey: `picture-${kitId}`, act: 'save', filled: changes }
  const changed = await changeDraft(viewer, kitId, send, changes)
  if (!changed.ok) throw new Error(changed.error.code)
}
