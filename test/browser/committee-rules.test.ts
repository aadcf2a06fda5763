import AxeBuilder from '@axe-core/playwright'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import type { VoteChoice } from '~/domain/decision/voting'
import type { Viewer } from '~/domain/policy/policy'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { judgedApplication, sentPacket, staffedJob } from '../setup/panel'
import { cookieOf } from '../setup/request'

/**
 * ADR 016 as people meet it: a committee that is divided, an override of its rule, a recusal and its lifting, once with
 * the pages' script and once as plain forms.
 */

const ways = ['with a script', 'without a script'] as const
type Way = (typeof ways)[number]
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const { folder, remove } = preparedFolder()
const packets = new Map<Way, { packet: string; application: string }>()
const cookies = new Map<string, string>()
const complaints: string[] = []
let app: App
let browser: Browser

beforeAll(async () => {
  await openDatabase({ folder: path.join(folder, 'pg') })
  try {
    const staff = await staffedJob()
    const { organisationId, recruiter, job, anna, ben, vera, wim, xenia } = staff
    const manager = await makeUser(organisationId, {
      name: 'Nadia Rahimi',
      roles: [{ role: 'hiring_manager', jobId: job.id }],
    })
    const administrator = await makeUser(organisationId, { name: 'Ada Stone', roles: ['administrator'] })
    for (const way of ways) {
      const levels = { diagnosis: 3, 'right-sizing': 3 } as const
      const { id } = await judgedApplication(recruiter, job, [
        { by: anna, levels },
        { by: ben, levels },
      ])
      const packetId = await sentPacket(recruiter, id, `write-key-${id}`)
      await vote(vera, packetId, 'hire')
      await vote(wim, packetId, 'no_hire')
      packets.set(way, { packet: `/packets/${packetId}`, application: `/applications/${id}` })
    }
    for (const viewer of [recruiter, vera, xenia, manager, administrator])
      cookies.set(viewer.name, await cookieOf(viewer))
  } finally {
    await closeDatabase()
  }
  app = await startApp({ DATA_DIR: folder })
  browser = await launchChromium()
}, 600_000)

async function vote(voter: Viewer, packetId: number, choice: VoteChoice) {
  const reason = `Reasons of ${voter.name}`
  const sealed = await sealVote(voter, packetId, { round: 1, choice, reason, writeKey: randomUUID() })
  if (!sealed.ok) throw new Error(sealed.error.code)
}

// What the pages showed says more about a failure than the locator that was not there.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of browser.contexts().flatMap((context) => context.pages()))
    process.stderr.write(`\n${page.url()}\n${(await page.locator('main').innerText()).slice(0, 3000)}\n`)
})

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  remove()
})

/**
 * A browser of this person's own; errors in its console and answers of 400 and more, except 422, fail the last test.
 */
async function open(name: string, at: string, way: Way = 'with a script'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: app.origin,
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: way === 'with a script',
  })
  context.setDefaultTimeout(30_000)
  const [cookie, value] = cookies.get(name)!.split(/=(.*)/s) as [string, string]
  await context.addCookies([{ name: cookie, value, url: app.origin }])
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 422)
      complaints.push(`${response.url()}: ${response.status()}`)
  })
  await go(page, at)
  return page
}

async function go(page: Page, at: string) {
  await page.goto(at)
  await page.waitForLoadState('networkidle')
}

/** axe runs in the page, so only where scripts do. */
async function accessible(page: Page, way: Way) {
  if (way === 'without a script') return
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  expect(violations.map(({ id, nodes }) => [id, String(nodes[0]?.target[0])])).toEqual([])
}

/** Where the focus is after a form was refused: a page without a script leaves it to the browser. */
async function focusedName(page: Page, way: Way, name: string) {
  if (way === 'with a script')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name)
}

