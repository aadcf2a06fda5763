import crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, verifyInTurn, verifyPassword } from './password.server'

const PASSWORD = 'correct horse battery'

test('a password is kept as the scrypt key of 2^15 rounds of 8 blocks, three times, with its own salt', async () => {
  const kept = await hashPassword(PASSWORD)
  const [kind, N, r, p, salt, key, ...rest] = kept.split('$')
  expect([kind, N, r, p, rest]).toEqual(['scrypt', '32768', '8', '3', []])
  const options = { N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 1024 * 1024 }
  expect(key).toBe(crypto.scryptSync(PASSWORD, Buffer.from(salt!, 'base64'), 32, options).toString('base64'))
  expect(await hashPassword(PASSWORD)).not.toBe(kept)
})

test('fits the password alone, in any Unicode form of it', async () => {
  const kept = await hashPassword('caf\u00e9 au lait')
  expect(await verifyPassword('cafe\u0301 au lait', kept)).toBe(true)
  expect(await verifyPassword('cafe au lait', kept)).toBe(false)
})

test('a hash with other parameters is verified by those, and none fits where none is kept', async () => {
  const salt = Buffer.from('salt')
  const key = crypto.scryptSync(PASSWORD, salt, 32, { N: 1024, r: 8, p: 1 })
  const older = ['scrypt', 1024, 8, 1, salt.toString('base64'), key.toString('base64')].join('$')
  expect(await verifyInTurn(PASSWORD, [older])).toEqual([true])
  expect(await verifyInTurn('another', [older, older])).toEqual([false, false])
  expect(await verifyInTurn(PASSWORD, [])).toEqual([false])
})
