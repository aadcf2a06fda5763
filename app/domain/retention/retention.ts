const DAY = 24 * 60 * 60_000

/**
 * How long a row that has served its purpose is kept, counted from the time named. The README repeats this table for
 * administrators. Nothing here is a record of hiring: scorecards, packets, votes, decisions and audit entries stay.
 */
export const RETENTION = {
  /** Counters of failed attempts, which expire two days after the last failure. */
  throttleCounters: { days: 0, from: 'their expiry' },
  /** Sessions, after they expire. Signing out deletes a session at once. */
  sessions: { days: 0, from: 'their expiry' },
  /** Known devices, which expire 180 days after the last sign-in on them. */
  devices: { days: 0, from: 'their expiry' },
  /** Invitations and password resets: long enough to say "expired" or "used" rather than "unknown" to who comes late. */
  tokens: { days: 30, from: 'their expiry' },
  /** Candidates' pages. Never shorter than write keys: the key of the next page is made from the last one's id. */
  candidateLinks: { days: 180, from: 'their expiry' },
  /** Files of candidates that were not imported, a day after they were chosen. */
  candidateUploads: { days: 0, from: 'their expiry' },
  /** Keys by which a form that is sent twice is done once. A device may come back from a month without a connection. */
  writeKeys: { days: 90, from: 'their use' },
  /** Drafts of scorecards from which their author was released. */
  releasedDrafts: { days: 0, from: 'the release' },
  finishedJobs: { days: 1, from: 'their end' },
  failedJobs: { days: 30, from: 'their end' },
} as const satisfies Record<string, { days: number; from: string }>

export type RetentionKind = keyof typeof RETENTION

/** Rows whose time (`from`) lies before this are deleted. */
export const retentionCutoff = (kind: RetentionKind, now: Date): Date =>
  new Date(now.getTime() - RETENTION[kind].days * DAY)
