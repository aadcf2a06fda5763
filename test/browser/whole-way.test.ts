import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '~/platform/browser.server'
import { fillScorecard, go, ready, watched } from '../setup/browsing'
import { startApp, temporaryFolder, type App } from '../setup/built-app'

/** One candidate's whole way, from an empty folder to a recorded decision, by four people in one browser each. */

// The list of interviews shows the days around today.
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const PASSWORD = 'a long enough pass phrase'
const folder = temporaryFolder()
let app: App
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  app = await startApp({ DATA_DIR: folder.folder })
  browser = await launchChromium()
})

// What the pages showed says more about a failure than the locator that was not there.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of browser.contexts().flatMap((context) => context.pages()))
    process.stderr.write(`\n${page.url()}\n${(await page.locator('main').innerText()).slice(0, 1500)}\n`)
  process.stderr.write(`${complaints.join('\n')}\n`)
})

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  folder.remove()
})

async function person(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(30_000)
  return watched(context, complaints)
}

/** The administrator invites somebody and hands the link over; that person joins with a browser of their own. */
async function join(administrator: Page, name: string, roles: string[], options = {}): Promise<Page> {
  await go(administrator, '/people')
  await administrator.getByLabel('Name', { exact: true }).fill(name)
  await administrator.getByLabel('E-mail').fill(`${name.split(' ')[0]!.toLowerCase()}@example.org`)
  for (const role of roles) await administrator.getByRole('checkbox', { name: role }).check()
  await administrator.getByRole('button', { name: 'Create invitation' }).click()
  const link = (await administrator.locator('.adm__link code').textContent())!
  expect(link).toContain(`${app.origin}/invitation/`)

  const page = await person(options)
  await page.goto(link)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByText(name).first().waitFor()
  return page
}

let administrator: Page
let recruiter: Page
let anna: Page
let ben: Page

test('the first visit makes the organisation, with the token that the server printed', async () => {
  administrator = await person()
  await administrator.goto('/sign-in')
  expect(new URL(administrator.url()).pathname).toBe('/setup')
  await go(administrator, `/setup?token=${await app.token()}`)
  await administrator.getByLabel('Organisation').fill('Meridian Labs')
  await administrator.getByLabel('Your name').fill('Ada Administrator')
  await administrator.getByLabel('Your e-mail').fill('ada@example.org')
  await administrator.getByLabel('Password').fill(PASSWORD)
  await administrator.getByRole('button', { name: 'Create the organisation' }).click()
  await administrator.getByRole('link', { name: 'Administration' }).waitFor()
})

test('four people join by link', async () => {
  recruiter = await join(administrator, 'Rita Recruiter', ['Recruiter'])
  anna = await join(administrator, 'Anna Interviewer', ['Interviewer', 'Committee member'])
  ben = await join(administrator, 'Ben Interviewer', ['Interviewer', 'Committee member'])
})

test('a kit is there to be read', async () => {
  await go(anna, '/kits')
  await anna.locator('main a[href="/kits/ml-engineer"]').first().click()
  await anna.getByRole('heading', { level: 1, name: 'ML engineer' }).waitFor()
  expect(await anna.getByText('Debugging in production').count()).toBeGreaterThan(0)
})

test('the recruiter opens a job, each field filled with a default', async () => {
  await go(recruiter, '/jobs/new')
  await recruiter.getByLabel('Role', { exact: true }).selectOption('ml-engineer')
  await recruiter.getByLabel('Job title').fill('Senior ML engineer, Ranking')
  await recruiter.getByLabel('Quorum').fill('9')
  await recruiter.getByRole('button', { name: 'Open job' }).click()
  await recruiter.getByText('The quorum is larger than the committee.').waitFor()
  await recruiter.getByLabel('Quorum').fill('2')
  await recruiter.getByRole('button', { name: 'Open job' }).click()
  await recruiter.getByRole('heading', { level: 1, name: 'Senior ML engineer, Ranking' }).waitFor()
})

