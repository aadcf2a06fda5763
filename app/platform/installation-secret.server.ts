import { randomBytes } from 'node:crypto'
import { db } from './db.server'

const READ_AGAIN_MS = 5 * 60_000
const held = new Map<string, { secrets: string[]; readAt: number }>()

/**
 * The keys for one purpose, the one to sign with first, the one before it second. Every server of the installation reads
 * the same from the database, where the first to ask makes it; it is replaced after 90 days by the database's clock.
 */
export async function installationSecrets(purpose: 'flash'): Promise<string[]> {
  const known = held.get(purpose)
  if (known && Date.now() - known.readAt < READ_AGAIN_MS) return known.secrets
  const fresh = () => randomBytes(32).toString('base64url')
  await db().$executeRaw`
    INSERT INTO "InstallationSecret" AS s (purpose, current, "rotatedAt") VALUES (${purpose}, ${fresh()}, statement_timestamp())
    ON CONFLICT (purpose) DO UPDATE SET previous = s.current, current = EXCLUDED.current, "rotatedAt" = EXCLUDED."rotatedAt"
    WHERE s."rotatedAt" < statement_timestamp() - interval '90 days'`
  const { current, previous } = await db().installationSecret.findUniqueOrThrow({ where: { purpose } })
  const secrets = previous ? [current, previous] : [current]
  held.set(purpose, { secrets, readAt: Date.now() })
  return secrets
}
