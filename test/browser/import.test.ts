import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeJob, makeOrganisation, makeUser } from '~/demo/factories'
import { launchChromium } from '~/platform/browser.server'
import { closeDatabase, openDatabase } from '~/platform/db.server'
import { hashPassword } from '~/platform/password.server'
import { xlsxOf } from '~/tables'
import { go, watched } from '../setup/browsing'
import { startApp, type App } from '../setup/built-app'
import { serveKits } from '../setup/kits'
import { preparedFolder } from '../setup/prepared-folder'
import { BAD_LINES, COLUMNS, FINE, LINES, workbookRows } from '../setup/greenhouse-workbook'

/** The import of a workbook, from the file to the candidates and back, and the same steps without a script. */

const PASSWORD = 'a long enough pass phrase'
const JOB = 'Senior ML engineer, Ranking'
const folder = preparedFolder()
let app: App
let browser: Browser
let page: Page
const complaints: string[] = []

const person = async (options: { javaScriptEnabled?: boolean } = {}): Promise<Page> => {
  const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(60_000)
  return watched(context, complaints)
}

async function signIn(one: Page, path: string) {
  await one.goto(path)
  await one.getByLabel('E-mail').fill('ada@example.org')
  await one.getByLabel('Password').fill(PASSWORD)
  await one.getByRole('button', { name: 'Sign in' }).click()
  await one.getByRole('heading', { level: 1, name: 'Import candidates' }).waitFor()
}

/** An organisation with one recruiter and an open job. */
async function prepare() {
  await openDatabase({ folder: path.join(folder.folder, 'pg') })
  await serveKits()
  const passwordHash = await hashPassword(PASSWORD)
  const recruiter = await makeUser(await makeOrganisation(), {
    roles: ['recruiter'],
    name: 'Ada Recruiter',
    email: 'ada@example.org',
    passwordHash,
  })
  await makeJob(recruiter, { name: JOB })
  await closeDatabase()
}

beforeAll(async () => {
  await prepare()
  app = await startApp({ DATA_DIR: folder.folder })
  browser = await launchChromium()
  page = await person()
  await signIn(page, '/candidates/import')
})

// What the page showed says more about a failure than the locator that was not there.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const one of browser.contexts().flatMap((context) => context.pages()))
    process.stderr.write(`\n${one.url()}\n${(await one.locator('main').innerText()).slice(0, 1500)}\n`)
  process.stderr.write(`${complaints.join('\n')}\n`)
})

afterAll(async () => {
  await browser?.close()
  await app?.stop()
  folder.remove()
})

const figure = (label: string) => page.locator('.imp__sum > div', { hasText: label }).locator('dd').innerText()

async function upload() {
  const people = { name: 'People', columns: COLUMNS.map((name) => ({ name })), rows: workbookRows() }
  const other = { name: 'Read me', columns: [{ name: 'Text' }], rows: [['Made for a test.']] }
  await go(page, '/candidates/import')
  await page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'candidates.xlsx',
    mimeType: 'application/zip',
    buffer: Buffer.from(await xlsxOf([other, people])),
  })
  await page.getByRole('button', { name: 'Continue to columns' }).click()
  await page.getByRole('heading', { level: 1, name: 'Columns of the file' }).waitFor()
  await page.getByLabel('Sheet').selectOption('People')
  await page.getByRole('button', { name: 'Read this sheet' }).click()
  await page.getByText('recognised as a Greenhouse export').waitFor()
}

test('a workbook of 5,000 lines is recognised, and asks about the jobs that are not open', async () => {
  await upload()
  const choice = (column: string) => page.getByLabel(`Column ${column}: imported as`)
  expect(await choice('First Name').inputValue()).toBe('firstName')
  expect(await choice('Milestone').inputValue()).toBe('stage')
  expect(await choice('Who gets credit').inputValue()).toBe('ignore')
  await page.getByLabel('“Barista” in the file').selectOption('leave-out')
  expect(await page.getByLabel('“Plumber” in the file').inputValue()).toBe('none')
  await page.getByRole('button', { name: 'Preview import' }).click()
  await page.getByRole('heading', { level: 1, name: 'Preview of the import' }).waitFor()
  expect(await figure('New candidates')).toBe(FINE.toLocaleString('en-GB'))
  expect(await figure('Further applications')).toBe('1')
  expect(await figure('Lines with an error')).toBe(String(BAD_LINES.length))
})

