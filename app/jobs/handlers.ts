import { AUDIT_FAILED_SIGN_INS } from '~/domain/jobs/audit-failed-sign-ins'
import { CALIBRATE } from '~/domain/jobs/calibrate'
import { COMPARE_MODELS } from '~/domain/jobs/compare-models'
import { IMPORT_CANDIDATES } from '~/domain/jobs/import-candidates'
import { SWEEP_EXPIRED } from '~/domain/jobs/sweep-expired'
import { VERIFY_NEW_AUDIT_ENTRIES, VERIFY_WHOLE_AUDIT } from '~/domain/jobs/verify-audit'
import type { JobHandlers } from '~/platform/queue.server'
import { auditFailedSignInsJob } from './audit-failed-sign-ins'
import { calibrate } from './calibrate'
import { compareFamiliesJob } from './compare-models'
import { importCandidatesJob } from './import-candidates'
import { sweepExpiredJob } from './sweep-expired'
import { verifyNewAuditEntries, verifyWholeAudit } from './verify-audit'

export const jobHandlers: JobHandlers = {
  [AUDIT_FAILED_SIGN_INS]: auditFailedSignInsJob,
  [CALIBRATE]: calibrate,
  [COMPARE_MODELS]: compareFamiliesJob,
  [VERIFY_NEW_AUDIT_ENTRIES]: verifyNewAuditEntries,
  [VERIFY_WHOLE_AUDIT]: verifyWholeAudit,
  [SWEEP_EXPIRED]: sweepExpiredJob,
  [IMPORT_CANDIDATES]: importCandidatesJob,
}
