export type LinkTimes = { expiresAt: Date; revokedAt: Date | null }

/** Whether a candidate's page can be opened now. */
export function linkStanding({ expiresAt, revokedAt }: LinkTimes, now: Date): 'live' | 'expired' | 'revoked' {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'live'
}
