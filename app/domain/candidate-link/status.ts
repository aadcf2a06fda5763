export type LinkTimes = { expiresAt: Date; revokedAt: Date | null }

export type LinkStatus = 'live' | 'expired' | 'revoked'

/** Whether a candidate's page can be opened now. */
export function linkStatus({ expiresAt, revokedAt }: LinkTimes, now: Date): LinkStatus {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'live'
}
