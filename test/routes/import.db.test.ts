import { expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

const form = (fields: Record<string, string | File>): FormData => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ intent: 'preview', writeKey: 'import-form-1', jobId: '', ...fields }))
    body.set(name, value)
  return body
}

test('a file that cannot be read does not come back as pasted text; what was pasted does', async () => {
  const organisationId = await makeOrganisation()
  const recruiter = await makeUser(organisationId, { roles: ['recruiter'] })
  const cookie = await cookieOf(recruiter)
  const send = async (fields: Record<string, string | File>) => {
    const { url, headers } = request('/candidates/import', { cookie })
    const answer = await ask(new Request(url, { method: 'POST', headers, body: form(fields) }))
    return { status: answer.status, page: await answer.text() }
  }
  const file = new File(['"a quotation mark that is never closed MARKED'], 'candidates.csv', { type: 'text/csv' })
  const refused = await send({ file, text: '' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('never closed')
  expect(refused.page).not.toContain('MARKED')
  const pasted = await send({ text: '"another that is never closed PASTED' })
  expect(pasted.status).toBe(422)
  expect(pasted.page).toContain('PASTED')
  const read = await send({ file: new File(['name,email\nAda,ada@example.org\n'], 'candidates.csv'), text: '' })
  expect(read.status).toBe(200)
  expect(read.page).toContain('ada@example.org')
})
