import type { Kit } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { pinnedKit } from './pinned-kit.server'

export type FoundKit = {
  kit: Kit
  /** The pinned version it is; null: the files as they are now. */
  versionId: number | null
}

/** A kit as its files are now, or a version of it that this organisation has pinned. */
export async function findKit(
  { organisationId }: Viewer,
  role: string,
  versionId: number | null,
): Promise<Result<FoundKit, { code: 'KIT_NOT_FOUND' }>> {
  const notFound = fail({ code: 'KIT_NOT_FOUND' })
  if (versionId === null) {
    const served = servedKit(role)
    return served ? ok({ kit: served.kit, versionId: null }) : notFound
  }
  const pinned = await db().kitVersion.findUnique({
    where: { organisationId_id: { organisationId, id: versionId } },
    select: { kit: true },
  })
  return pinned?.kit === role ? ok({ kit: await pinnedKit(organisationId, versionId), versionId }) : notFound
}
