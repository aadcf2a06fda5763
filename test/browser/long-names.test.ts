import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApplication, makeUser } from '~/demo/factories'
import { paths } from '~/paths'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { staffedJob } from '../setup/panel'
import { cookieOf } from '../setup/request'

/** Names as long as the forms take, in one word. */
const PERSON = 'W'.repeat(100)
const CANDIDATE = 'W'.repeat(120)
const { folder, remove } = preparedFolder()
const pages: string[] = []
let cookie: string
let app: App
let browser: Browser

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { organisationId, job } = await staffedJob()
    const administrator = await makeUser(organisationId, { name: PERSON, roles: ['administrator'] })
    const [one, other] = [
      await makeApplication(administrator, job, { name: CANDIDATE }),
      await makeApplication(administrator, job, { name: CANDIDATE }),
    ]
    cookie = await cookieOf(administrator)
    pages.push(
      paths.account(),
      paths.people(),
      paths.person(administrator.userId),
      paths.audit(),
      paths.candidates(),
      paths.candidate(one.candidateId),
      paths.mergeCandidates(one.candidateId, other.candidateId),
      paths.application(one.id),
    )
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

test('a long name makes no page scroll sideways at 360 px', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  const page = await context.newPage()
  const wide: Record<string, unknown> = {}
  for (const address of pages) {
    expect((await page.goto(app.origin + address))?.status()).toBe(200)
    expect(await page.textContent('body'), address).toContain(PERSON)
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (beyond > 0) wide[address] = beyond
  }
  expect(wide).toEqual({})
  await context.close()
})
