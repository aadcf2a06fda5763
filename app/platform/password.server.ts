import { randomBytes, scrypt as scryptCallback, timingSafeEqual, type ScryptOptions } from 'node:crypto'

const COST = { N: 2 ** 15, r: 8, p: 3 }
const KEY_BYTES = 32
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Each hash takes 32 MB and a core for a while: at most two at once, the rest wait their turn. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const scrypt = (password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) =>
        scryptCallback(
          password.normalize('NFKC'),
          salt,
          KEY_BYTES,
          { ...options, maxmem: 128 * 1024 * 1024 },
          (error, key) => (error ? reject(error) : resolve(key)),
        ),
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
 */
export async function hashPassword(password: string, like?: string | null): Promise<string> {
  const salt = like ? partsOf(like).salt : randomBytes(16).toString('base64')
  return kept(salt, await scrypt(password, Buffer.from(salt, 'base64'), COST))
}

/** Which of the kept hashes the password fits. Hashes that share salt and parameters cost one derivation together. */
export async function verifyPasswords(password: string, stored: readonly string[]): Promise<boolean[]> {
  const derived = new Map<string, Promise<Buffer>>()
  return Promise.all(
    stored.map(async (one) => {
      const { options, salt, key } = partsOf(one)
      const by = JSON.stringify([salt, options])
      const given = derived.get(by) ?? scrypt(password, Buffer.from(salt, 'base64'), options)
      derived.set(by, given)
      const found = await given
      return key.length === found.length && timingSafeEqual(key, found)
    }),
  )
}

export const verifyPassword = async (password: string, stored: string): Promise<boolean> =>
  (await verifyPasswords(password, [stored]))[0]!

const NOBODY = kept(randomBytes(16).toString('base64'), randomBytes(KEY_BYTES))

/** The same work as checking a real password, for an address that nobody has. Always false. */
export async function verifyNobody(password: string): Promise<false> {
  await verifyPassword(password, NOBODY)
  return false
}
