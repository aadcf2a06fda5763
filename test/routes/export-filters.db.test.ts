// Runs on one database: answers given before a database is asked.
import { expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { db } from '~/platform/db.server'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

test('a filter that does not fit is refused with its sentence, and nothing is exported', async () => {
  const recruiter = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  const cookie = await cookieOf(recruiter)
  const post = async (fields: Record<string, string | string[]>) => {
    const response = await ask(request('/exports/candidates', { cookie, form: { format: 'csv', job: '', ...fields } }))
    return { status: response.status, text: await response.text() }
  }
  const cases: [Record<string, string | string[]>, string][] = [
    [{ q: 'a'.repeat(240) }, 'Use at most 120 characters.'],
    [{ q: 'a'.repeat(600) }, 'Use at most 120 characters.'],
    [{ q: ['one', 'two'] }, 'are filtered by does not fit'],
    [{ state: 'zzz' }, 'must be “all”, “open” or “none”'],
    [{ state: '' }, 'must be “all”, “open” or “none”'],
    [{ job: 'zzz' }, 'a job of the list'],
  ]
  for (const [fields, sentence] of cases) {
    const { status, text } = await post(fields)
    expect(status, JSON.stringify(fields)).toBe(422)
    expect(text).toContain(sentence)
  }
  const downloads = { organisationId: recruiter.organisationId, act: 'export.downloaded' }
  expect(await db().auditEntry.count({ where: downloads })).toBe(0)
  const fitting: Record<string, string>[] = [{}, { q: 'a'.repeat(120), state: 'open' }, { q: '' }]
  for (const fields of fitting) expect((await post(fields)).status).toBe(200)
  expect(await db().auditEntry.count({ where: downloads })).toBe(3)
}, 60_000)
