export type LinkTimes = { expiresAt: Date; revokedAt: Date | null }

export type LinkStatus = 'live' | 'expired' | 'revoked'

/** Whether a candidate's page can be opened now; `ended` closes all pages of an application. */
export function linkStatus({ expiresAt, revokedAt }: LinkTimes, now: Date, ended: boolean): LinkStatus {
  if (revokedAt || ended) return 'revoked'
  return expiresAt <= now ? 'expired' : 'live'
}
