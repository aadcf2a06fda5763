/** A failure that a user can cause is a value; a bug is a throw. */
export type Result<T, E extends { code: string }> = { ok: true; value: T } | { ok: false; error: E }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const fail = <const E extends { code: string }>(error: E): { ok: false; error: E } => ({ ok: false, error })
