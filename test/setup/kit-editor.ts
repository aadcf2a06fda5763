import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import type { Viewer } from '~/domain/policy/policy'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { beginKit } from '~/services/own-kit/own-kits.server'
import { ready, watched } from './browsing'
import { startApp, type App } from './built-app'
import { serveKits } from './kits'
import { preparedFolder } from './prepared-folder'
import { cookieOf } from './request'

const PEOPLE = {
  lea: { name: 'Lea Brandt', roles: ['lead'] },
  bo: { name: 'Bo Larsen', roles: ['administrator'] },
  rita: { name: 'Rita Recruiter', roles: ['recruiter'] },
  ina: { name: 'Ina Winter', roles: ['interviewer'] },
} as const
export type Person = keyof typeof PEOPLE

export type EditorApp = {
  app: App
  browser: Browser
  people: Record<Person, Viewer>
  cookies: Record<Person, string>
  /** The kit that each name stands for, begun from ours by Lea. */
  kits: Record<string, number>
  /** A browser of this person's own. What is wrong on any of its pages is added to `complaints`. */
  open: (who: Person, address: string, options?: BrowserContextOptions) => Promise<Page>
  complaints: string[]
  /** Says what the pages showed, for a test that failed. */
  report: () => Promise<void>
  stop: () => Promise<void>
}

/**
 * The built app with a lead, an administrator, a recruiter and an interviewer, and own kits with a draft under these
 * names, begun from the kit of ours for ML engineers.
 */
export async function startEditor(names: readonly string[] = [], from = 'ml-engineer'): Promise<EditorApp> {
  const { folder, remove } = preparedFolder()
  await openDatabase({ folder: path.join(folder, 'pg') })
  const people = {} as Record<Person, Viewer>
  const cookies = {} as Record<Person, string>
  const kits: Record<string, number> = {}
  try {
    await serveKits()
    const organisationId = await makeOrganisation()
    for (const [who, { name, roles }] of Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][]) {
      people[who] = await makeUser(organisationId, { name, roles: [...roles] })
      cookies[who] = await cookieOf(people[who])
    }
    await makeJob(people.rita)
    for (const name of names) {
      const begun = await beginKit(people.lea, { writeKey: randomUUID(), key: name, name: `Kit ${name}`, from }, null)
      if (!begun.ok) throw new Error(begun.error.code)
      kits[name] = begun.value.kitId
    }
  } finally {
    await closeDatabase()
  }
  const app = await startApp({ DATA_DIR: folder })
  const browser = await launchChromium()
  const complaints: string[] = []
  return {
    app,
    browser,
    people,
    cookies,
    kits,
    complaints,
    async open(who, address, options = {}) {
      const context = await browser.newContext({
        baseURL: app.origin,
        reducedMotion: 'reduce',
        viewport: { width: 1280, height: 900 },
        ...options,
      })
      context.setDefaultTimeout(20_000)
      const [name = '', value = ''] = cookies[who].split(/=(.*)/s)
      await context.addCookies([{ name, value, url: app.origin }])
      const page = await watched(context, complaints)
      await page.goto(address)
      await ready(page)
      return page
    },
    async report() {
      for (const page of browser.contexts().flatMap((context) => context.pages()))
        process.stderr.write(`\n${page.url()}\n${(await page.locator('main').innerText()).slice(0, 3000)}\n`)
      process.stderr.write(`${complaints.join('\n')}\n`)
    },
    async stop() {
      await browser.close()
      await app.stop()
      remove()
    },
  }
}

/** Types into a field of the editor and waits until the server has answered. */
export async function write(page: Page, label: string, text: string) {
  const answered = page.waitForResponse((response) => response.url().endsWith('/draft'))
  await page.getByLabel(label, { exact: true }).fill(text)
  await answered
}
export const saved = (page: Page) => page.getByText('All changes are saved.').waitFor()
/** What a field shows. */
export const shown = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue()
