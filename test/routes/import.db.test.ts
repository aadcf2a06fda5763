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

/** Sends the form as a recruiter of a new organisation. */
async function sender() {
  const organisationId = await makeOrganisation()
  const cookie = await cookieOf(await makeUser(organisationId, { roles: ['recruiter'] }))
  return async (fields: Record<string, string | File>) => {
    const { url, headers } = request('/candidates/import', { cookie })
    const answer = await ask(new Request(url, { method: 'POST', headers, body: form(fields) }))
    return { status: answer.status, page: await answer.text() }
  }
}

test('a file that cannot be read does not come back as pasted text; what was pasted does', async () => {
  const send = await sender()
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

test('the page stays small whatever is refused, and lists the first hundred lines with an error', async () => {
  const send = await sender()
  const empty = (await send({ text: '' })).page.length
  const refused = await send({ text: `"${'never closed '.repeat(100_000)}` })
  expect(refused.status).toBe(422)
  expect(refused.page.length - empty).toBeLessThan(2_000)

  const [few, many] = [150, 2_000].map((lines) =>
    ['name,email', ...Array.from({ length: lines }, (_, at) => `${'N'.repeat(400)},wrong${at}`)].join('\n'),
  )
  const preview = async (text: string) => (await send({ text })).page
  const [ofFew, ofMany] = [await preview(few!), await preview(many!)]
  expect(ofFew.match(/\(the first \d+ are listed\)/)?.[0]).toBe('(the first 100 are listed)')
  // What would be imported goes back with the form, once in it and once for its script, with its line ends escaped.
  const carried = (text: string) => 2 * text.length + 10 * text.split('\n').length
  expect(ofMany.length - ofFew.length).toBeLessThan(carried(many!) - carried(few!))
  const rows = (page: string) => page.match(/<tr class="is-error">/g)?.length
  expect([rows(ofFew), rows(ofMany)]).toEqual([100, 100])
  expect(Math.max(...[...ofMany.matchAll(/<td class="imp__n">(.*?)<\/td>/g)].map(([, cell]) => cell!.length))).toBe(122)
})

test('a file that could be previewed can be imported from the page that shows the preview', async () => {
  const cookie = await cookieOf(await makeUser(await makeOrganisation(), { roles: ['recruiter'] }))
  const send = (body: BodyInit) => {
    const { url, headers } = request('/candidates/import', { cookie })
    return ask(new Request(url, { method: 'POST', headers, body }))
  }
  // 3 MB, of which every other character is escaped in a form without files.
  const lines = Array.from({ length: 100 }, (_, at) => `Person ${at},large${at}@example.org,${'a;'.repeat(9_000)}`)
  const text = ['name,email,notes', ...lines, ...lines.map((_, at) => `,,${'b;'.repeat(6_000)}${at}`)].join('\n')
  const previewed = await send(form({ file: new File([text], 'candidates.csv') }))
  const page = await previewed.text()
  expect(previewed.status).toBe(200)
  const [shown] = page.match(/<form[^>]*>(?:(?!<form).)*?name="text".*?<\/form>/s) ?? []
  const fields = form({ text, intent: 'import', skip: 'on' })
  const escaped = new URLSearchParams(
    [...fields].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
  const imported = await send(shown?.includes('encType="multipart/form-data"') ? fields : escaped)
  expect(imported.status).toBe(302)
})
