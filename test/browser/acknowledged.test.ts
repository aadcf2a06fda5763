import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '~/platform/browser.server'
import { freePort, startApp, type App } from '../setup/built-app'
import { preparedFolder } from '../setup/prepared-folder'
import { handled, kept, loseNextAnswer, makeScorecardsAndPackets } from '../setup/lost-answers'

/**
 * Answers that are lost after the server has handled what was sent, on the built app under a name that is not loopback
 * and over plain http: the browser then has neither crypto.randomUUID nor crypto.subtle.
 */

const { folder, remove } = preparedFolder()
let app: App
let browser: Browser
let cards: number[]
let packets: { vote: number; decide: number }
let cookies: Map<string, string>

beforeAll(async () => {
  ;({ cards, packets, cookies } = await makeScorecardsAndPackets(folder))
  const port = await freePort()
  app = await startApp({ DATA_DIR: folder, PORT: String(port), APP_ORIGIN: `http://assay.test:${port}` })
  browser = await launchChromium(['--host-resolver-rules=MAP assay.test 127.0.0.1'])
}, 600_000)

// What the pages showed says more about a failure than the locator that was not there.
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

async function open(name: string, at: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(15_000)
  const [cookie, value] = cookies.get(name)!.split(/=(.*)/s) as [string, string]
  await context.addCookies([{ name: cookie, value, url: app.origin }])
  const page = await context.newPage()
  await page.goto(at)
  await page.waitForLoadState('networkidle')
  return page
}

const reason = (page: Page) => page.getByLabel('Reason', { exact: true })
const scorecard = (id: number) => open('Anna Berg', `/scorecards/${id}`)
/** The machine may be busy: a poll of one second, the default, says more about it than about the page. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 20_000 })
const STORED = 'Found the cause unaided and named what would have caught it.'

test('the server warns at its start, and the page knows that it is not a secure context', async () => {
  expect(app.output()).toContain('passwords and everything else travel unencrypted')
  const page = await scorecard(cards[0]!)
  expect(await page.evaluate(() => [window.isSecureContext, 'randomUUID' in crypto, 'subtle' in crypto])).toEqual([
    false,
    false,
    false,
  ])
  await page.context().close()
})

test('a scorecard sent again unchanged after a lost answer is submitted, and the device keeps nothing', async () => {
  const page = await scorecard(cards[0]!)
  await loseNextAnswer(page)
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('The server did not answer').waitFor()
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Amend', { exact: true }).first().waitFor()
  await page.getByText('Submitted. Thank you for writing it down.').waitFor()
  await eventually(() => kept(page)).toEqual([])
  await page.context().close()
})

test('a scorecard changed after a lost answer shows both texts; the changed one becomes an amendment', async () => {
  const page = await scorecard(cards[1]!)
  await loseNextAnswer(page)
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('The server did not answer').waitFor()
  await reason(page).fill('Changed while the answer was lost.')
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Changed while the answer was lost.').waitFor()
  expect(await dialog.textContent()).toContain(STORED)
  expect(await kept(page)).toContain('Changed while the answer was lost.')
  // On a phone the sentence about the refusal leaves the title its room.
  await page.setViewportSize({ width: 360, height: 740 })
  expect((await page.locator('.sc-top__title').boundingBox())?.width).toBeGreaterThan(150)
  await page.setViewportSize({ width: 1280, height: 900 })

  // A reload shows what is stored, and still offers what this device keeps.
  await page.reload()
  await page.getByText('This device has text of yours').waitFor()
  expect(await page.locator('main').textContent()).toContain(STORED)
  await page.getByRole('button', { name: 'Amend with this text' }).click()
  await eventually(() => reason(page).inputValue()).toBe('Changed while the answer was lost.')

  // The same once more, for the amendment.
  await page.getByLabel('What you change').fill('The reason was cut short.')
  await loseNextAnswer(page)
  await page.getByRole('button', { name: 'Submit the amendment' }).click()
  await page.getByText('The server did not answer').waitFor()
  await reason(page).fill('Changed a second time.')
  await page.getByRole('button', { name: 'Submit the amendment' }).click()
  await dialog.getByText('Changed a second time.').waitFor()
  await dialog.getByRole('button', { name: 'Amend with my changed text' }).click()
  await eventually(() => reason(page).inputValue()).toBe('Changed a second time.')
  await page.getByLabel('What you change').fill('The reason, again.')
  await page.getByRole('button', { name: 'Submit the amendment' }).click()
  await page.getByText('Amendment submitted. Both versions are kept.').waitFor()
  await eventually(() => kept(page)).toEqual([])
  await page.goto(`/scorecards/${cards[1]}`)
  expect(await page.locator('main').textContent()).toContain('Changed a second time.')
  await page.context().close()
})

test('what is written while the submission is under way is not taken for submitted', async () => {
  const page = await scorecard(cards[2]!)
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const response = await handled(route)
    await reason(page).fill('Written while it was being sent.')
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Written while it was being sent.').waitFor()
  expect(await dialog.textContent()).toContain(STORED)
  await eventually(() => kept(page)).toContain('Written while it was being sent.')
  await dialog.getByRole('button', { name: 'Discard my changed text' }).click()
  await page.getByText('Amend', { exact: true }).first().waitFor()
  await eventually(() => kept(page)).toEqual([])
  await page.context().close()
})

test('a draft whose saving was not answered is no other window, and the later text is the saved one', async () => {
  const page = await scorecard(cards[3]!)
  let lost = 0
  await page.route('**/draft', async (route) => {
    if (lost > 0 || route.request().method() !== 'PUT') return route.fallback()
    lost++
    await handled(route)
    await route.abort('connectionreset')
  })
  await reason(page).fill('Saved, but not answered.')
  await eventually(() => page.locator('.save').first().textContent()).toMatch(/No connection/)
  await reason(page).fill('The later text.')
  await eventually(() => page.locator('.save').first().textContent()).toMatch(/and on the server/)
  expect(await page.getByRole('dialog').count()).toBe(0)
  const saved = await page.evaluate(
    async (at) => (await fetch(at)).json() as Promise<unknown>,
    `/scorecards/${cards[3]}/draft`,
  )
  expect(saved).toMatchObject({ content: { reason: 'The later text.' } })
  await page.context().close()
})

