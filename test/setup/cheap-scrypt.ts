import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

type Scrypt = (
  password: BinaryLike,
  salt: BinaryLike,
  bytes: number,
  options: ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
) => void

/** A 64th of the cost: tests of who may sign in would spend their time on nothing but derivations. */
const LESS = 64

// why: what is stored and who is asked is unchanged; password.server.test.ts pays the real cost.
// Files share their modules, but this one is run for each of them.
const place = globalThis as { [key: symbol]: unknown }
const DONE = Symbol.for('assay.cheap-scrypt')
if (!place[DONE]) {
  place[DONE] = true
  const scrypt = crypto.scrypt as Scrypt
  const cheap: Scrypt = (password, salt, bytes, options, done) =>
    scrypt(password, salt, bytes, { ...options, N: Math.max(2, (options.N ?? 2 ** 14) / LESS) }, done)
  crypto.scrypt = cheap as typeof crypto.scrypt
  syncBuiltinESMExports()
}
