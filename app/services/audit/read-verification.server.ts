import { VERIFY_WHOLE_AUDIT } from '~/domain/jobs/verify-audit'
import type { VerificationView } from '~/domain/audit/verification'
import type { Viewer } from '~/domain/policy/policy'
import { dayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

/**
 * What the background verification last found, from one row. Whoever is blind anywhere is told only whether a break was
 * found: numbers and times move with what colleagues submit. The same statements run for both.
 */
export async function readVerification(viewer: Viewer, blind: boolean): Promise<VerificationView> {
  const { organisationId, timeZone } = viewer
  const found = await db().auditVerification.findUnique({ where: { organisationId } })
  const inProgress = await db().queueJob.count({
    where: { organisationId, name: VERIFY_WHOLE_AUDIT, state: { in: ['waiting', 'active'] } },
  })
  const intact = (found?.brokenNumber ?? null) === null
  if (blind) return { intact, details: null }
  const time = (at: Date | null | undefined) => (at ? dayAndTime(at, timeZone) : null)
  return {
    intact,
    details: {
      inProgress: inProgress > 0,
      verified: found && found.number > 0 ? { number: found.number, at: dayAndTime(found.at, timeZone) } : null,
      intactAt: time(found?.wholeAt),
      broken:
        found && found.brokenNumber !== null && found.brokenAt
          ? { number: found.brokenNumber, at: dayAndTime(found.brokenAt, timeZone) }
          : null,
    },
  }
}
