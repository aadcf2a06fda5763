// Runs on one database: pages made of a kit.
import { beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { transaction } from '~/platform/db.server'
import { servedKit } from '~/platform/rubric-store.server'
import { asVersionOne } from '../setup/kit-version-one'
import { pinKit } from '~/services/kit/pin-kit.server'
import { canonical } from '~/domain/kit/canonical'
import { sha256 } from '~/platform/secret.server'
import { staffedJob } from '../setup/panel'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

let reader: Viewer
let cookie: string
let older: number

/** The kit of the job, with another name for its first criterion. */
async function pinOlder(organisationId: number): Promise<number> {
  const { kit } = servedKit('ml-engineer')!
  const [first, ...rest] = kit.criteria
  const changed = { ...kit, version: '0.9', criteria: [{ ...first!, name: 'An older name' }, ...rest] }
  const text = canonical(changed)
  return transaction((tx) => pinKit(tx, organisationId, { kit: changed, canonical: text, hash: sha256(text) }))
}

beforeAll(async () => {
  const { organisationId } = await staffedJob()
  reader = await makeUser(organisationId, { roles: ['interviewer'] })
  cookie = await cookieOf(reader)
  older = await pinOlder(organisationId)
})

const page = async (path: string) => {
  const response = await ask(request(path, { cookie }))
  return { status: response.status, html: await response.text() }
}

test('a kit is a page of its own parts, and every prompt, interview and case is one too', async () => {
  const { kit } = servedKit('ml-engineer')!
  const { html } = await page('/kits/ml-engineer')
  for (const { name } of [...kit.criteria, ...kit.red_flags, ...kit.interviews, ...kit.prompts])
    expect(html).toContain(name.replaceAll("'", '&#x27;'))
  // Its prompts are not in it: the page stays light.
  expect(html).not.toContain(kit.prompts[0]!.candidate_text.slice(0, 60))
  expect(html.length).toBeLessThan(200_000)
  for (const { id } of kit.prompts) expect((await page(`/kits/ml-engineer/prompts/${id}`)).status).toBe(200)
  for (const { id } of kit.interviews) {
    expect((await page(`/kits/ml-engineer/interviews/${id}`)).status).toBe(200)
    for (const part of ['scorecard', 'first-time', 'for-candidate'])
      expect((await page(`/kits/ml-engineer/interviews/${id}/${part}`)).status).toBe(200)
  }
  for (const { id } of kit.calibration_cases) expect((await page(`/kits/ml-engineer/cases/${id}`)).status).toBe(200)
})

test('without a script the search is asked in the address', async () => {
  const { html } = await page('/kits/ml-engineer?q=contradicted+cause')
  expect(html).toContain('<mark>contradicted</mark>')
  expect(html).toMatch(/href="\/kits\/ml-engineer#diagnosis"/)
})

test('a pinned version is read as it was pinned, and so are its parts', async () => {
  const { html } = await page(`/kits/ml-engineer?version=${older}`)
  expect(html).toContain('An older name')
  expect(html).toContain('This is version <!-- -->0.9')
  expect((await page('/kits/ml-engineer')).html).not.toContain('An older name')
  expect((await page(`/kits/ml-engineer/interviews/debugging?version=${older}`)).html).toContain('An older name')
})

test('a version pinned before kits had gates, pages for candidates and steps is read with all its pages', async () => {
  const { organisationId } = reader
  const { kit } = servedKit('ml-engineer')!
  const old = asVersionOne(kit)
  const text = canonical(old)
  const id = await transaction((tx) => pinKit(tx, organisationId, { kit: old, canonical: text, hash: sha256(text) }))
  const { id: interview } = old.interviews[0]!
  const at = (part: string) => page(`/kits/ml-engineer/interviews/${interview}${part}?version=${id}&seniority=staff`)
  for (const part of ['', '/scorecard']) expect((await at(part)).status).toBe(200)
  expect((await at('')).html).not.toMatch(/href="[^"]+\/(first-time|for-candidate)/)
  for (const part of ['/first-time', '/for-candidate']) {
    const { status, html } = await at(part)
    expect(status).toBe(200)
    expect(html).toContain('Nothing is written here yet')
  }
  for (const { id: prompt } of old.prompts.slice(0, 2))
    expect((await page(`/kits/ml-engineer/prompts/${prompt}?version=${id}`)).status).toBe(200)
  const { status, html } = await page(`/kits/ml-engineer/changes?from=${id}`)
  expect(status).toBe(200)
  expect(html).toContain('What changed')
})

test('a version of another kit or of another organisation is not there', async () => {
  const elsewhere = await staffedJob()
  expect((await page(`/kits/research-scientist?version=${older}`)).status).toBe(404)
  expect((await page(`/kits/ml-engineer?version=${elsewhere.job.kitVersionId}`)).status).toBe(404)
  for (const part of [
    'prompts/none',
    'interviews/none',
    'interviews/none/scorecard',
    'interviews/none/first-time',
    'interviews/none/for-candidate',
    'cases/none',
  ])
    expect((await page(`/kits/ml-engineer/${part}`)).status).toBe(404)
})

test('a note that is refused comes back with what was typed', async () => {
  const form = { intent: 'write', writeKey: 'a-note-of-mine', criterion: '', text: 'Step 3 asks for two things.' }
  const response = await ask(request('/kits/ml-engineer/notes', { cookie, form }))
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).toContain('Choose the criterion that the note is about.')
  expect(html).toContain('Step 3 asks for two things.</textarea>')
})
