import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { db } from '~/platform/db.server'
import { exportFile, importFile } from './archive'

let folder: string
let archive: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-archive-'))
  archive = path.join(folder, 'one.tar.gz')
  await makeUser(await makeOrganisation({ name: 'One' }), { name: 'Yara Haddad' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The exit code, and what is said on standard error. */
async function told(command: () => Promise<number>) {
  const said: string[] = []
  const listener = vi.spyOn(process.stderr, 'write').mockImplementation((line) => Boolean(said.push(String(line))))
  try {
    return { code: await command(), said: said.join('') }
  } finally {
    listener.mockRestore()
  }
}

test('the only organisation is exported without being named, and only to a new file', async () => {
  const done = await told(() => exportFile(archive, undefined))
  expect(done).toEqual({ code: 0, said: expect.stringContaining('“One” was written to') })
  expect(existsSync(`${archive}.part`)).toBe(false)
  expect(await told(() => exportFile(archive, undefined))).toMatchObject({
    code: 2,
    said: expect.stringMatching(/there already/),
  })
})

test('an archive becomes an organisation under another name, once', async () => {
  const import_ = (name?: string) => told(() => importFile(archive, name, 'http://here'))
  expect(await import_()).toMatchObject({
    code: 2,
    said: expect.stringMatching(/“One” already; give the imported one another name with --name/),
  })
  expect(await import_('Two')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/“Two” was imported .*npm run reset-password/s),
  })
  expect(await import_('Two')).toMatchObject({ code: 2 })
  const [one, two] = await db().organisation.findMany({ orderBy: { id: 'asc' } })
  const people = (organisationId: number) =>
    db().user.findMany({ where: { organisationId }, select: { id: true, name: true } })
  expect(await people(two!.id)).toEqual(await people(one!.id))
})

test('of several organisations one has to be named', async () => {
  const file = path.join(folder, 'two.tar.gz')
  expect(await told(() => exportFile(file, undefined))).toMatchObject({
    code: 2,
    said: expect.stringMatching(
      /several organisations; name one of them: --organisation "One" or --organisation "Two"/,
    ),
  })
  expect(await told(() => exportFile(file, 'Three'))).toMatchObject({
    code: 2,
    said: expect.stringMatching(/There is no organisation “Three”/),
  })
  expect(existsSync(file)).toBe(false)
  expect(await told(() => exportFile(file, 'Two'))).toMatchObject({ code: 0 })
})

test('what is no archive, or only a part of one, is refused in a sentence', async () => {
  const whole = await readFile(archive)
  const bytes = gunzipSync(whole)
  const middle = bytes.indexOf('"Yara Haddad"')
  const cases: [string, Uint8Array, RegExp][] = [
    ['text.tar.gz', Buffer.from('not compressed'), /not compressed with gzip/],
    ['cut.tar.gz', whole.subarray(0, whole.length - 200), /not compressed with gzip, or it is damaged/],
    ['short.tar.gz', gzipSync(bytes.subarray(0, middle)), /archive ends within organisation\/tables\/User/],
    ['other.tar.gz', gzipSync('hello '.repeat(500)), /not a tar archive/],
  ]
  const before = await db().organisation.count()
  for (const [name, content, sentence] of cases) {
    const file = path.join(folder, name)
    await writeFile(file, content)
    expect(await told(() => importFile(file, 'Three', 'http://here'))).toMatchObject({ code: 2, said: sentence })
  }
  expect(await told(() => importFile(path.join(folder, 'none'), 'Three', ''))).toMatchObject({
    code: 2,
    said: expect.stringMatching(/does not exist/),
  })
  expect(await db().organisation.count()).toBe(before)
})
