import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '~/platform/browser.server'
import { startApp, temporaryFolder, type App } from '../setup/built-app'
import { makeScorecardsAndPackets } from '../setup/lost-answers'

const { folder, remove } = temporaryFolder()
let app: App
let browser: Browser
let packets: { vote: number; decide: number }
let cookies: Map<string, string>

beforeAll(async () => {
  ;({ packets, cookies } = await makeScorecardsAndPackets(folder))
  app = await startApp({ DATA_DIR: folder })
  browser = await launchChromium()
}, 600_000)

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  remove()
})

const signedInAs = (name: string) => {
  const [cookie = '', value = ''] = cookies.get(name)!.split(/=(.*)/s)
  return { name: cookie, value, url: app.origin }
}

async function open(name: string, at: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 360, height: 640 } })
  context.setDefaultTimeout(20_000)
  await context.addCookies([signedInAs(name)])
  const page = await context.newPage()
  await page.goto(at)
  await page.waitForLoadState('networkidle')
  return page
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName ?? 'none')

/** Where the focus goes with Tab while the message is shown: what of it lies under the message, whole. */
async function coveredStops(page: Page): Promise<{ stops: number; covered: string[] }> {
  const covered: string[] = []
  let stops = 0
  await page.evaluate(() => document.getElementById('main')?.focus())
  for (; stops < 80; stops++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      const toast = document.querySelector('.toast')
      if (!element || element === document.body || !toast) return null
      if (toast.contains(element)) return ''
      const [a, b] = [element.getBoundingClientRect(), toast.getBoundingClientRect()]
      const under = a.top >= b.top && a.bottom <= b.bottom && a.right > b.left && a.left < b.right
      return under ? (element.textContent ?? element.tagName) : ''
    })
    if (found === null) break
    if (found) covered.push(found)
  }
  return { stops, covered }
}

test('the message about a form covers nothing that has the focus at 360 px, and Escape closes it', async () => {
  const page = await open('Vera Lang', '/account')
  await page.getByRole('button', { name: 'Save details' }).press('Enter')
  await page.locator('.toast').getByText('Saved.').waitFor()
  await expect.poll(() => focused(page)).not.toBe('BODY')
  const { stops, covered } = await coveredStops(page)
  expect(covered).toEqual([])
  expect(stops).toBeGreaterThan(8)
  await page.keyboard.press('Escape')
  await page.locator('.toast').waitFor({ state: 'detached' })
})

test('after a vote is sealed the focus is in the page, not at its beginning', async () => {
  const page = await open('Vera Lang', `/packets/${packets.vote}`)
  await page.getByText('Hire', { exact: true }).first().click()
  await page.getByLabel('Your reasons').fill('Found the cause unaided.')
  await page.getByRole('button', { name: 'Seal my vote' }).press('Enter')
  await page.getByText('1 of 3 votes in').first().waitFor()
  await expect.poll(() => focused(page)).not.toBe('BODY')
})

test('what one person wrote is not stored as another’s who has signed in meanwhile, and stays in the form', async () => {
  const page = await open('Wim Bos', `/packets/${packets.vote}`)
  await page.getByText('Hire', { exact: true }).first().click()
  await page.getByLabel('Your reasons').fill('Written by Wim.')
  await page.context().clearCookies()
  await page.context().addCookies([signedInAs('Vera Lang')])
  await page.getByRole('button', { name: 'Seal my vote' }).click()
  await page
    .getByText('You are signed in as Vera Lang now; this form was opened from another account.')
    .first()
    .waitFor()
  expect(await page.getByLabel('Your reasons').inputValue()).toBe('Written by Wim.')
  await page.context().clearCookies()
  await page.context().addCookies([signedInAs('Wim Bos')])
  await page.getByRole('button', { name: 'Seal my vote' }).click()
  await page.getByText('First votes, revealed together').first().waitFor()
})