test('two windows without a connection each keep their text on the device, and neither is lost', async () => {
  const first = await scorecard(cards[4]!)
  const second = await first.context().newPage()
  await second.goto(`/scorecards/${cards[4]}`)
  await second.waitForLoadState('networkidle')
  await first.context().setOffline(true)
  await reason(first).fill('From the first window.')
  await reason(second).fill('From the second window.')
  await eventually(async () => (await kept(first)).sort()).toEqual([
    'From the first window.',
    'From the second window.',
  ])
  await second.close()
  await first.context().setOffline(false)
  await first.goto(`/scorecards/${cards[4]}`)
  const dialog = first.getByRole('dialog')
  await dialog.waitFor()
  expect(await dialog.textContent()).toContain('From the first window.')
  expect(await dialog.textContent()).toContain('From the second window.')
  await dialog.getByLabel('Keep both texts').check()
  await dialog.getByRole('button', { name: 'Keep what I chose' }).click()
  await eventually(() => reason(first).inputValue()).toMatch(
    /first window[^]*second window|second window[^]*first window/,
  )
  await first.context().close()
})

test('a withdrawal with another reason than the stored one says which one stands', async () => {
  const page = await scorecard(cards[5]!)
  await page.getByRole('button', { name: 'Submit scorecard' }).click()
  await page.getByText('Amend', { exact: true }).first().waitFor()
  await page.waitForLoadState('networkidle')
  await loseNextAnswer(page)
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Two sheets were mixed up.')
  await dialog.getByRole('button', { name: 'Withdraw scorecard' }).click()
  await dialog.getByText('The server did not answer').waitFor()
  await dialog.getByLabel('Reason').fill('The wrong candidate.')
  await dialog.getByRole('button', { name: 'Withdraw scorecard' }).click()
  const both = page.getByRole('alert', { name: 'Not stored' })
  await both.getByText('The wrong candidate.').waitFor()
  expect(await both.textContent()).toContain('Two sheets were mixed up.')
  await page.context().close()
})

