import { describe, expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
import { invite } from '~/services/identity/people.server'
import { ask } from '../setup/remix'
import { cookieOf, request } from '../setup/request'

const NAVIGATION = /<nav class="nav" aria-label="Main">.*?<\/nav>/s

async function recruiter() {
  const viewer = await makeUser(await makeOrganisation(), { roles: ['recruiter'] })
  return `${await cookieOf(viewer)}; assay_theme=dark`
}

describe('an error page keeps the navigation and the theme', () => {
  const cases: [what: string, path: string, form: Record<string, string> | undefined, status: number][] = [
    ['of an address that nothing knows', '/nothing/here', undefined, 404],
    ['after a form sent to such an address', '/nothing/here', { a: 'b' }, 404],
    ['of somebody who may not open the page', paths.people(), undefined, 403],
    ['after a form that they may not send', paths.people(), { name: 'Eve' }, 403],
    ['after a form about something that is not there', paths.candidateImport(2_000_000), { intent: 'cancel' }, 404],
    ['after a form sent to a page that takes none', paths.kits(), { a: 'b' }, 405],
  ]
  test.each(cases)('%s', async (_, path, form, status) => {
    const cookie = await recruiter()
    const answer = await ask(request(path, { cookie, ...(form ? { form } : {}) }))
    const page = await answer.text()
    expect(answer.status).toBe(status)
    expect(page.match(NAVIGATION)?.[0]).toContain(`href="${paths.candidates()}"`)
    expect(page).toContain('data-theme="dark"')
    expect(page.match(/<title>(.*?)<\/title>/)?.[1]).toMatch(/.+ · Assay$/)
    expect(page.match(/<main/g)).toHaveLength(1)
    if (status === 403)
      expect(page).toContain(form ? 'Your role does not include this.' : 'Your role does not include “Administration”.')
  })
})

test('whoever sends an invitation twice at once is told that they may have joined, and where to go on', async () => {
  const administrator = await makeUser(await makeOrganisation(), { roles: ['administrator'] })
  const email = `twice-${administrator.userId}@example.org`
  const invited = await invite(administrator, { name: 'Noor', email, roles: ['interviewer'] })
  if (!invited.ok) throw new Error(invited.error.code)
  const form = { name: 'Noor', password: 'correct horse battery', timeZone: 'UTC' }
  const answers = await Promise.all([1, 2].map(() => ask(request(paths.invitation(invited.value.token), { form }))))
  const [late, ...more] = answers.filter(({ status }) => status !== 302)
  expect(more).toEqual([])
  expect(late?.status).toBe(410)
  const page = await late!.text()
  expect(page).toContain('This link is no longer valid')
  expect(page).toContain('If you have just set a password with it, sign in with that')
})

test('a page that draws its own bar shows the usual one when it fails', async () => {
  const page = await (await ask(request('/invitation/1.nothing-like-a-token', {}))).text()
  expect(page).toContain('class="top__in"')
})

test('whoever presses “Invite” twice learns where to get the link of which the first answer was lost', async () => {
  const administrator = await makeUser(await makeOrganisation(), { roles: ['administrator'] })
  const cookie = await cookieOf(administrator)
  const form = { name: 'Noor', email: `pressed-${administrator.userId}@example.org`, roles: 'interviewer' }
  const answers = await Promise.all([1, 2].map(() => ask(request(paths.people(), { cookie, form }))))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const late = await answers.find(({ status }) => status === 409)!.text()
  expect(late).toContain('If you have just invited them, create a new invitation on their page.')
})