test('each kind of bad line has its sentence', async () => {
  await page.getByRole('link', { name: /^Lines with an error/ }).click()
  await page.waitForURL(/show=wrong/)
  await page.getByText(BAD_LINES.at(-1)![1]).first().waitFor()
  const why = await page.locator('tr.is-error .imp__why').allInnerTexts()
  expect(why).toHaveLength(BAD_LINES.length)
  BAD_LINES.forEach(([, sentence], index) => expect(why[index]).toContain(sentence))
})

test('nothing is imported before the lines with an error are left out; then all candidates appear', async () => {
  await page.getByRole('button', { name: 'Import candidates' }).click()
  await page.getByRole('alert').getByText('Some lines have an error.').waitFor()
  await page.getByLabel(/^Leave out the/).check()
  await page.getByRole('button', { name: 'Import candidates' }).click()
  await page.waitForURL(/\/candidates\/import\/\d+$/)
  await page.getByText(`${FINE.toLocaleString('en-GB')} candidates imported.`).waitFor({ timeout: 180_000 })
  await page.getByText(`${BAD_LINES.length} lines of the file were left out.`).waitFor()
})

test('a candidate has what the file said, and the same file again finds everybody', async () => {
  await go(page, '/candidates?q=person0%40example.org')
  await page.getByRole('link', { name: 'Person 0' }).click()
  const details = page.getByRole('region', { name: 'Imported details' })
  for (const said of ['Application review', 'Plumber', 'Referral', 'Asked for both.'])
    await details.getByText(said).first().waitFor()
  await upload()
  await page.getByRole('button', { name: 'Preview import' }).click()
  await page.getByRole('heading', { level: 1, name: 'Preview of the import' }).waitFor()
  expect([await figure('New candidates'), await figure('Already candidates')]).toEqual([
    '1',
    FINE.toLocaleString('en-GB'),
  ])
  await page.goBack()
  await page.getByRole('button', { name: 'Discard the file' }).click()
  await page.getByText('The file was discarded; nothing was imported.').waitFor()
})

test('the import is undone as one act', async () => {
  await page.locator('.imp__recent').last().getByRole('link').first().click()
  await page.getByRole('button', { name: 'Undo the import' }).click()
  await page.getByText('This import was undone').waitFor()
  await go(page, '/candidates')
  expect(await page.getByText('Person 0').count()).toBe(0)
})

test('every step works without a script, and work on a candidate stops the undoing, by name', async () => {
  const plain = await person({ javaScriptEnabled: false })
  await signIn(plain, '/candidates/import')
  await plain.getByLabel('or paste rows').fill('who;address;role\nNoor Haddad;noor@example.org;Cook\n;x@example.org;')
  await plain.getByRole('button', { name: 'Continue to columns' }).click()
  await plain.getByLabel('Column who: imported as').selectOption('name')
  await plain.getByLabel('Column role: imported as').selectOption('job')
  await plain.getByRole('button', { name: 'Preview import' }).click()
  // The jobs could not be asked about before the column was chosen.
  await plain.getByLabel('“Cook” in the file').selectOption({ label: JOB })
  await plain.getByRole('button', { name: 'Preview import' }).click()
  await plain.getByLabel('Line 2: action').waitFor()
  await plain.getByLabel(/^Leave out the/).check()
  await plain.getByRole('button', { name: 'Import candidates' }).click()
  await plain.waitForURL(/\/candidates\/import\/\d+$/)
  const here = plain.url()
  while (!(await plain.getByText('1 candidate imported.').isVisible())) await plain.goto(here)
  await plain.goto('/candidates?q=noor')
  await plain.getByRole('link', { name: 'Noor Haddad' }).click()
  await plain.getByLabel('Name', { exact: true }).fill('Noor al-Haddad')
  await plain.getByRole('button', { name: 'Save' }).click()
  await plain.goto(here)
  await plain.getByRole('button', { name: 'Undo the import' }).click()
  const refused = (await plain.getByRole('alert').innerText()).replace(/\s+/g, ' ')
  expect(refused).toContain('1 candidate of it was worked on')
  expect(refused).toContain('Noor al-Haddad, “Candidate changed” by Ada Recruiter')
})

test('no page complained', () => {
  expect(complaints).toEqual([])
  expect(LINES).toBe(5_000)
})