test.each(ways)('a divided committee cannot record an outcome, and its rule is overridden %s', async (way) => {
  const { packet } = packets.get(way)!
  const vera = await open('Vera Lang', packet, way)
  await vera.getByText('“Hire” cannot be recorded yet.').waitFor()
  await vera.getByText('One voter has not voted, and the outcome could depend on that vote.').waitFor()
  await vera.getByText('Ask for the missing votes in the second vote.').waitFor()
  expect(await vera.getByRole('button', { name: 'Record the decision' }).count()).toBe(0)
  expect(await vera.getByText('Override the committee’s rule').count()).toBe(0)
  await accessible(vera, way)

  const manager = await open('Nadia Rahimi', packet, way)
  await manager.getByText('Record a decision that the votes do not support').click()
  const override = manager.getByRole('button', { name: 'Override the committee’s rule' })
  await override.click()
  await manager.getByText('Choose hire, no hire or more evidence needed.').waitFor()
  await manager.getByText('Say why the committee’s rule is overridden; it becomes part of the record.').waitFor()
  await focusedName(manager, way, 'outcome')
  await accessible(manager, way)
  await manager.locator('form:has(input[value=override]) input[name=outcome][value=hire]').check({ force: true })
  await manager.getByLabel('Why the committee’s rule is overridden').fill('The third voter is ill until January.')
  await manager.getByLabel('Reasons for the outcome').fill('Both must-haves were seen by two interviewers.')
  await override.click()
  await manager.getByText('The committee’s rule was overridden by Nadia Rahimi.').waitFor()
  await manager.getByText('The third voter is ill until January.').waitFor()
  await manager.getByText('The outcome did not have the votes of more than half of the voters.').waitFor()
  await accessible(manager, way)

  await go(vera, '/committee')
  const row = vera.getByRole('row').filter({ has: vera.locator(`a[href="${packet}"]`) })
  expect(await row.textContent()).toContain('decided against the committee’s votes')
  const administrator = await open('Ada Stone', '/audit', way)
  expect(await administrator.locator('main').textContent()).toMatch(/overr/i)
  for (const page of [vera, manager, administrator]) await page.context().close()
})

test.each(ways)('a voter recuses herself and a recruiter lifts it %s', async (way) => {
  const { packet, application } = packets.get(way)!
  const xenia = await open('Xenia Roy', application, way)
  await xenia.getByText('Recuse myself from this application').click()
  const recuse = xenia.getByRole('button', { name: 'Recuse myself' })
  await recuse.click()
  await xenia.getByText('Say why; a recusal is part of the record.').waitFor()
  await focusedName(xenia, way, 'reason')
  await accessible(xenia, way)
  await xenia.getByLabel('Why', { exact: true }).fill('We shared a flat for three years.')
  await recuse.click()
  await xenia.getByText('You are recused from this application', { exact: true }).waitFor()
  expect(await xenia.getByText('Recuse myself from this application').count()).toBe(0)
  await accessible(xenia, way)
  await go(xenia, packet)
  await xenia.getByText('You are recused from this application', { exact: true }).waitFor()
  expect(await xenia.locator('main').textContent()).not.toContain('Reasons of Vera Lang')

  const recruiter = await open('Salma Idrissi', application, way)
  await recruiter.getByText('We shared a flat for three years.').waitFor()
  await recruiter.getByText('Lift the recusal of Xenia Roy').click()
  const lift = recruiter.getByRole('button', { name: 'Lift the recusal' })
  await lift.click()
  await recruiter.getByText('Say why the recusal no longer applies; it is part of the record.').waitFor()
  await focusedName(recruiter, way, 'reason')
  await accessible(recruiter, way)
  await recruiter.getByLabel('Why it no longer applies').fill('Another candidate of the same name was meant.')
  await lift.click()
  await recruiter.getByText(/^Lifted by Salma Idrissi/).waitFor()
  await accessible(recruiter, way)
  await go(xenia, packet)
  await xenia.getByText('Reasons of Vera Lang').first().waitFor()
  for (const page of [xenia, recruiter]) await page.context().close()
})

test('no page complained', () => {
  expect(complaints).toEqual([])
})
