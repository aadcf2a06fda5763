import { compareKits, isSame, type KitChanges } from '~/domain/kit/compare-kits'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { day } from '~/platform/dates.server'
import { db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { findKit } from './find-kit.server'

type Version = { id: number | null; words: string; hash: string }

export type KitComparison = {
  kit: { id: string; name: string }
  /** Every version that can be chosen; id null: the files as they are now. */
  versions: { id: number | null; words: string }[]
  from: number | null
  to: number | null
  /** null: there are not two versions yet. */
  changes: KitChanges | null
  same: boolean
}

/** What differs between two versions of a kit: by default the newest other version that was pinned, and the files now. */
export async function compareVersions(viewer: Viewer, role: string, given: { from: number | null; to: number | null }) {
  const versions = await versionsOf(viewer, role)
  const [newest] = versions
  if (!newest) return fail({ code: 'KIT_NOT_FOUND' })
  const to = given.to === null ? newest : versions.find(({ id }) => id === given.to)
  const from =
    given.from === null ? versions.find(({ hash }) => hash !== to?.hash) : versions.find(({ id }) => id === given.from)
  if (!to || (given.from !== null && !from)) return fail({ code: 'KIT_NOT_FOUND' })
  const after = await findKit(viewer, role, to.id)
  const before = from ? await findKit(viewer, role, from.id) : null
  if (!after.ok) return after
  if (before && !before.ok) return before
  const changes = before ? compareKits(before.value.kit, after.value.kit) : null
  const comparison: KitComparison = {
    kit: { id: role, name: after.value.kit.name },
    versions: versions.map(({ id, words }) => ({ id, words })),
    from: from?.id ?? null,
    to: to.id,
    changes,
    same: changes !== null && isSame(changes),
  }
  return ok(comparison)
}

/** The files as they are now, then what this organisation has pinned, the newest first. */
async function versionsOf({ organisationId, timeZone }: Viewer, role: string): Promise<Version[]> {
  const served = servedKit(role)
  const pinned = await db().kitVersion.findMany({
    where: { organisationId, kit: role },
    select: { id: true, version: true, hash: true, createdAt: true },
    orderBy: { id: 'desc' },
  })
  return [
    ...(served ? [{ id: null, words: `${served.kit.version}, as the files are now`, hash: served.hash }] : []),
    ...pinned.map(({ id, version, hash, createdAt }) => ({
      id,
      hash,
      words: `${version}, pinned ${day(createdAt, timeZone)}${hash === served?.hash ? ' (the same)' : ''}`,
    })),
  ]
}
