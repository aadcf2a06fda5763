import { VERIFY_WHOLE_AUDIT } from '~/domain/jobs/verify-audit'
import type { Viewer } from '~/domain/policy/policy'
import { audit } from '~/platform/audit.server'
import { transaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

/** Asks for a verification of the organisation's chain from its first entry. Asked again while one waits, it is one. */
export const requestVerification = ({ organisationId, userId }: Viewer): Promise<void> =>
  transaction(async (tx) => {
    await enqueue(tx, {
      name: VERIFY_WHOLE_AUDIT,
      organisationId,
      payload: {},
      key: `organisation ${organisationId}`,
    })
    await audit(tx, {
      organisationId,
      actorId: userId,
      act: 'audit.verification-requested',
      subject: { type: 'organisation', id: organisationId },
    })
  })
