import { createRequestHandler } from '@remix-run/node'
import { describe, expect, test, vi } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
import { withErrorDocuments } from '~/platform/error-documents.server'
import { logger } from '~/platform/logger.server'
import { invite } from '~/services/identity/people.server'
import { ask, serverBuild } from '../setup/remix'
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

/** As Chromium asks for an address that somebody goes to. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('an address without a page refuses with the error page, for a browser that goes there', () => {
  const filters = { format: 'csv', job: '', state: 'zzz' }
  const cases: [what: string, path: string, form: Record<string, string> | undefined, status: number, says: string][] =
    [
      ['a wrong filter of an export', '/exports/candidates', filters, 422, 'must be “all”, “open” or “none”'],
      ['an export that there is not', '/exports/nothing', { format: 'csv' }, 404, 'Page not found'],
      ['an export of another role', '/exports/audit', { format: 'csv' }, 403, 'Your role does not include'],
      ['the archive of another role', '/exports/organisation', undefined, 403, 'You do not have access to this page'],
      ['the words of a kit that there is not', '/kits/nothing/search', undefined, 404, 'Page not found'],
      [
        'the zip of a kit, for another role',
        '/own-kits/1/export',
        undefined,
        403,
        'You do not have access to this page',
      ],
      ['a draft that is posted as a form', '/scorecards/1/draft', { a: 'b' }, 403, 'Your role does not include'],
      ['a form sent to a file', '/own-kits/1/export', { a: 'b' }, 405, 'This address takes no form'],
    ]
  test.each(cases)('%s', async (_, path, form, status, says) => {
    const cookie = await recruiter()
    const asked = { cookie, ...(form ? { form } : {}) }
    const answer = await ask(request(path, { ...asked, accept: BROWSER }))
    const page = await answer.text()
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page.match(NAVIGATION)?.[0]).toContain(`href="${paths.candidates()}"`)
    expect(page).toContain('data-theme="dark"')
    expect(page.match(/<title>(.*?)<\/title>/)?.[1]).toMatch(/.+ · Assay$/)
    expect(page.replaceAll('&quot;', '"')).toContain(says)
    const script = await ask(request(path, { ...asked, accept: '*/*' }))
    expect(script.status).toBe(status)
    expect(await script.text()).not.toContain('<')
  })

  test('a file for a candidate that is no longer there, without a word about the organisation', async () => {
    const answer = await ask(request('/task/1.nothing/1.csv', { accept: BROWSER }))
    const page = await answer.text()
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(page).toContain('<h1')
    for (const none of ['<nav', '<script', 'dashboard']) expect(page).not.toContain(none)
  })

  test('a fault of ours is one too', async () => {
    const broken = await serverBuild()
    const id = 'routes/exports.$name'
    const route = broken.routes[id]!
    const loader = () => {
      throw new Error('a fault')
    }
    const build = withErrorDocuments({
      ...broken,
      routes: { ...broken.routes, [id]: { ...route, module: { loader } as never } },
    })
    const logged = vi.spyOn(logger, 'error').mockImplementation(() => {})
    const handle = createRequestHandler(build, 'production')
    const answer = await handle(request('/exports/candidates', { cookie: await recruiter(), accept: BROWSER }), {
      cspNonce: '',
      place: '10.0.0.1',
    })
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('Something went wrong')
    expect(logged).toHaveBeenCalled()
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
