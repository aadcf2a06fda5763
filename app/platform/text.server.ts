import { randomBytes } from 'node:crypto'
import type { TextFormat } from '~/domain/scorecard/evidence'
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
  | 'imported'

export type NewText = {
  organisationId: number
  subject: { candidateId: number } | { userId: number }
  authorId: number
  kind: TextKind
  /** How the body is to be read; plain text unless it says otherwise. */
  format?: TextFormat
  body: string
}

/**
 * The hash that immutable rows and packets keep when the words are erased: over the salt and the words, and over the
 * format too where it is not plain text, so that no words can be passed off as those of another format.
 */
export const textHash = (salt: string, body: string, format: string = 'text'): string =>
  sha256(format === 'text' ? `${salt}\n${body}` : `${salt}\n${format}\n${body}`)

/** Writes free text about one person: the only place where such words may stand. */
export async function writeText(tx: Tx, text: NewText): Promise<{ id: number; hash: string }> {
  const salt = randomBytes(16).toString('hex')
  const format = text.format ?? 'text'
  return tx.text.create({
    data: {
      organisationId: text.organisationId,
      ...text.subject,
      authorId: text.authorId,
      kind: text.kind,
      salt,
      format,
      body: text.body,
      hash: textHash(salt, text.body, format),
      createdAt: now(),
    },
    select: { id: true, hash: true },
  })
}