const seal = async (page: Page, reasons: string) => {
  await page.locator('input[name=choice][value=hire]').check({ force: true })
  await page.getByLabel('Your reasons').fill(reasons)
  await page.getByRole('button', { name: 'Seal my vote' }).click()
}

test('a vote changed after a lost answer shows the sealed one beside what was sent', async () => {
  const page = await open('Vera Lang', `/packets/${packets.vote}`)
  await loseNextAnswer(page)
  await seal(page, 'It holds.')
  await page.getByText('The server did not answer').waitFor()
  expect(await page.getByLabel('Your reasons').inputValue()).toBe('It holds.')
  await seal(page, 'It does not hold after all.')
  const both = page.getByRole('alert', { name: 'Not stored' })
  await both.getByText('It does not hold after all.').waitFor()
  expect(await both.textContent()).toContain('It holds.')
  await page.getByText('1 of 3 votes in').first().waitFor()
  await page.context().close()
})

test('a first-round ballot that comes late offers a second vote with what was typed, with and without a script', async () => {
  const [plain, scripted] = await Promise.all([
    open('Wim Bos', `/packets/${packets.vote}`, { javaScriptEnabled: false }),
    open('Wim Bos', `/packets/${packets.vote}`),
  ])
  const quorum = await open('Wim Bos', `/packets/${packets.vote}`)
  await seal(quorum, 'Sealed in a third window.')
  await quorum.getByText('First votes, revealed together').waitFor()
  for (const page of [plain, scripted]) {
    await seal(page, 'Typed before the votes were open.')
    await page.getByRole('alert', { name: 'Not stored' }).getByText('Sealed in a third window.').waitFor()
    expect(await page.getByLabel('Reason for changing or keeping your vote').inputValue()).toBe(
      'Typed before the votes were open.',
    )
  }
  for (const page of [plain, scripted, quorum]) await page.context().close()
})

test('a decision changed after a lost answer shows the recorded one beside what was sent', async () => {
  for (const name of ['Vera Lang', 'Wim Bos']) {
    const voter = await open(name, `/packets/${packets.decide}`)
    await seal(voter, `As ${name} sees it.`)
    await voter.locator('.toast').getByText('Your vote is sealed.').waitFor()
    await voter.context().close()
  }
  const page = await open('Vera Lang', `/packets/${packets.decide}`)
  const decide = async (reasons: string) => {
    await page.locator('input[name=outcome][value=hire]').check({ force: true })
    await page.getByLabel('Reasons', { exact: true }).fill(reasons)
    await page.getByRole('button', { name: /^Record/ }).click()
  }
  await loseNextAnswer(page)
  await decide('Both must-haves hold.')
  await page.getByText('The server did not answer').waitFor()
  await decide('Only one of them holds.')
  const both = page.getByRole('alert', { name: 'Not stored' })
  await both.getByText('Only one of them holds.').waitFor()
  expect(await both.textContent()).toContain('Both must-haves hold.')
  await page.context().close()
})

test('an import whose answer was lost keeps its preview, and sent again is one import', async () => {
  const page = await open('Salma Idrissi', '/candidates/import')
  await page.getByLabel('or paste rows').fill('name,email\nNoor Haddad,noor@example.org')
  await page.getByRole('button', { name: 'Continue to columns' }).click()
  await page.getByRole('button', { name: 'Preview import' }).click()
  const confirm = page.getByRole('button', { name: 'Import candidates' })
  await confirm.waitFor()
  await loseNextAnswer(page)
  await confirm.click()
  await page.getByText('The server did not answer').waitFor()
  expect(await page.getByRole('table', { name: 'Lines of the file' }).textContent()).toContain('noor@example.org')
  await confirm.click()
  await page.waitForURL(/\/candidates\/import\/\d+$/)
  await page.goto('/candidates/import')
  expect(await page.getByRole('table', { name: 'Your imports, newest first' }).locator('tbody tr').count()).toBe(1)
  await page.context().close()
})
