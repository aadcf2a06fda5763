import { randomBytes } from 'node:crypto'
import { now } from './clock.server'
import type { Tx } from './db.server'
import { sha256 } from './secret.server'

export type TextKind =
  | 'evidence'
  | 'not-assessed-reason'
  | 'flag-evidence'
  | 'probe-answer'
  | 'recommendation'
  | 'version-reason'
  | 'notes'
  | 'vote-reason'
  | 'recusal-reason'
  | 'recusal-lift-reason'
  | 'decision-reason'
  | 'override-reason'
  | 'dissent'
  | 'flag-resolution'
  | 'closing-reason'
  | 'identity'

export type NewText = {
  organisationId: number
  subject: { candidateId: number } | { userId: number }
  authorId: number
  kind: TextKind
  body: string
}

/** The hash that immutable rows and packets keep when the words are erased: over the salt and the words. */
export const textHash = (salt: string, body: string): string => sha256(`${salt}\n${body}`)

/** Writes free text about one person: the only place where such words may stand. */
export async function writeText(tx: Tx, text: NewText): Promise<{ id: number; hash: string }> {
  const salt = randomBytes(16).toString('hex')
  return tx.text.create({
    data: {
      organisationId: text.organisationId,
      ...text.subject,
      authorId: text.authorId,
      kind: text.kind,
      salt,
      body: text.body,
      hash: textHash(salt, text.body),
      createdAt: now(),
    },
    select: { id: true, hash: true },
  })
}
