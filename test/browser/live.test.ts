import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, db, openDatabase } from '~/platform/db.server'
import { startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { judgedApplication, staffedJob } from '../setup/panel'
import { cookieOf } from '../setup/request'

/** An interview run from its screen: by keyboard alone, with a thumb at 360 px, and at 400 % zoom. */

const { folder, remove } = preparedFolder()
let app: App
let browser: Browser
let cookie: string
const places: { interviewId: number; scorecardId: number }[] = []

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { recruiter, job, anna, organisationId } = await staffedJob()
    for (let at = 0; at < 2; at++) {
      const scorecardId = (await judgedApplication(recruiter, job, [{ by: anna, levels: {} }])).cards[0]!.id
      const where = { organisationId_id: { organisationId, id: scorecardId } }
      const { interviewId } = await db().scorecard.findUniqueOrThrow({ where, select: { interviewId: true } })
      places.push({ interviewId, scorecardId })
    }
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

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const step = (page: Page) => page.locator('#live-step').innerText()
const writing = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
const saved = (page: Page) =>
  expect.poll(() => page.locator('.save').first().textContent(), { timeout: 20_000 }).toMatch(/Saved/)

test('a whole short interview is run by keyboard, survives a reload, and is on the scorecard', async () => {
  const { interviewId, scorecardId } = places[0]!
  const page = await open(paths.liveInterview(interviewId))
  expect(await step(page)).toBe('Opening, read aloud')
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.keyboard.press('j')
  await expect.poll(() => step(page)).toBe('Question 1')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('live-step')
  await page.keyboard.press('c')
  await writing(page)
  await page.keyboard.type('iOS has v42 and stands still.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('1')
  await page.locator('.notes__to', { hasText: 'evidence of' }).first().waitFor()
  await page.keyboard.press('m')
  await writing(page)
  await page.keyboard.type('Compared with what?')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('live-facts')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.getByText(/^told \d\d:\d\d$/).waitFor()
  const steps = Number(/of (\d+)/.exec(await page.locator('.live-now__at').innerText())![1])
  await page.keyboard.press('s')
  await saved(page)

  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await step(page)).toBe('Question 1')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.getByText(/^told \d\d:\d\d$/).waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Latest note becomes evidence of').first().waitFor()
  await page.keyboard.press('Escape')
  for (let at = 2; at < steps; at++) await page.keyboard.press('j')
  await expect.poll(() => step(page)).toBe('Closing')
  await page.keyboard.press('k')
  await expect.poll(() => step(page)).toMatch(/^Question/)
  await page.keyboard.press('j')
  await saved(page)
  await page.getByRole('link', { name: 'Open the scorecard' }).click()
  await page.waitForURL(`**${paths.scorecard(scorecardId)}`)
  const quote = page.locator('article.crit').first().getByLabel('Words of quote 1')
  await expect.poll(() => quote.inputValue()).toBe('iOS has v42 and stands still.')
  expect(await page.locator('article.crit').first().getByLabel('Who said quote 1').inputValue()).toBe('candidate')
  await page.context().close()
})

test.each([
  ['light', 360, 740],
  ['dark', 360, 740],
  ['light', 1280, 900],
] as const)('in %s at %i by %i px nothing goes sideways, and axe finds nothing', async (colorScheme, width, height) => {
  const { interviewId } = places[1]!
  const page = await open(paths.liveInterview(interviewId), { viewport: { width, height }, colorScheme })
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await writing(page)
  await page.keyboard.type('A note by thumb.')
  await page.getByRole('button', { name: 'Keep the note' }).click()
  await page.locator('.notes__list').getByText('A note by thumb.').first().waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(wide).toBe(false)
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([])
  // The act of the moment is within reach of a thumb.
  const bar = (await page.locator('.live-bar').boundingBox())!
  expect(bar.y + bar.height).toBeGreaterThan(height - 2)
  await page.context().close()
})

test('at 400 % zoom no bar stays over what is read', async () => {
  const { interviewId, scorecardId } = places[1]!
  for (const address of [paths.liveInterview(interviewId), paths.scorecard(scorecardId)]) {
    const page = await open(address, { viewport: { width: 320, height: 225 } })
    const staying = await page.evaluate(
      () =>
        [...document.querySelectorAll('.live-top, .live-bar, .sc-top, .sc-bar, .sc-phone-tabs')].filter((bar) =>
          ['fixed', 'sticky'].includes(getComputedStyle(bar).position),
        ).length,
    )
    expect(staying).toBe(0)
    await page.context().close()
  }
})
