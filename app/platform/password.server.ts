import { randomBytes, scrypt as scryptCallback, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { mustExist } from '~/domain/shared/must-exist'
import { boundedQueue, type Caller } from './bounded-queue.server'

const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32

/**
 * Each derivation takes 32 MB and a core for a quarter of a second: two at once, so that pages are answered meanwhile,
 * and a queue that is empty again after some five seconds.
 */
export const QUEUE = { atOnce: 2, waiting: 40, waitingFromOne: 20, waitingForOneAccount: 3 }
export const inTurn = boundedQueue(QUEUE)

const scrypt = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scryptCallback(
      password.normalize('NFKC'),
      salt,
      KEY_BYTES,
      { ...options, maxmem: 128 * 1024 * 1024 },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  )

const kept = (salt: string, key: Buffer) => ['scrypt', COST.N, COST.r, COST.p, salt, key.toString('base64')].join('$')

const partsOf = (stored: string) => {
  const [, N, r, p, salt = '', key = ''] = stored.split('$')
  return { options: { N: Number(N), r: Number(r), p: Number(p) }, salt, key: Buffer.from(key, 'base64') }
}

/**
 * `scrypt$N$r$p$salt$key`, so that the parameters can be raised without locking anybody out. With `like`, a hash kept for
 * the same address elsewhere, its salt is used again: one derivation then checks an address in every organisation.
 * Throws QueueFull where the caller has to come back later.
 */
export async function hashPassword(
  password: string,
  like?: string | null,
  caller: Caller | null = null,
): Promise<string> {
  const salt = like ? partsOf(like).salt : randomBytes(16).toString('base64')
  return kept(salt, await inTurn(caller, () => scrypt(password, Buffer.from(salt, 'base64'), COST)))
}

const NOBODY = kept(randomBytes(16).toString('base64'), randomBytes(KEY_BYTES))

/**
 * Which of the kept hashes the password fits; for none, the same work on a hash that nothing fits. Hashes that share
 * salt and parameters cost one derivation together. Call it in turn.
 */
export async function verifyInTurn(password: string, stored: readonly string[]): Promise<boolean[]> {
  const derived = new Map<string, Buffer>()
  const fits: boolean[] = []
  for (const one of stored.length > 0 ? stored : [NOBODY]) {
    const { options, salt, key } = partsOf(one)
    const by = JSON.stringify([salt, options])
    const found = derived.get(by) ?? (await scrypt(password, Buffer.from(salt, 'base64'), options))
    derived.set(by, found)
    fits.push(key.length === found.length && timingSafeEqual(key, found))
  }
  return fits
}

/** Throws QueueFull where the caller has to come back later. */
export const verifyPassword = (password: string, stored: string, caller: Caller | null = null): Promise<boolean> =>
  inTurn(caller, async () => mustExist((await verifyInTurn(password, [stored]))[0], 'answer for the password'))
