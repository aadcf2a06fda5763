import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { postImport } from '~/cli/bench/post-import'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import { closeDatabase, connection, db, openDatabase } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { ask, cookieHeader, post, startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { serveKits } from '../setup/kits'

const EMAIL = 'recruiter@example.org'
const PASSWORD = 'correct horse battery'
const LINES = 2_000
const folders: ReturnType<typeof preparedFolder>[] = []
afterAll(() => folders.forEach(({ remove }) => remove()))

async function inDatabase<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    return await work()
  } finally {
    await closeDatabase()
  }
}

/** Candidates that are there, whether readers see them or not, and the import's own row. */
const written = (folder: string, organisationId: number) =>
  inDatabase(folder, async () => {
    const [row] = await connection().rows<{ candidates: number; applications: number }>(
      'SELECT (SELECT count(*)::int FROM "Candidate") AS candidates, (SELECT count(*)::int FROM "Application") AS applications',
    )
    return { ...row!, one: await db().candidateImport.findFirstOrThrow({ where: { organisationId } }) }
  })

/** Posts the file and waits until the import's page says that a part of it is written. */
async function begin(app: App, jobId: number): Promise<{ cookie: string; address: string }> {
  const cookie = cookieHeader(await post(app, '/sign-in', { email: EMAIL, password: PASSWORD }))
  const lines = Array.from({ length: LINES }, (_, at) => `Person ${at},person${at}@example.org`)
  const form = { text: ['name,email', ...lines].join('\n'), jobId: String(jobId) }
  const address = await postImport(
    async (to, fields) => {
      const { status, headers } = await post(app, to, fields, cookie)
      return { status, location: headers.location ?? null }
    },
    async (of) => (await ask(app, of, { headers: { Cookie: cookie } })).text,
    form,
  )
  while ((await ask(app, address, { headers: { Cookie: cookie } })).text.includes('Waiting to begin')) await wait(10)
  return { cookie, address }
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'an import that %s ends in the middle shows nothing, and the next start brings it to its end, once',
  { timeout: 600_000 },
  async (signal) => {
    const place = preparedFolder()
    folders.push(place)
    const { folder } = place
    const { organisationId, jobId } = await inDatabase(folder, async () => {
      await serveKits()
      const organisationId = await makeOrganisation()
      const passwordHash = await hashPassword(PASSWORD)
      const recruiter = await makeUser(organisationId, { roles: ['recruiter'], email: EMAIL, passwordHash })
      return { organisationId, jobId: (await makeJob(recruiter)).id }
    })

    const first = await startApp({ DATA_DIR: folder })
    const { cookie, address } = await begin(first, jobId)
    // As a browser has them: a page under way, and a connection on which nothing is asked yet. The stop waits for neither.
    const ahead = net.connect(first.port, '127.0.0.1').on('error', () => {})
    await once(ahead, 'connect')
    const page = ask(first, address, { headers: { Cookie: cookie, Connection: 'keep-alive' } }).catch(() => null)
    first.kill(signal)
    expect(await first.ended).toEqual(
      signal === 'SIGTERM' ? { code: 0, signal: null } : { code: null, signal: 'SIGKILL' },
    )
    await page
    expect(first.output()).not.toContain('cut off')
    // Stopped between two pieces: a stop that waited for the whole import would have published it.
    const middle = await written(folder, organisationId)
    expect(middle.one.state).toBe('waiting')
    expect(middle.candidates).toBe(middle.one.staged)
    expect(middle.candidates).toBeGreaterThan(0)
    expect(middle.candidates).toBeLessThan(LINES)
    expect(middle.applications).toBe(middle.candidates)

    const second = await startApp({ DATA_DIR: folder })
    for (;;) {
      const { status, text } = await ask(second, address, { headers: { Cookie: cookie } })
      expect(status).toBe(200)
      if (text.includes('Show candidates')) break
      await wait(100)
    }
    await second.stop()
    const end = await written(folder, organisationId)
    expect([end.candidates, end.applications, end.one.state]).toEqual([LINES, LINES, 'published'])
  },
)
