import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { ready } from '../setup/browsing'
import { startEditor, type EditorApp } from '../setup/kit-editor'

/** The pages of a draft's prompts, exhibits and calibration cases, as a lead meets them. */

let editor: EditorApp
let kitId: number
beforeAll(async () => {
  editor = await startEditor(['prompts'])
  kitId = editor.kits.prompts!
}, 600_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.report()
  for (const context of editor.browser.contexts()) await context.close()
})
afterAll(() => editor?.stop())

const open = (address: string, options: Parameters<EditorApp['open']>[2] = {}) => editor.open('lea', address, options)

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('every page fits at 360 and 1280 px, and axe finds nothing in light or dark', async () => {
  const faults: string[] = []
  const pages = {
    prompts: paths.ownKitPrompts(kitId),
    prompt: paths.ownKitPrompt(kitId, 'clicks-down-on-lists'),
    coding: paths.ownKitPrompt(kitId, 'late-outcomes'),
    sized: paths.ownKitPrompt(kitId, 'agent-for-bookings'),
    exhibit: paths.ownKitExhibit(kitId, 'clicks-down-on-lists', 'handed_out', 'quality'),
    onRequest: paths.ownKitExhibit(kitId, 'clicks-down-on-lists', 'on_request', 'features'),
    generator: paths.ownKitGenerator(kitId, 'clicks-down-on-lists'),
    cases: paths.ownKitCases(kitId),
    case: paths.ownKitCase(kitId, 'fluent-after-the-hint'),
  }
  for (const [name, address] of Object.entries(pages))
    for (const width of [360, 1280]) {
      const page = await open(address, { viewport: { width, height: 800 } })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) faults.push(`${name} at ${width} scrolls by ${wide}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        faults.push(
          ...violations.map(
            ({ id, nodes }) => `${name} at ${width}, ${colorScheme}: ${id} ${nodes[0]?.html.slice(0, 120) ?? ''}`,
          ),
        )
      }
      await page.context().close()
    }
  expect(faults).toEqual([])
  expect(editor.complaints).toEqual([])
}, 400_000)

/** The page says that everything is stored. */
const saved = (page: Page) => page.getByText('All changes are saved.').waitFor()

test('a lead adds a prompt with an uploaded table, sees its chart, and types a cell', async () => {
  const page = await open(paths.ownKitPrompts(kitId))
  await page.getByLabel('Title').fill('Orders that stop')
  await page.getByLabel('Kind').selectOption('debugging')
  await page.getByRole('button', { name: 'Add the prompt' }).click()
  await page.getByRole('heading', { level: 1, name: 'Orders that stop' }).waitFor()
  const prompt = page.url()

  await page.getByRole('button', { name: 'Add an exhibit, handed out with the prompt' }).click()
  await page.getByRole('heading', { level: 1, name: 'New exhibit' }).waitFor()
  await ready(page)
  await page.getByLabel('Title', { exact: true }).fill('Orders by day')
  await saved(page)

  // A file that is none is refused in one sentence, and the table stays.
  const choose = (name: string, text: string) =>
    page.getByLabel('File').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') })
  await choose('broken.csv', 'day;rate\n2026-06-01;1\n2026-06-02\n')
  await page.getByRole('button', { name: 'Preview the file' }).click()
  await page.getByText(/^Line 3 /).waitFor()
  expect(await page.getByLabel('day, row 1').inputValue()).toBe('')

  await choose('orders.csv', 'Tag;Auftr\xe4ge je Stunde\n2026-06-01;12,5\n2026-06-02;11,5\n2026-06-03;3,5\n')
  await page.getByRole('button', { name: 'Preview the file' }).click()
  await page.getByRole('heading', { name: 'The file has 3 rows and 2 columns' }).waitFor()
  await page.getByText('Decimal commas were read as points in auftrage_je_stunde').waitFor()
  await page.getByLabel('What tag holds, with its unit').fill('the day')
  await page.getByRole('button', { name: 'Replace the table' }).click()
  await page.getByText('The table was replaced. You can undo this.').waitFor()
  await ready(page)
  expect(await page.getByLabel('auftrage_je_stunde, row 3').inputValue()).toBe('3.5')
  expect(await page.getByLabel('tag, with its unit').inputValue()).toBe('the day')

  await page.getByRole('button', { name: 'Add a chart' }).click()
  await page.getByLabel('Title of chart 1').fill('Orders an hour')
  await page.getByLabel('Along the axis of chart 1').selectOption('tag')
  await page.getByLabel('Columns drawn in chart 1, 1').selectOption('auftrage_je_stunde')
  const chart = page.getByRole('img', { name: 'Orders an hour: auftrage je stunde' })
  await chart.waitFor()
  const drawn = await chart.innerHTML()

  await page.getByLabel('auftrage_je_stunde, row 2').fill('2.5')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'auftrage_je_stunde, row 3',
  )
  await expect.poll(() => chart.innerHTML(), { timeout: 10_000 }).not.toBe(drawn)
  await page.getByRole('button', { name: 'Add a row' }).click()
  await page.getByLabel('tag, row 4').fill('2026-06-04')
  await page.keyboard.press('Tab')
  await saved(page)

  await page.reload()
  await ready(page)
  await chart.waitFor()
  expect(await page.getByLabel('auftrage_je_stunde, row 2').inputValue()).toBe('2.5')
  expect(await page.getByLabel('tag, row 4').inputValue()).toBe('2026-06-04')

  // Columns are renamed with the charts that draw them.
  await page.getByLabel('Name of column 2').fill('orders_h')
  await page.getByRole('button', { name: 'Save the names' }).last().click()
  await page.getByText('The columns were changed.').waitFor()
  await page.getByRole('img', { name: 'Orders an hour: orders h' }).waitFor()

  await page.getByRole('button', { name: 'Hand it over only when asked for' }).click()
  await page.getByLabel('What the candidate asks for to get it').waitFor()
  await page.goto(prompt)
  const asked = page.getByRole('region', { name: 'Handed over when asked for' })
  await asked.getByRole('link', { name: 'Orders by day' }).waitFor()
  expect(await asked.getByText('4 rows').count()).toBe(1)

  // The draft has mistakes; what it has is previewed all the same.
  const [key = ''] = prompt.split('/').slice(-1)
  await page.goto(paths.ownKitPreview(kitId, 'prompts', key, 'candidate'))
  await page.getByText('Handed over only when the candidate asks for it: Orders by day').waitFor()
  await page.goto(paths.ownKitPreview(kitId, 'prompts', key, 'interviewer'))
  await page
    .getByRole('region', { name: 'on request: Orders by day' })
    .getByRole('img', { name: 'Orders an hour: orders h' })
    .waitFor()
  expect(editor.complaints).toEqual([])
}, 240_000)

test('a case shows the anchor of the level that is chosen, and the transcript as it is read', async () => {
  const page = await open(paths.ownKitCase(kitId, 'fluent-after-the-hint'))
  const level = page.getByLabel('Level for Debugging in production')
  const anchor = page.locator('.kitedit__anchor').first()
  const before = await anchor.textContent()
  await level.selectOption('4')
  await expect.poll(() => anchor.textContent(), { timeout: 10_000 }).toMatch(/^level 4/)
  expect(await anchor.textContent()).not.toBe(before)
  await page.getByLabel('Text', { exact: true }).fill('[Minute 5] Interviewer: What then?\nAnd nobody says this.')
  await page
    .getByText('1 turn, minutes 5 to 5. 1 paragraph without a speaker, the first: “And nobody says this.”')
    .waitFor()
  expect(await page.getByRole('region', { name: 'Transcript, preview' }).locator('b').textContent()).toBe(
    'Interviewer:',
  )
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(editor.complaints).toEqual([])
}, 120_000)

test('without a script a prompt and a table are edited by their plain forms', async () => {
  const page = await open(paths.ownKitPrompt(kitId, 'late-outcomes'), { javaScriptEnabled: false })
  await page.getByLabel('Title', { exact: true }).fill('Outcomes that come later')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Outcomes that come later' }).waitFor()
  await page.getByRole('button', { name: 'Add an exhibit, handed out with the prompt' }).click()
  await page.getByLabel('Title', { exact: true }).fill('Returns')
  await page.getByLabel('Table as text').fill('day,value\n1,2\n')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Returns' }).waitFor()
  expect(await page.getByLabel('Table as text').inputValue()).toBe('day,value\n1,2\n')
  expect(editor.complaints).toEqual([])
}, 120_000)
