import { createHmac } from 'node:crypto'
import { canonical } from '~/domain/kit/canonical'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok, type Result } from '~/domain/shared/result'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { sha256 } from '~/platform/secret.server'

/** One write of a form: the key that the form carries, what it does, and everything that it was filled with. */
export type KeyedWrite = { key: string; act: string; content: unknown }
/** The key was used before for something else, or with other content; `resultId` is what the same act made then. */
export type WriteKeyConflict = { code: 'WRITE_KEY_CONFLICT'; message: string; resultId: number | null }

const OTHER_CONTENT =
  'This form was stored before with other content, and nothing of what you sent now is stored. ' +
  'Open what is stored to change it, or send the form once more to store this as another one.'

/**
 * Only hashes are stored: of the key, and of the act and content under that key (ADR 014). Short texts can be guessed
 * from a plain hash; here whoever guesses would also need the key, which only the form has.
 */
const keyHash = (key: string) => sha256(key)
export const contentHash = ({ key, act, content }: KeyedWrite) =>
  createHmac('sha256', key).update(canonical({ act, content })).digest('hex')

/** What this person's form made when it was sent before; null the first time, a conflict when it was another form. */
export async function findEarlierWrite(
  tx: Tx,
  { organisationId, userId }: Viewer,
  write: KeyedWrite,
): Promise<Result<number | null, WriteKeyConflict>> {
  const before = await tx.writeKey.findUnique({
    where: { organisationId_userId_key: { organisationId, userId, key: keyHash(write.key) } },
    select: { act: true, contentHash: true, resultId: true },
  })
  if (!before) return ok(null)
  // Rows from before content was kept have no hash and are believed.
  const same = before.act === write.act && (before.contentHash === null || before.contentHash === contentHash(write))
  if (same) return ok(before.resultId)
  const resultId = before.act === write.act ? before.resultId : null
  return fail({ code: 'WRITE_KEY_CONFLICT', message: OTHER_CONTENT, resultId })
}

/**
 * Records what the form made, in the transaction that makes it. Of two simultaneous ones, one fails on the unique key.
 */
export async function recordWrite(tx: Tx, { organisationId, userId }: Viewer, write: KeyedWrite, resultId: number) {
  const { key, act } = write
  const row = { key: keyHash(key), act, contentHash: contentHash(write), resultId }
  await tx.writeKey.create({ data: { organisationId, userId, ...row, createdAt: now() } })
}
