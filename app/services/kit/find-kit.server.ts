import type { Kit } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { currentKit } from './current-kit.server'
import { pinnedKit } from './pinned-kit.server'

export type FoundKit = {
  kit: Kit
  /** The pinned version it is; null: the files as they are now, or the newest version of an own kit. */
  versionId: number | null
}

/** A kit as it is now (its files, or the newest version of an own kit), or a version of it that this organisation has pinned. */
export async function findKit(
  { organisationId }: Viewer,
  role: string,
  versionId: number | null,
): Promise<Result<FoundKit, { code: 'KIT_NOT_FOUND' }>> {
  const notFound = fail({ code: 'KIT_NOT_FOUND' })
  if (versionId === null) {
    const current = await currentKit(db(), organisationId, role)
    return current ? ok({ kit: current.kit, versionId: null }) : notFound
  }
  const pinned = await db().kitVersion.findUnique({
    where: { organisationId_id: { organisationId, id: versionId } },
    select: { kit: true },
  })
  return pinned?.kit === role ? ok({ kit: await pinnedKit(organisationId, versionId), versionId }) : notFound
}
