import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex')

/** A token reads `<organisationId>.<secret>`; only the hash of the secret is stored. */
export function makeToken(organisationId: number): { token: string; tokenHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { token: `${organisationId}.${secret}`, tokenHash: sha256(secret) }
}

export function readToken(token: string | undefined): { organisationId: number; tokenHash: string } | null {
  const parts = /^(\d{1,9})\.([\w-]{20,64})$/.exec(token ?? '')
  return parts?.[1] && parts[2] ? { organisationId: Number(parts[1]), tokenHash: sha256(parts[2]) } : null
}

export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
