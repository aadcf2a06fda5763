/** Puts failed sign-ins into the audit logs, summed up by account and hour. Its payload is empty. */
export const AUDIT_FAILED_SIGN_INS = 'audit-failed-sign-ins'
