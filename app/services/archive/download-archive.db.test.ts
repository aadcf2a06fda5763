import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { ARCHIVE_FAILURE_SENTENCES } from '~/domain/archive/offer'
import type { Viewer } from '~/domain/policy/policy'
import { ask } from '../../../test/setup/remix'
import { cookieOf, request } from '../../../test/setup/request'
import { sweepArchiveFolders } from './archive-folders.server'
import { downloadArchive } from './download-archive.server'

let administrator: Viewer
let temporary: string

beforeAll(async () => {
  administrator = await makeUser(await makeOrganisation(), { roles: ['administrator'] })
}, 60_000)
beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'download-test-'))
  vi.stubEnv('TMPDIR', temporary)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(temporary, { recursive: true, force: true })
})

test('nothing is left of a download that is cancelled before it is read', async () => {
  const cookie = await cookieOf(administrator)
  const response = await ask(request('/exports/organisation', { cookie, form: {} }))
  expect(response.status).toBe(200)
  expect(await readdir(temporary)).toEqual([])
  await response.body!.cancel()
  expect(await readdir(temporary)).toEqual([])
  const unread = await downloadArchive(administrator)
  expect(unread.ok).toBe(true)
  expect(await readdir(temporary)).toEqual([])
  if (unread.ok) unread.value.content.destroy()
}, 60_000)

test('a request that ends closes the file, or ends the making of it', async () => {
  const reading = new AbortController()
  const done = await downloadArchive(administrator, reading.signal)
  if (!done.ok) throw new Error(done.error.message)
  const closed = new Promise<void>((resolve) => done.value.content.once('close', () => resolve()))
  reading.abort()
  await closed
  const making = new AbortController()
  making.abort()
  await expect(downloadArchive(administrator, making.signal)).rejects.toThrow('abort')
  expect(await readdir(temporary)).toEqual([])
})

test('one archive is made at a time, and a failure does not block the next', async () => {
  const [first, second] = await Promise.all([downloadArchive(administrator), downloadArchive(administrator)])
  expect(first.ok).toBe(true)
  expect(second).toMatchObject({ ok: false, error: { code: 'ARCHIVE_RUNNING_CONFLICT' } })
  await expect(downloadArchive(administrator, AbortSignal.abort())).rejects.toThrow()
  const third = await downloadArchive(administrator)
  expect(third.ok).toBe(true)
  for (const one of [first, third]) if (one.ok) one.value.content.destroy()
})

test('who asks while an archive is being made is led back to the form, which says so', async () => {
  const cookie = await cookieOf(administrator)
  const running = downloadArchive(administrator)
  const response = await ask(request('/exports/organisation', { cookie, form: {} }))
  const back = response.headers.get('Location')!
  expect([response.status, back]).toEqual([302, '/exports?archive=running#organisation'])
  const page = await (await ask(request(back.replace('#organisation', ''), { cookie }))).text()
  expect(page).toContain(ARCHIVE_FAILURE_SENTENCES.running)
  const done = await running
  if (done.ok) done.value.content.destroy()
  expect(done.ok).toBe(true)
})

test('folders of processes that ended are deleted at the start, and no others', async () => {
  const ended = await new Promise<number>((resolve) => {
    const child = execFile(process.execPath, ['-e', ''], () => resolve(child.pid!))
  })
  const folder = (name: string) => path.join(temporary, name)
  const gone = [folder(`assay-archive-${ended}-abcdef`), folder(`assay-archive-${process.pid}-abcdef`)]
  const kept = [
    folder(`assay-archive-${process.ppid}-abcdef`),
    folder('assay-archive-abcdef'),
    folder('other-1-abcdef'),
  ]
  for (const one of [...gone, ...kept]) await mkdir(one)
  await sweepArchiveFolders()
  expect(gone.filter(existsSync)).toEqual([])
  expect(kept.filter(existsSync)).toEqual(kept)
})
