/** Recomputes the entries that every organisation's audit chain has gained since the last time. Its payload is empty. */
export const VERIFY_NEW_AUDIT_ENTRIES = 'verify-new-audit-entries'
/** Recomputes chains from the first entry: the job's organisation, or all where it names none. Its payload is empty. */
export const VERIFY_WHOLE_AUDIT = 'verify-whole-audit'
