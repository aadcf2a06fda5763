import type { BrowserContext, Page } from 'playwright-core'

/** A page that adds what is wrong to the complaints: errors in the console, errors thrown, and answers that no step is meant to get. */
export async function watched(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => {
    // The browser's own line about an answer says less than the answer, which is judged below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    const meant = [409, 422].includes(response.status())
    if (response.status() >= 400 && !meant) complaints.push(`${response.url()}: ${response.status()}`)
  })
  return page
}

/** Waits until the page's script has taken over: forms then behave as people meet them. */
export const ready = (page: Page) => page.waitForLoadState('networkidle')

/** Opens an address and waits until its page is ready. */
export async function go(page: Page, path: string) {
  await page.goto(path)
  await ready(page)
}

/** Rates every criterion of the open scorecard, with evidence, and gives a recommendation. */
export async function fillScorecard(page: Page, levels: string[], quote: string) {
  const criteria = page.locator('article.crit:has([role=radiogroup][aria-label$=": level"])')
  await criteria.first().waitFor()
  const count = await criteria.count()
  for (let at = 0; at < count; at++) {
    const criterion = criteria.nth(at)
    const level = levels[at % levels.length]!
    await criterion.locator(`input[type=radio][value="${level}"]`).check({ force: true })
    await criterion
      .getByRole('textbox')
      .last()
      .fill(`${quote} (${at + 1})`)
  }
  await page.getByLabel('Yes', { exact: true }).check({ force: true })
  await page.getByLabel('Reason', { exact: true }).fill(`${quote}: this is what decided it.`)
}
