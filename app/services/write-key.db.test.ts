import { beforeAll, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db, transaction } from '~/platform/db.server'
import { recordWrite, findEarlierWrite, type KeyedWrite } from './write-key.server'
import { addCandidate } from './candidate/candidates.server'

let recruiter: Viewer
beforeAll(async () => {
  recruiter = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
})

const write = (over: Partial<KeyedWrite> = {}): KeyedWrite => ({
  key: 'key-of-this-form',
  act: 'candidate.added',
  content: { name: 'Noor Haddad', email: null },
  ...over,
})
const before = (given: KeyedWrite, viewer = recruiter) => transaction((tx) => findEarlierWrite(tx, viewer, given))

test('a key answers for the same act and content of the same person, and for nothing else', async () => {
  expect(await before(write())).toEqual({ ok: true, value: null })
  await transaction((tx) => recordWrite(tx, recruiter, write(), 17))
  expect(await before(write())).toEqual({ ok: true, value: 17 })
  expect(await before(write({ content: { email: null, name: 'Noor Haddad' } }))).toEqual({ ok: true, value: 17 })
  // What another act made is no answer to this one: its id may be that of something else, so it is not told.
  for (const [other, resultId] of [
    [{ content: { name: 'Noor Hadad', email: null } }, 17],
    [{ act: 'candidate.imported' }, null],
  ] as const)
    expect(await before(write(other))).toMatchObject({ ok: false, error: { code: 'WRITE_KEY_CONFLICT', resultId } })
  const colleague = await makeUser(recruiter.organisationId, { roles: ['recruiter'] })
  expect(await before(write(), colleague)).toEqual({ ok: true, value: null })
})

test('neither the key nor the content can be read or guessed from the row', async () => {
  const [row] = await db().writeKey.findMany({ where: { organisationId: recruiter.organisationId } })
  expect(row).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}$/), contentHash: expect.any(String) })
  expect(JSON.stringify(row)).not.toMatch(/key-of-this-form|Noor/)
  // The same content under another key leaves another hash, so rows cannot be compared with a list of guesses.
  await transaction((tx) => recordWrite(tx, recruiter, write({ key: 'another-form-key' }), 18))
  const rows = await db().writeKey.findMany({ where: { organisationId: recruiter.organisationId } })
  expect(new Set(rows.map(({ contentHash }) => contentHash)).size).toBe(2)
})

test('a candidate sent again with another name is neither acknowledged nor stored', async () => {
  const form = { name: 'Ida Holm', email: 'ida@example.org', phone: null, jobId: null, writeKey: 'form-of-ida-holm' }
  const added = await addCandidate(recruiter, form)
  expect(await addCandidate(recruiter, form)).toEqual(added)
  const other = await addCandidate(recruiter, { ...form, name: 'Ida Holm-Berg' })
  expect(other).toMatchObject({
    ok: false,
    error: { code: 'WRITE_KEY_CONFLICT', resultId: added.ok ? added.value.candidateId : 0 },
  })
  expect(await db().candidate.count({ where: { organisationId: recruiter.organisationId } })).toBe(1)
})
