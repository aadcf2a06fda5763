import type { Page, Route } from 'playwright-core'

/** Sends a form as a page without a script does, and waits for the page that answers. */
export async function postForm(page: Page, address: string, fields: Record<string, string>) {
  const answered = page.waitForEvent('load')
  await page.evaluate(
    ([action, values]) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action })
      for (const [name, value] of Object.entries(values)) {
        const input = document.createElement('input')
        Object.assign(input, { type: 'hidden', name, value })
        form.append(input)
      }
      document.body.append(form)
      HTMLFormElement.prototype.submit.call(form)
    },
    [address, fields] as const,
  )
  await answered
  await page.waitForLoadState('networkidle')
}

/** What `work` sends first is handled by the server, and its answer never arrives. */
export async function losingTheAnswer(page: Page, work: () => Promise<unknown>) {
  let lost = false
  const lose = async (route: Route) => {
    if (lost || route.request().method() !== 'POST') return route.fallback()
    lost = true
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  }
  await page.route('**/*', lose)
  try {
    await work()
  } finally {
    await page.unroute('**/*', lose)
  }
}
