import AxeBuilder from '@axe-core/playwright'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { DemoPerson } from '../demo/demo-folder'
import type { Place } from './place'

export type Fault = { page: string; what: string }

const WIDTHS = [
  { width: 360, height: 740 },
  { width: 1280, height: 860 },
] as const
const THEMES = ['light', 'dark'] as const
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type PageInspector = {
  shoot: (place: Place) => Promise<Fault[]>
  /** The upper part of a page at 1280 px, for the README. */
  picture: (place: Place, file: string) => Promise<void>
  close: () => Promise<void>
}

/** Looks at pages of `origin` as people of the example organisation, signing each in once. */
export function pageInspector(browser: Browser, origin: string, people: readonly DemoPerson[], folder: string): PageInspector {
  const pages = new Map<string | null, Promise<Page>>()
  const faults: Fault[] = []
  let looking = ''
  let expected: number | undefined

  const open = async (as: string | null): Promise<Page> => {
    const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce' })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push({ page: looking, what: `error: ${error.message}` }))
    page.on('console', (message) => {
      // A form that is refused has its status on purpose, and an answer that is lost is lost on purpose.
      const [, status] = /status of (\d+)/.exec(message.text()) ?? []
      const meant = status !== undefined && [404, 409, 422, 429, expected].includes(Number(status))
      const lost = /ERR_(CONNECTION_RESET|INTERNET_DISCONNECTED)/.test(message.text())
      if (message.type() === 'error' && !meant && !lost)
        faults.push({ page: looking, what: `console: ${message.text()}` })
    })
    if (as !== null) await signIn(page, as)
    return page
  }

  const signIn = async (page: Page, as: string) => {
    const person = people.find(({ name }) => name === as)
    if (!person) throw new Error(`${as} has no password in the example organisation`)
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
  }

  const pageOf = (as: string | null) => {
    const page = pages.get(as) ?? open(as)
    pages.set(as, page)
    return page
  }

  const visit = async (place: Place, size: { width: number; height: number }) => {
    const page = await pageOf(place.as)
    expected = place.status
    await page.setViewportSize(size)
    const answer = await page.goto(place.path, { waitUntil: 'networkidle' })
    const status = answer?.status() ?? 0
    if (status >= 400 && status !== place.status)
      faults.push({ page: looking, what: `answered ${status}` })
    await place.act?.(page)
    return page
  }

  const shoot = async (place: Place) => {
    const before = faults.length
    for (const size of WIDTHS) {
      looking = `${place.name} at ${size.width}`
      const page = await visit(place, size)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (wide > 0) faults.push({ page: looking, what: `scrolls sideways by ${wide} px` })
      for (const theme of THEMES) {
        looking = `${place.name} at ${size.width}, ${theme}`
        await page.emulateMedia({ colorScheme: theme })
        const file = path.join(folder, `${place.name}-${size.width}-${theme}.png`)
        // An open dialog covers what is in view, and would hang somewhere in the picture of the whole page.
        const fullPage = (await page.locator('dialog[open]').count()) === 0
        // Further down, the bar at the top may cover what axe then finds too small.
        if (fullPage) await page.evaluate(() => scrollTo(0, 0))
        await page.screenshot({ path: file, fullPage })
        faults.push(...(await violations(page, looking)))
      }
      await page.emulateMedia({ colorScheme: 'light' })
    }
    return faults.slice(before)
  }

  return {
    async shoot(place) {
      await mkdir(folder, { recursive: true })
      return shoot(place)
    },
    async picture(place, file) {
      const page = await visit(place, { width: 1280, height: 860 })
      await page.screenshot({ path: file })
    },
    async close() {
      for (const page of pages.values()) await (await page).context().close()
    },
  }
}

async function violations(page: Page, name: string): Promise<Fault[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  return violations.map(({ id, help, nodes }) => ({
    page: name,
    what: `${id}: ${help} (${nodes.length}, first ${String(nodes[0]?.target[0])})`,
  }))
}
