export type LinkTimes = { expiresAt: Date; revokedAt: Date | null }

export type LinkStanding = 'live' | 'expired' | 'revoked'

/** Whether a candidate's page can be opened now. */
export function linkStanding({ expiresAt, revokedAt }: LinkTimes, now: Date): LinkStanding {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'live'
}
