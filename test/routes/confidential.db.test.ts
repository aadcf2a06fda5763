import { beforeAll, describe, expect, test } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { addCandidate, seenFields } from '~/services/candidate/candidates.server'
import { listCandidates, readCandidate } from '~/services/candidate/read-candidates.server'
import { readImport } from '~/services/candidate-import/read-imports.server'
import { runImport } from '~/services/candidate-import/run-import.server'
import { changeAsShown } from '../setup/change-candidate'
import { importText, previewText, uploadText } from '../setup/imports'
import { staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'
import { statementsOf } from '../setup/statements'

/**
 * Somebody is a candidate of a confidential job alone. A recruiter outside it who asks about the address must be answered as
 * for an address that nobody has: the same status and body, and the same statements (design.md, rule 3, on timing).
 */
const SECRET = 'secret@example.org'
const FREE = 'stranger@example.org'
const TRIES = { known: SECRET, unknown: FREE } as const

let panel: Awaited<ReturnType<typeof staffedJob>>
let outsider: Viewer
let insider: Viewer
let hidden: number
let cookie: string

beforeAll(async () => {
  panel = await staffedJob()
  const { organisationId, recruiter, job } = panel
  const secret = await makeJob(recruiter, { confidential: true })
  insider = await makeUser(organisationId, { roles: [{ role: 'recruiter', jobId: secret.id }] })
  outsider = await makeUser(organisationId, { roles: ['recruiter'], name: 'Out Sider' })
  cookie = await cookieOf(outsider)
  hidden = (await makeApplication(insider, secret, { name: 'Only Here', email: SECRET })).candidateId
  await makeApplication(recruiter, job, { name: 'Everybody Knows', email: 'visible@example.org' })
  await ask(request('/candidates', { cookie }))
})

type Answer = { status: number; body: string; statements: string[] }

/** An answer with what differs by the address asked about taken out. */
async function answer(email: string, ...asked: Parameters<typeof request>): Promise<Answer> {
  const { value, statements } = await statementsOf(async () => {
    const response = await ask(request(...asked))
    return { status: response.status, body: `${response.headers.get('location')} ${await response.text()}` }
  })
  const plain = (text: string) =>
    text
      .replaceAll(email, 'ADDRESS')
      .replaceAll(encodeURIComponent(email), 'ADDRESS')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{40}\b/g, 'KEY')
      .replace(/(candidates|import|file|applications)\/\d+/g, '$1/ID')
      .replace(/(uploadId\\+",)\d+/g, '$1ID')
  return { status: value.status, body: plain(value.body), statements }
}

/** The answers about the known address and about one that nobody has. */
type By = (email: string, key: string) => Parameters<typeof request> | Promise<Parameters<typeof request>>

async function both(by: By) {
  const answers = {} as Record<keyof typeof TRIES, Answer>
  // The first of a kind may begin something, such as the organisation's audit chain.
  await answer('first@example.org', ...(await by('first@example.org', 'first')))
  for (const [name, email] of Object.entries(TRIES))
    answers[name as keyof typeof TRIES] = await answer(email, ...(await by(email, name)))
  return answers
}

let round = 0
/** Takes the addresses from what the outsider made, so that the next question finds them as they were. */
const free = async () => {
  const { organisationId } = panel
  await db().candidate.updateMany({ where: { organisationId, createdById: outsider.userId }, data: { email: null } })
  round++
}

describe('an address known only from a confidential job is answered as one that nobody has', () => {
  test.each<[string, number, By]>([
    ['the list, searched', 200, (email) => [`/candidates?q=${encodeURIComponent(email)}`, { cookie }]],
    ['storing a file', 302, (email) => ['/candidates/import', { cookie, form: { text: lineOf(email), jobId: '' } }]],
    [
      'the columns of a file',
      200,
      async (email) => [`/candidates/import/file/${await uploadText(outsider, lineOf(email))}`, { cookie }],
    ],
    [
      'a preview',
      200,
      async (email) => [`/candidates/import/file/${await uploadText(outsider, lineOf(email))}/lines`, { cookie }],
    ],
    [
      'an import',
      302,
      async (email, key) => [
        `/candidates/import/file/${await uploadText(outsider, lineOf(email))}/lines`,
        { cookie, form: { intent: 'import', revision: '1', known: 'leave-out', writeKey: `import-${key}-${round}` } },
      ],
    ],
    [
      'adding',
      302,
      (email, key) => [
        '/candidates/new',
        { cookie, form: { name: 'New', email, phone: '', jobId: '', writeKey: `adding-${key}-${round}` } },
      ],
    ],
    [
      'adding with an application',
      302,
      (email, key) => [
        '/candidates/new',
        {
          cookie,
          form: { name: 'New', email, phone: '', jobId: String(panel.job.id), writeKey: `opening-${key}-${round}` },
        },
      ],
    ],
  ])('%s', async (_, status, by) => {
    await free()
    const { known, unknown } = await both(by)
    expect(known.status).toBe(status)
    expect(known).toEqual(unknown)
  })

  test('changing the address of a candidate', async () => {
    await free()
    const made = await addCandidate(outsider, { ...fields('first-of-mine@example.org'), writeKey: 'mine-to-change' })
    if (!made.ok) throw new Error(made.error.code)
    const path = `/candidates/${made.value.candidateId}`
    // Each form is from a page opened after the change before.
    let stored = 'first-of-mine@example.org'
    const { known, unknown } = await both((email) => {
      const seen = seenFields({ name: 'New', email: stored, phone: null })
      stored = email
      return [path, { cookie, form: { intent: 'change', name: 'New', email, phone: '', seen } }]
    })
    expect(known.status).toBe(302)
    expect(known).toEqual(unknown)
  })

  test('the page of the candidate is that of a number that nobody has', async () => {
    const there = await answer(SECRET, `/candidates/${hidden}`, { cookie })
    const nowhere = await answer(SECRET, '/candidates/999999', { cookie })
    expect(there.status).toBe(404)
    expect(there).toEqual(nowhere)
  })

  test('while whoever is in the job is told', async () => {
    await free()
    const form = { ...fields(SECRET), writeKey: 'insider-adds-it' }
    expect(await addCandidate(insider, form)).toMatchObject({ error: { code: 'EMAIL_CONFLICT' } })
    expect(await previewText(insider, `name,email\nNew,${SECRET}`)).toMatchObject({ counts: { new: 0, known: 1 } })
  })
})

const fields = (email: string) => ({ name: 'New', email, phone: null, jobId: null })
const lineOf = (email: string) => `name,email\nNew,${email}\n`

test('the two are kept apart, and each recruiter finds their own', async () => {
  await free()
  const made = await addCandidate(outsider, { ...fields(SECRET), writeKey: 'kept-apart-1' })
  expect(made).toMatchObject({ ok: true })
  const asked = { search: SECRET, jobId: null, state: 'all', after: null } as const
  const mine = await listCandidates(outsider, asked)
  expect(mine.candidates.map(({ id }) => id)).toEqual([made.ok && made.value.candidateId])
  expect(await readCandidate(insider, hidden)).toMatchObject({ value: { email: SECRET, merged: [] } })
  // A form that leaves the address as it is must not be told of the other.
  const same = { name: 'Corrected', email: SECRET, phone: null }
  expect(await changeAsShown(outsider, made.ok ? made.value.candidateId : 0, same)).toMatchObject({ ok: true })
  expect(await changeAsShown(insider, hidden, same)).toMatchObject({ ok: true })
})

test('an import of the address makes a candidate of its own', async () => {
  await free()
  const { organisationId } = panel
  const text = `name,email\nNew,${SECRET}`
  const done = await importText(outsider, { text, jobId: null, skip: false, writeKey: 'import-apart-1' })
  if (!done.ok) throw new Error(done.error.code)
  await runImport({ organisationId, id: done.value.importId })
  expect(await readImport(outsider, done.value.importId)).toMatchObject({ value: { state: 'published', imported: 1 } })
  expect(await db().candidate.count({ where: { organisationId, email: SECRET } })).toBe(2)
})

test('a visible address added by several at the same moment makes one candidate', async () => {
  const { organisationId, recruiter } = panel
  const all = await Promise.all(
    [recruiter, outsider, recruiter, outsider].map((viewer, at) =>
      addCandidate(viewer, { ...fields('race@example.org'), writeKey: `race-number-${at}` }),
    ),
  )
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  for (const one of all) if (!one.ok) expect(one.error.code).toBe('EMAIL_CONFLICT')
  expect(await db().candidate.count({ where: { organisationId, email: 'race@example.org' } })).toBe(1)
})
