import { now } from './clock.server'
import { hostCookie } from './cookie.server'
import type { Tx } from './db.server'
import { makeToken, readToken } from './secret.server'

const DAYS = 180
const DAY = 86_400_000
/** A browser that several people share keeps a token for each of the last few. */
const TOKENS_IN_COOKIE = 5
/** The least recently used go when a person signs in on more. */
const DEVICES_OF_ONE = 20

const cookie = () => hostCookie('assay_device', DAYS * 86_400)

/** The device tokens that the browser sent; whether they are anybody's is for the database to say. */
export const deviceTokens = (request: Request): string[] =>
  (cookie().read(request) ?? '')
    .split('~')
    .slice(0, TOKENS_IN_COOKIE)
    .filter((token) => readToken(token) !== null)

/**
 * Makes this browser a known device of the person who has just signed in, or prolongs it. Returns the cookie to set: a
 * random token of which the database keeps the hash. It opens nothing; it only says that the person has been here.
 */
export async function rememberDevice(
  tx: Tx,
  { organisationId, userId }: { organisationId: number; userId: number },
  request: Request,
): Promise<string> {
  const at = now()
  const life = { lastUsedAt: at, expiresAt: new Date(at.getTime() + DAYS * DAY) }
  const given = deviceTokens(request)
  const hashes = given.flatMap((token) => readToken(token)?.tokenHash ?? [])
  const known = await tx.device.findFirst({ where: { organisationId, userId, tokenHash: { in: hashes } } })
  const userAgent = request.headers.get('User-Agent')?.slice(0, 200) ?? null
  if (known) {
    await tx.device.updateMany({ where: { organisationId, id: known.id }, data: { ...life, userAgent } })
    return cookie().set(given.join('~'))
  }
  const { token, tokenHash } = makeToken(organisationId)
  await tx.device.create({ data: { organisationId, userId, tokenHash, userAgent, createdAt: at, ...life } })
  const surplus = await tx.device.findMany({
    where: { organisationId, userId },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
    skip: DEVICES_OF_ONE,
    select: { id: true },
  })
  await tx.device.deleteMany({ where: { organisationId, id: { in: surplus.map(({ id }) => id) } } })
  return cookie().set([token, ...given].slice(0, TOKENS_IN_COOKIE).join('~'))
}