test('sign-in and the candidate form work without a script', async () => {
  const plain = await person({ javaScriptEnabled: false })
  await plain.goto('/candidates/new')
  expect(new URL(plain.url()).pathname).toBe('/sign-in')
  await plain.getByLabel('E-mail').fill('rita@example.org')
  await plain.getByLabel('Password').fill('not the pass phrase')
  await plain.getByRole('button', { name: 'Sign in' }).click()
  await plain.getByText('E-mail or password is wrong.').waitFor()
  await plain.getByLabel('Password').fill(PASSWORD)
  await plain.getByRole('button', { name: 'Sign in' }).click()
  expect(new URL(plain.url()).pathname).toBe('/candidates/new')
  await plain.getByLabel('Job').selectOption({ label: 'Senior ML engineer, Ranking' })
  await plain.getByRole('button', { name: 'Add candidate' }).click()
  await plain.getByText('Give the candidate’s name.').waitFor()
  await plain.getByLabel('Name').fill('Noor Haddad')
  await plain.getByLabel('E-mail').fill('noor@example.org')
  await plain.getByLabel('Job').selectOption({ label: 'Senior ML engineer, Ranking' })
  await plain.getByRole('button', { name: 'Add candidate' }).click()
  await plain.getByText('Noor Haddad').first().waitFor()
  await plain.context().close()
})

let application: string

test('the recruiter makes the loop from the kit, sets a time and assigns two interviewers', async () => {
  await go(recruiter, '/jobs')
  await recruiter.getByRole('link', { name: 'Senior ML engineer, Ranking' }).click()
  await recruiter.getByRole('link', { name: 'Noor Haddad' }).click()
  await recruiter.waitForURL(/\/applications\/\d+$/)
  application = new URL(recruiter.url()).pathname
  await go(recruiter, `${application}/loop`)
  for (const box of await recruiter.locator('input[name=kitInterviewIds]').all()) await box.uncheck()
  await recruiter.getByRole('checkbox', { name: /^Debugging/ }).check()
  await recruiter.getByRole('button', { name: 'Plan the loop' }).click()
  await recruiter.getByText('The loop is planned.').waitFor()
  for (const name of ['Anna Interviewer', 'Ben Interviewer']) {
    const who = recruiter.getByLabel(/^Interviewer for Debugging/)
    if (!(await who.isVisible())) await recruiter.locator('summary', { hasText: 'Interviewer' }).first().click()
    const option = await who.locator('option', { hasText: name }).getAttribute('value')
    await who.selectOption(option)
    await recruiter.getByRole('button', { name: 'Assign', exact: true }).click()
    await recruiter.getByRole('button', { name: `Remove ${name} from` }).waitFor()
  }
  await recruiter.locator('summary', { hasText: 'Time and place' }).first().click()
  await recruiter.getByLabel('Starts').fill(`${TOMORROW}T14:00`)
  await recruiter.getByRole('button', { name: 'Save time and place' }).click()
  await recruiter.getByText('Time and place saved.').waitFor()
})

/** From the list of interviews to the open scorecard, as an interviewer goes. */
async function openScorecard(page: Page) {
  await go(page, '/interviews')
  await page.locator('main a[href^="/interviews/"]').first().click()
  await page.waitForURL(/\/interviews\/\d+$/)
  await page.locator('main a[href^="/scorecards/"]').first().click()
  await page.waitForURL(/\/scorecards\/\d+$/)
  await ready(page)
}

const saveState = (page: Page) => page.locator('.save').first()

test('a draft survives a reload and a lost connection', async () => {
  await openScorecard(anna)
  await fillScorecard(anna, ['3'], '“apac fell most and has no v42”')
  await expect.poll(() => saveState(anna).textContent(), { timeout: 20_000 }).toMatch(/server/)
  await anna.reload()
  await ready(anna)
  expect(await anna.getByLabel('Reason', { exact: true }).inputValue()).toContain('this is what decided it')

  await anna.context().setOffline(true)
  await anna
    .getByLabel('Reason', { exact: true })
    .fill('Written without a connection: the order of the steps decided it.')
  await expect.poll(() => saveState(anna).textContent(), { timeout: 20_000 }).toMatch(/this device/)
  await anna.context().setOffline(false)
  await expect.poll(() => saveState(anna).textContent(), { timeout: 30_000 }).toMatch(/server/)
})

