import { retentionCutoff, type RetentionKind } from '~/domain/retention/retention'
import { databaseNow } from '~/platform/database-clock.server'
import { db } from '~/platform/db.server'
import { logger } from '~/platform/logger.server'
import { pace } from '~/platform/pace.server'

/** Rows of one statement: a page that arrives meanwhile waits for no more than these. */
const CHUNK = 200

type Chunk = (organisationId: number, before: Date, limit: number) => Promise<{ count: number }>

/** What belongs to an organisation. Each call deletes one chunk and says how many rows that was. */
const OF_ORGANISATION = {
  sessions: (organisationId, before, limit) =>
    db().session.deleteMany({ where: { organisationId, expiresAt: { lt: before } }, limit }),
  devices: (organisationId, before, limit) =>
    db().device.deleteMany({ where: { organisationId, expiresAt: { lt: before } }, limit }),
  tokens: (organisationId, before, limit) =>
    db().token.deleteMany({ where: { organisationId, expiresAt: { lt: before } }, limit }),
  candidateLinks: (organisationId, before, limit) =>
    db().candidateLink.deleteMany({ where: { organisationId, expiresAt: { lt: before } }, limit }),
  candidateUploads: (organisationId, before, limit) =>
    db().candidateUpload.deleteMany({ where: { organisationId, expiresAt: { lt: before } }, limit }),
  writeKeys: (organisationId, before, limit) =>
    db().writeKey.deleteMany({ where: { organisationId, createdAt: { lt: before } }, limit }),
  releasedDrafts: (organisationId, before, limit) =>
    db().scorecardDraft.deleteMany({ where: { organisationId, scorecard: { releasedAt: { lt: before } } }, limit }),
} satisfies Partial<Record<RetentionKind, Chunk>>

/** What belongs to the installation. */
const OF_INSTALLATION = {
  throttleCounters: (before: Date, limit: number) =>
    db().attemptCounter.deleteMany({ where: { expiresAt: { lt: before } }, limit }),
  finishedJobs: (before: Date, limit: number) =>
    db().queueJob.deleteMany({ where: { state: 'done', finishedAt: { lt: before } }, limit }),
  failedJobs: (before: Date, limit: number) =>
    db().queueJob.deleteMany({
      where: {
        state: 'failed',
        OR: [{ finishedAt: { lt: before } }, { finishedAt: null, runAt: { lt: before } }],
      },
      limit,
    }),
} satisfies Partial<Record<RetentionKind, (before: Date, limit: number) => Promise<{ count: number }>>>

type Options = { signal?: AbortSignal; chunk?: number }

/**
 * Deletes everything whose time of `RETENTION` is over by the database's clock, a chunk at a time. Deleting twice changes nothing, so it may be
 * interrupted anywhere and run on several servers. Returns how many rows of each kind went.
 */
export async function sweepExpired({ signal, chunk = CHUNK }: Options = {}): Promise<
  Partial<Record<RetentionKind, number>>
> {
  const at = await databaseNow()
  const othersFirst = pace(signal)
  const swept: Partial<Record<RetentionKind, number>> = {}
  const sweep = async (kind: RetentionKind, remove: (before: Date, limit: number) => Promise<{ count: number }>) => {
    for (;;) {
      signal?.throwIfAborted()
      const { count } = await remove(retentionCutoff(kind, at), chunk)
      if (count > 0) swept[kind] = (swept[kind] ?? 0) + count
      if (count < chunk) return
      await othersFirst()
    }
  }
  for (const { id } of await db().organisation.findMany({ select: { id: true }, orderBy: { id: 'asc' } }))
    for (const [kind, remove] of entries(OF_ORGANISATION))
      await sweep(kind, (before, limit) => remove(id, before, limit))
  for (const [kind, remove] of entries(OF_INSTALLATION)) await sweep(kind, remove)
  logger.info({ swept }, 'expired rows were deleted')
  return swept
}

const entries = <Key extends RetentionKind, Value>(table: Record<Key, Value>) => Object.entries(table) as [Key, Value][]
