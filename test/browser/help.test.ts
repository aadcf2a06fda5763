import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import { glossary } from '~/domain/glossary/glossary'
import { pageHelp } from '~/domain/help/page-help'
import { paths } from '~/paths'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { staffedJob } from '../setup/panel'
import { cookieOf } from '../setup/request'

const { folder, remove } = preparedFolder()
let cookie: string
let app: App
let browser: Browser

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { organisationId } = await staffedJob()
    cookie = await cookieOf(await makeUser(organisationId, { name: 'Rita Recruiter', roles: ['recruiter'] }))
  } finally {
    await closeDatabase()
  }
  app = await startApp({ DATA_DIR: folder })
  browser = await launchChromium()
}, 600_000)

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  remove()
})

async function open(address: string, options: Parameters<Browser['newContext']>[0]): Promise<[Page, BrowserContext]> {
  const context = await browser.newContext({ baseURL: app.origin, ...options })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  const page = await context.newPage()
  await page.goto(address)
  return [page, context]
}

const panel = (page: Page) => page.getByRole('region', { name: 'Help for this page' })
const help = (page: Page) => page.getByText('Help', { exact: true })

test('help opens without a script, at 360 px, within the page and without a fault that axe finds', async () => {
  const [page, context] = await open(paths.calibration(), {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await help(page).click()
  await panel(page).getByText(pageHelp.calibration!.purpose).waitFor()
  const box = await panel(page).boundingBox()
  expect(box!.x).toBeGreaterThanOrEqual(0)
  expect(box!.x + box!.width).toBeLessThanOrEqual(360)
  await context.close()

  const [scripted, other] = await open(paths.calibration(), { viewport: { width: 360, height: 740 } })
  await help(scripted).click()
  await panel(scripted).waitFor()
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page: scripted }).withTags(rules).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await other.close()
})

test('the next page has its own help, opened by keyboard, and a term leads to its entry', async () => {
  const [page, context] = await open(paths.jobs(), { viewport: { width: 1280, height: 800 } })
  await page.waitForLoadState('networkidle')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calibration' }).click()
  await page.waitForURL(/\/calibration$/)
  await help(page).focus()
  await page.keyboard.press('Enter')
  await panel(page).getByText(pageHelp.calibration!.purpose).waitFor()
  await page.keyboard.press('Escape')
  expect(await panel(page).isVisible()).toBe(false)

  await help(page).click()
  await panel(page).getByRole('link', { name: glossary.drift.name }).click()
  await page.waitForURL(/\/glossary#drift$/)
  expect(await page.locator('#drift').textContent()).toContain(glossary.drift.meaning)
  await context.close()
})