test('two windows of one scorecard: the second is told, and both texts are kept', async () => {
  const second = await watched(anna.context(), complaints)
  await second.goto(anna.url())
  await ready(second)
  await second.getByLabel('Reason', { exact: true }).fill('From the second window.')
  await expect.poll(() => saveState(second).textContent(), { timeout: 20_000 }).toMatch(/server/)
  await anna.getByLabel('Reason', { exact: true }).fill('From the first window.')
  const dialog = anna.getByRole('dialog')
  await dialog.waitFor()
  expect(await dialog.textContent()).toContain('From the second window.')
  expect(await dialog.textContent()).toContain('From the first window.')
  await dialog.getByLabel('Keep both texts').check()
  await dialog.getByRole('button', { name: 'Keep what I chose' }).click()
  await expect
    .poll(() => anna.getByLabel('Reason', { exact: true }).inputValue())
    .toMatch(/From the second window[^]*From the first window/)
  await expect.poll(() => saveState(anna).textContent(), { timeout: 20_000 }).toMatch(/server/)
  await second.close()
  await anna.reload()
  await ready(anna)
})

test('both interviewers submit, blind to each other', async () => {
  await openScorecard(anna)
  await fillScorecard(anna, ['3'], '“apac fell most and has no v42”')
  await anna.getByRole('button', { name: 'Submit scorecard' }).click()
  await anna.getByText('Amend', { exact: true }).first().waitFor()

  await go(ben, '/interviews')
  expect(await ben.locator('main').textContent()).not.toMatch(/submitted/i)
  await openScorecard(ben)
  expect(await ben.locator('body').textContent()).not.toContain('apac fell most')
  await fillScorecard(ben, ['2', '3'], '“I would ask for nulls by app version”')
  await ben.getByRole('button', { name: 'Submit scorecard' }).click()
  await ben.getByText('Amend', { exact: true }).first().waitFor()
})

let packet: string

test('a run follows, and the recruiter freezes the packet', async () => {
  await expect
    .poll(
      async () => {
        await recruiter.goto(`${application}/packet`)
        return recruiter.getByRole('button', { name: 'Freeze and send' }).count()
      },
      { timeout: 90_000, interval: 2_000 },
    )
    .toBe(1)
  await ready(recruiter)
  await recruiter.getByRole('button', { name: 'Freeze and send' }).click()
  await recruiter.waitForURL(/\/packets\/\d+$/)
  packet = new URL(recruiter.url()).pathname
})

test('votes are sealed until the quorum; one of them is cast without a script', async () => {
  await go(anna, '/committee')
  await anna.locator(`main a[href^="${packet}"]`).first().click()
  await anna.waitForURL(new RegExp(`${packet}`))
  await ready(anna)
  await anna.locator('input[name=choice][value=hire]').check({ force: true })
  await anna.getByLabel('Your reasons').fill('Dropped two wrong causes unaided, each from an exhibit.')
  await anna.getByRole('button', { name: 'Seal my vote' }).click()
  await anna.getByText('1 of 2 votes in').first().waitFor()

  const state = await ben.context().storageState()
  const plain = await person({ javaScriptEnabled: false })
  await plain.context().addCookies(state.cookies)
  await plain.goto(packet)
  expect(await plain.locator('body').textContent()).not.toContain('Dropped two wrong causes')
  await plain.locator('input[name=choice][value=hire]').check({ force: true })
  await plain.getByLabel('Your reasons').fill('The size of the repair followed from a figure.')
  await plain.getByRole('button', { name: 'Seal my vote' }).click()
  await plain.getByText('Dropped two wrong causes').first().waitFor()
  await plain.context().close()
})

test('the decision is recorded, and the packet opens again exactly as it was', async () => {
  await go(anna, packet)
  await anna.locator('input[name=outcome][value=hire]').check({ force: true })
  await anna.getByLabel('Reasons', { exact: true }).fill('Both must-haves at what is expected, seen by two people.')
  await anna.getByRole('button', { name: /^Record/ }).click()
  await anna.getByText('Both must-haves at what is expected').first().waitFor()

  const first = await anna.locator('main .packet__hash, main .meta').first().textContent()
  await go(ben, packet)
  expect(await ben.locator('main .packet__hash, main .meta').first().textContent()).toBe(first)
  await go(administrator, '/audit')
  await administrator.getByRole('button', { name: 'Verify now' }).click()
  // The verification is a background job: the page says how it ended when it is opened again.
  await expect
    .poll(
      async () => {
        await go(administrator, '/audit')
        return administrator.locator('main').innerText()
      },
      { timeout: 90_000, interval: 2_000 },
    )
    .toContain('No break has been found')
})

test('nothing complained on the way', () => {
  expect(complaints).toEqual([])
})
