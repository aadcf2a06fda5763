import { randomBytes } from 'node:crypto'
import { db } from './db.server'
import { env } from './env.server'
import { sameSecret } from './secret.server'

let made: string | undefined

/** Whoever reads the server's output may create the first organisation; several servers share INITIAL_TOKEN. */
const token = (): string => env().INITIAL_TOKEN ?? (made ??= randomBytes(12).toString('base64url'))

export const isFirstVisitToken = (given: string): boolean => sameSecret(given, token())

export async function announceFirstVisit(origin: string) {
  if ((await db().organisation.count()) > 0) return
  process.stderr.write(`Create your organisation: ${origin}/setup?token=${token()}\n`)
}
