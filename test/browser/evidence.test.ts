import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { judgedApplication, staffedJob } from '../setup/panel'
import { cookieOf } from '../setup/request'

/** The evidence of a scorecard in a browser: by keyboard, from a paste, on a narrow screen, and without a script. */

const { folder, remove } = preparedFolder()
let app: App
let browser: Browser
let cookie: string
const cards: number[] = []

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { recruiter, job, anna } = await staffedJob()
    for (let at = 0; at < 3; at++)
      cards.push((await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])).cards[0]!.id)
    cookie = await cookieOf(anna)
  } finally {
    await closeDatabase()
  }
  app = await startApp({ DATA_DIR: folder })
  browser = await launchChromium()
}, 600_000)

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of browser.contexts().flatMap((context) => context.pages()))
    process.stderr.write(`\n${page.url()}\n${(await page.locator('body').innerText()).slice(0, 3000)}\n`)
})

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  remove()
})

async function open(at: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(20_000)
  const [name, value] = cookie.split(/=(.*)/s) as [string, string]
  await context.addCookies([{ name, value, url: app.origin }])
  const page = await context.newPage()
  await page.goto(at)
  await page.waitForLoadState('networkidle')
  return page
}

const criteria = (page: Page) => page.locator('article.crit:has([role=radiogroup][aria-label$=": level"])')
const saved = (page: Page) =>
  expect.poll(() => page.locator('.save').first().textContent(), { timeout: 20_000 }).toMatch(/server/)

test('quotes are written by keyboard and from a paste, survive a reload, and stand on the submitted scorecard', async () => {
  const page = await open(`/scorecards/${cards[0]}`)
  const first = criteria(page).first()
  await first.locator('input[value="3"]').check({ force: true })
  await page.locator('body').press('q')
  await first.getByLabel(/^Time of quote 1/).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/-0-at$/)
  await page.keyboard.type('12:30')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/-0-text$/)
  await page.keyboard.type('“v42 is out.”')
  await first.getByLabel('Who said quote 1').selectOption('candidate')

  await first.getByRole('textbox').last().focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '13:05 Draws it.\nUnaided.')
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    document.execCommand('insertText', false, '13:05 Draws it.\nUnaided.')
  })
  await first.getByRole('button', { name: 'Make it a quote' }).click()
  await expect.poll(() => first.getByLabel('Words of quote 2').inputValue()).toBe('Draws it.')
  await first.getByRole('button', { name: 'Remove quote 2: Draws it.' }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
  await page.keyboard.press('Enter')
  await saved(page)

  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await first.getByLabel(/^Time of quote 1/).inputValue()).toBe('12:30')
  expect(await first.getByLabel('Words of quote 2').inputValue()).toBe('Draws it.')
  expect(await first.getByRole('textbox').last().inputValue()).toBe('Unaided.')

  for (const criterion of (await criteria(page).all()).slice(1))
    await criterion.locator('input[value="na"]').check({ force: true })
  await page.getByLabel('Yes', { exact: true }).check({ force: true })
  await page.getByLabel('Reason', { exact: true }).fill('Decided from the quotes.')
  await first.getByLabel(/^Time of quote 1/).fill('half past')
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Write minutes and seconds like 12:30, or leave it empty.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toMatch(/-0-at$/)
  await first.getByLabel(/^Time of quote 1/).fill('12:30')
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Amend', { exact: true }).first().waitFor()
  const read = (await page.locator('.read').first().innerText()).replace(/\s+/g, ' ')
  expect(read).toContain('12:30 min')
  expect(read).toContain('Candidate: “v42 is out.”')
  expect(read).toContain('Unaided.')
  await page.context().close()
})

test.each(['light', 'dark'] as const)('at 360 px, %s, nothing goes sideways and axe finds nothing', async (theme) => {
  const page = await open(`/scorecards/${cards[1]}`, { viewport: { width: 360, height: 740 }, colorScheme: theme })
  const first = criteria(page).first()
  await first.locator('input[value="2"]').check({ force: true })
  await first.getByRole('button', { name: /^Add a quote/ }).click()
  await first
    .getByLabel(/^Time of quote/)
    .last()
    .fill('12:30')
  await first
    .getByLabel(/^Words of quote/)
    .last()
    .fill('A sentence that is long enough to go over more than one line of a telephone.')
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBeLessThanOrEqual(0)
  const box = await first
    .getByLabel(/^Words of quote/)
    .last()
    .boundingBox()
  expect(box!.width).toBeGreaterThan(240)
  // The same page without evidence is looked at elsewhere; here the rows are new.
  const { violations } = await new AxeBuilder({ page })
    .include('#crit')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await saved(page)
  await page.context().close()
})

test('without a script a scorecard is saved, mended and submitted as a plain form', async () => {
  const page = await open(`/scorecards/${cards[2]}`, { javaScriptEnabled: false })
  const first = criteria(page).first()
  await first.locator('input[value="3"]').check({ force: true })
  await first.getByLabel(/^Time of another quote/).fill('12:30')
  await first.getByLabel('Speaker').selectOption('candidate')
  await first.getByLabel(/^Words of another quote/).fill('“v42 is out.”')
  await page.getByLabel('Reason', { exact: true }).fill('Decided from one quote.')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByText('Saved on the server.').first().waitFor()
  expect(await first.getByLabel('Words of quote 1').inputValue()).toBe('“v42 is out.”')
  expect(await first.locator('input[value="3"]').isChecked()).toBe(true)
  expect(await page.getByLabel('Reason', { exact: true }).inputValue()).toBe('Decided from one quote.')

  await first.getByLabel(/^Time of another quote/).fill('soon')
  await first.getByLabel(/^Words of another quote/).fill('And then?')
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Not submitted and not saved yet').waitFor()
  await page.getByText('Write minutes and seconds like 12:30, or leave it empty.').waitFor()
  await page.getByText('Choose a level, or “not assessed”.').first().waitFor()

  await first.getByLabel(/^Time of quote 2/).fill('13:00')
  for (const criterion of (await criteria(page).all()).slice(1))
    await criterion.locator('input[value="na"]').check({ force: true })
  await page.getByLabel('Yes', { exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Submitted. Thank you').first().waitFor()
  const read = (await page.locator('.read').first().innerText()).replace(/\s+/g, ' ')
  expect(read).toContain('Candidate: “v42 is out.”')
  expect(read).toContain('And then?')
  await page.context().close()
})
