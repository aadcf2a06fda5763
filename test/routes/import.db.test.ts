// Runs on one database: pages about a file before anything is imported.
import { beforeAll, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { MAX_IMPORT } from '~/services/candidate-import/uploads.server'
import { uploadText } from '../setup/imports'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

let recruiter: Viewer
let cookie: string
beforeAll(async () => {
  recruiter = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  cookie = await cookieOf(recruiter)
})

async function send(fields: Record<string, string | File>) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ jobId: '', ...fields })) body.set(name, value)
  const { url, headers } = request('/candidates/import', { cookie })
  const answer = await ask(new Request(url, { method: 'POST', headers, body }))
  return { status: answer.status, page: await answer.text(), location: answer.headers.get('Location') ?? '' }
}

const read = async (path: string) => {
  const answer = await ask(request(path, { cookie }))
  return { status: answer.status, page: await answer.text() }
}

test('a file that cannot be read does not come back as pasted text; what was pasted does', async () => {
  const file = new File(['"a quotation mark that is never closed MARKED'], 'candidates.csv', { type: 'text/csv' })
  const refused = await send({ file, text: '' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('never closed')
  expect(refused.page).not.toContain('MARKED')
  const pasted = await send({ text: '"another that is never closed PASTED' })
  expect(pasted.status).toBe(422)
  expect(pasted.page).toContain('PASTED')
  const stored = await send({ file: new File(['name,email\nAda,ada@example.org\n'], 'candidates.csv'), text: '' })
  expect(stored.status).toBe(302)
  expect((await read(stored.location)).page).toContain('ada@example.org')
})

test('a refused page stays small whatever was pasted', async () => {
  const empty = await send({ text: '' })
  const refused = await send({ text: `"${'never closed '.repeat(100_000)}` })
  expect([empty.status, refused.status]).toEqual([422, 422])
  expect(refused.page.length - empty.page.length).toBeLessThan(2_000)
})

test('the preview of a large file is as large as that of a small one: fifty lines, with their cells cut', async () => {
  const of = async (lines: number) => {
    const rows = Array.from({ length: lines }, (_, at) => `${'N'.repeat(400)},wrong${at}`)
    const uploadId = await uploadText(recruiter, ['name,email', ...rows].join('\n'))
    return (await read(`/candidates/import/file/${uploadId}/lines`)).page
  }
  const [few, many] = [await of(150), await of(MAX_IMPORT)]
  expect(many.length - few.length).toBeLessThan(200)
  const rows = (page: string) => page.match(/<tr class="is-error">/g)?.length
  expect([rows(few), rows(many)]).toEqual([50, 50])
  expect(Math.max(...[...many.matchAll(/<td class="imp__n">(.*?)<\/td>/g)].map(([, cell]) => cell!.length))).toBe(122)
})

test('a table of another format than it says, or beyond the limits, is one sentence', async () => {
  const lines = Array.from({ length: MAX_IMPORT + 1 }, (_, at) => `Person ${at}`)
  const many = await send({ text: ['name', ...lines].join('\n') })
  expect(many.status).toBe(422)
  expect(many.page).toMatch(/more than 20,000 rows/)
  const columns = Array.from({ length: 201 }, (_, at) => `column ${at}`).join(',')
  expect((await send({ text: `${columns}\n1\n` })).page).toMatch(/at most 200/)
})

test('of one person’s tables the five newest are kept', async () => {
  const own = { organisationId: recruiter.organisationId, createdById: recruiter.userId }
  for (let at = 0; at < 7; at++) await uploadText(recruiter, `name\nAda ${at}`)
  expect(await db().candidateUpload.count({ where: own })).toBe(5)
})

test('every choice on the pages is a field that the forms read, by its own label', async () => {
  const uploadId = await uploadText(recruiter, 'first name,surname,mail,job\nAda,Lovelace,ada@example.org,Cook\n')
  const columns = (await read(`/candidates/import/file/${uploadId}`)).page
  expect([...columns.matchAll(/<select[^>]*name="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'column-0',
    'column-1',
    'column-2',
    'column-3',
    'job-0',
    'jobId',
  ])
  const preview = (await read(`/candidates/import/file/${uploadId}/lines`)).page
  expect(preview).toContain('Ada Lovelace')
  expect(preview).toContain('aria-label="Line 2: action"')
})

test('an empty file is called empty, also beside pasted lines; without a file or lines one is asked for', async () => {
  const empty = new File([], 'candidates.csv', { type: 'text/csv' })
  for (const text of ['', 'name,email\nAda,ada@example.org\n']) {
    const refused = await send({ file: empty, text })
    expect(refused.status).toBe(422)
    expect(refused.page).toContain('he file is empty; its first line should name the columns')
  }
  const neither = await send({ file: new File([], ''), text: '' })
  expect([neither.status, neither.page.includes('Choose a file, or paste rows.')]).toEqual([422, true])
})
