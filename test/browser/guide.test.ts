import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApplication, makeLoop } from '~/demo/factories'
import { paths } from '~/paths'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { readGuide } from '~/services/interview/read-guide.server'
import { startApp, type App } from '../setup/built-app'
import { LOOKED_FOR, NEVER, pinGuided, WATCH_FOR } from '../setup/guided-kit'
import { staffedJob } from '../setup/panel'
import { preparedFolder } from '../setup/prepared-folder'
import { cookieOf } from '../setup/request'

/** A guide with all that it can have, its pages for first-time interviewers and candidates, and the page of a candidate's task. */

const { folder, remove } = preparedFolder()
let app: App
let browser: Browser
let cookie: string
let at: Record<'guide' | 'first' | 'sent' | 'kit' | 'interview' | 'scorecard' | 'blank' | 'task', string>

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const { organisationId, recruiter, job, anna } = await staffedJob({ seniority: 'staff' })
    const { versionId } = await pinGuided(organisationId, job.id)
    const pinned = { ...job, kitVersionId: versionId }
    const application = await makeApplication(recruiter, pinned)
    const [planned] = (await makeLoop(recruiter, pinned, application.id, { debugging: [anna] })).interviews
    const interviewId = planned!.id
    const guide = await readGuide(recruiter, interviewId)
    if (!guide.ok) throw new Error(guide.error.code)
    const { prompts, writeKey } = guide.value.links
    const made = await makeCandidateLink(recruiter, interviewId, { prompt: prompts[0]!.id, hours: 4, writeKey })
    if (!made.ok) throw new Error(made.error.code)
    const kit = 'ml-engineer'
    at = {
      guide: `${paths.kitInterview(kit, 'debugging', versionId)}&seniority=senior`,
      first: paths.kitFirstTime(kit, 'debugging', versionId),
      sent: paths.kitForCandidate(kit, 'debugging', versionId),
      kit: paths.kit(kit, versionId),
      blank: paths.kitScorecard(kit, 'debugging', versionId),
      interview: paths.interview(interviewId),
      scorecard: paths.scorecard(planned!.scorecards[0]!.id),
      task: paths.task(made.value.token),
    }
    cookie = await cookieOf(anna)
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

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.origin, reducedMotion: 'reduce', ...options })
  const [name, value] = cookie.split(/=(.*)/s) as [string, string]
  if (!address.startsWith('/task/')) await context.addCookies([{ name, value, url: app.origin }])
  const page = await context.newPage()
  await page.goto(address, { waitUntil: 'networkidle' })
  return page
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('all of them fit at 360 and 1280 px, and axe finds nothing in light or dark', async () => {
  const faults: string[] = []
  for (const [name, address] of Object.entries(at))
    for (const width of [360, 1280]) {
      const page = await open(address, { viewport: { width, height: 800 } })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) faults.push(`${name} at ${width} scrolls by ${wide}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        faults.push(...violations.map(({ id }) => `${name} at ${width}, ${colorScheme}: ${id}`))
      }
      await page.context().close()
    }
  expect(faults).toEqual([])
}, 240_000)

test('a guide begins with what never to ask, and has the gates of the seniority that is shown', async () => {
  const page = await open(at.guide, { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } })
  const gates = page.getByRole('region', { name: 'Questions to hold back' }).getByRole('listitem')
  await page.getByRole('region', { name: 'What not to ask' }).getByText(NEVER).waitFor()
  expect(await gates.count()).toBe(2)
  expect(await gates.first().textContent()).toMatch(
    /^5–12Before minute 12: .* Asking question 2 closes levels 3 and 4 of /,
  )
  await page.getByRole('navigation', { name: 'Seniority of the anchors' }).getByText('Mid').click()
  await page.waitForURL(/seniority=mid/)
  expect(await gates.count()).toBe(1)
  expect(await gates.first().textContent()).toContain('closes level 4 of ')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText(NEVER).isVisible()).toBe(true)
  await page.context().close()

  // An interview is run at the job's seniority, and so is the scorecard beside which it is read.
  for (const address of [at.interview, at.scorecard]) {
    const beside = await open(address, { viewport: { width: 1280, height: 800 } })
    expect(await beside.getByRole('region', { name: 'Questions to hold back' }).textContent()).toContain(
      'closes levels 2 to 4 of ',
    )
    await beside.context().close()
  }
})

test('from the guide, first-time interviewers read how to run it, and the text for candidates is copied whole', async () => {
  const page = await open(at.guide, { viewport: { width: 360, height: 740 } })
  await page.getByRole('link', { name: 'First time with this guide' }).click()
  await page.getByText(WATCH_FOR).waitFor()
  expect(
    await page
      .getByText('Candidate:')
      .first()
      .evaluate((node) => node.tagName),
  ).toBe('B')
  await page.context().close()

  const sent = await open(at.sent, { permissions: ['clipboard-read', 'clipboard-write'] })
  await sent.getByRole('button', { name: 'Copy the text' }).click()
  await sent.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await sent.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^Debugging .*\(60 minutes\)\n\nYou get charts/)
  expect(copied).toContain(`- ${LOOKED_FOR} (1).`)
  await sent.context().close()
})

test('a candidate reads what is looked for above the prompt, without a script, and nothing of gates or levels', async () => {
  const page = await open(at.task, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings.slice(0, 2)).toEqual(['About this interview', 'The task'])
  const text = (await page.locator('main').textContent()) ?? ''
  expect(text).toContain(`${LOOKED_FOR} (1).`)
  for (const secret of [NEVER, WATCH_FOR, 'Ask question 2 only']) expect(text).not.toContain(secret)
  await page.context().close()
})
