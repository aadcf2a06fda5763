import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { go } from '../setup/browsing'
import { startEditor, type EditorApp } from '../setup/kit-editor'

/** The interviews of a draft: the agenda by keyboard, the previews as interviewer and candidate, all at two widths and in two themes. */

let editor: EditorApp
let kitId: number

beforeAll(async () => {
  editor = await startEditor(['interviews', 'plain'])
  kitId = editor.kits.interviews!
}, 600_000)
afterAll(() => editor?.stop())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.report()
})

const screen = () => paths.ownKitInterview(kitId, 'screen')
const minutesOf = (page: Page, section: number) => page.getByLabel(`Minutes of section ${section}`, { exact: true })
const saved = (page: Page) => page.getByText('All changes are saved.').first().waitFor()
const agenda = (page: Page) =>
  page
    .getByLabel(/^Minutes of section \d+$/)
    .evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value))
/** The same of a page that is being sent and loaded again. */
const agendaIs = (page: Page, minutes: string[]) =>
  expect.poll(() => agenda(page).catch(() => []), { timeout: 20_000 }).toEqual(minutes)
const bar = (page: Page) => page.locator('svg.kitedit__agenda')

test('the agenda is edited by keyboard, said on the bar and in words at once, and kept', async () => {
  const page = await editor.open('lea', screen())
  expect(await agenda(page)).toEqual(['0-3', '3-13', '13-26', '26-30'])
  expect(await bar(page).getAttribute('aria-label')).toContain('3 to 13: questions 1 and 2')
  await minutesOf(page, 2).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await agenda(page)).toEqual(['0-3', '3-15', '15-28', '28-32'])
  // The same sentence as the check of kits, before anything was sent.
  await page.getByText('The agenda ends at minute 32, the interview at 30.').first().waitFor()
  await page.keyboard.press('Alt+ArrowDown')
  expect(await agenda(page)).toEqual(['0-3', '3-16', '16-28', '28-32'])
  expect(await minutesOf(page, 3).evaluate((field) => field === document.activeElement)).toBe(true)
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByText('The agenda fills the interview without a gap.').waitFor()
  // By the button and by the plain field.
  await page.getByRole('button', { name: 'Longer: section 1', exact: true }).press('Enter')
  expect(await agenda(page)).toEqual(['0-4', '4-14', '14-27', '27-31'])
  await minutesOf(page, 4).fill('28-30')
  await page.getByText('"28-30" begins at minute 28, but minute 27 is where the entry above ends.').first().waitFor()
  expect(await bar(page).getAttribute('aria-label')).toContain('nothing from 27 to 28')
  await minutesOf(page, 4).fill('27-30')
  await minutesOf(page, 2).fill('4-12')
  await minutesOf(page, 3).fill('12-27')
  await page.getByText(/4-12: Here questions 1, 2 take 10 minutes, but this entry has 8/).waitFor()
  await page.keyboard.press('Tab')
  await saved(page)
  await go(page, screen())
  expect(await agenda(page)).toEqual(['0-4', '4-12', '12-27', '27-30'])
  await page.context().close()
})

test('without a script the buttons of the agenda do the same', async () => {
  const page = await editor.open('lea', paths.ownKitInterview(editor.kits.plain!, 'screen'), {
    javaScriptEnabled: false,
  })
  await page.getByRole('button', { name: 'Longer: section 1', exact: true }).click()
  await agendaIs(page, ['0-4', '4-14', '14-27', '27-31'])
  await page.getByRole('button', { name: 'Later: section 2', exact: true }).click()
  await agendaIs(page, ['0-4', '4-17', '17-27', '27-31'])
  await page.getByText('The agenda ends at minute 31, the interview at 30.').first().waitFor()
  await page.getByText('1 of 5 in the kit').waitFor()
  await page.getByRole('button', { name: 'Move this interview down' }).click()
  await page.getByText('2 of 5 in the kit').waitFor()
  await page.context().close()
})

test('parts are begun, written, chosen and left out', async () => {
  const page = await editor.open('lea', paths.ownKitInterview(kitId, 'coding'))
  await page.getByRole('button', { name: 'Leave out the page for candidates' }).click()
  await page.getByRole('button', { name: 'Write the page for candidates' }).click()
  await page
    .getByText(/^Still to be written: what happens/)
    .first()
    .waitFor()
  await page.getByLabel('What happens', { exact: true }).fill('We read and repair a program of forty lines together.')
  const closes = page.getByLabel('Closes, mid', { exact: true }).first()
  if ((await closes.count()) > 0) await closes.selectOption('none')
  await page.getByRole('button', { name: 'Add a criterion' }).click()
  await page.getByLabel(/^Focus.*, 3$/).selectOption({ label: 'Capacity planning' })
  await saved(page)
  await go(page, paths.ownKitInterview(kitId, 'coding'))
  expect(await page.getByLabel('What happens', { exact: true }).inputValue()).toContain('forty lines')
  await page.context().close()
})

test('a draft is previewed as interviewer at a seniority, as scorecard and as candidate, with what cannot be shown yet', async () => {
  const page = await editor.open('lea', paths.ownKitInterview(kitId, 'system-design'))
  const purpose = page.getByLabel('Purpose, in one sentence')
  await purpose.fill('See how figures become a size, and what a failure costs.')
  await page.getByLabel('Minutes', { exact: true }).first().fill('sixty')
  await page.keyboard.press('Tab')
  await saved(page)
  await page.getByRole('link', { name: 'Preview the guide' }).click()
  await page.getByText('Preview of a draft').first().waitFor()
  await page.getByText('See how figures become a size, and what a failure costs.').waitFor()
  await page.getByText('Interview “System design”, minutes').first().waitFor()
  const gates = page.getByRole('region', { name: 'Questions to hold back' })
  const senior = await gates.textContent()
  await page.getByRole('navigation', { name: 'Seniority of the anchors' }).getByText('Mid').click()
  await page.waitForURL(/seniority=mid/)
  await expect.poll(() => gates.textContent()).not.toBe(senior)
  await page.getByRole('navigation', { name: 'Previews of this part' }).getByText('Scorecard').click()
  await page.getByRole('heading', { name: 'Scorecard: System design' }).waitFor()
  await page.getByText('anchors of mid').waitFor()
  await page.getByRole('navigation', { name: 'Previews of this part' }).getByText('For the candidate').click()
  await page.getByRole('heading', { name: 'What is looked for' }).waitFor()
  await page.locator('.kit__list').getByRole('link').first().click()
  await page.getByRole('heading', { name: 'The task' }).waitFor()
  await page.getByRole('heading', { name: 'About this interview' }).waitFor()
  const shown = (await page.locator('.task').textContent()) ?? ''
  await page.getByRole('navigation', { name: 'Previews of this part' }).getByText('As the interviewer').click()
  const sheet = page.getByRole('heading', { name: /Check sheet/ })
  await sheet.waitFor()
  expect(shown).not.toContain('Check sheet')
  // What is printed is the page alone.
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('Print this preview').isVisible()).toBe(false)
  expect(await page.locator('.kit__side').isVisible()).toBe(false)
  expect(await sheet.isVisible()).toBe(true)
  await page.context().close()
})

test('the reviewer is led to every preview, and nobody who may not edit kits sees one', async () => {
  const page = await editor.open('bo', paths.ownKitReview(kitId))
  await page.getByRole('link', { name: 'Preview of System design: for the candidate' }).click()
  await page.getByRole('heading', { name: 'What is looked for' }).waitFor()
  await page.context().close()
  const asked = async (who: 'ina' | 'rita', to: string) =>
    (await fetch(`${editor.app.origin}${to}`, { headers: { Cookie: editor.cookies[who] }, redirect: 'manual' })).status
  for (const who of ['ina', 'rita'] as const) {
    expect(await asked(who, paths.ownKitPreview(kitId, 'interviews', 'screen', 'guide'))).toBe(403)
    expect(await asked(who, paths.ownKitInterview(kitId, 'screen'))).toBe(403)
  }
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('all of these pages fit at 360 and 1280 px, and axe finds nothing in light or dark', async () => {
  const faults: string[] = []
  const of = (as: string) => paths.ownKitPreview(kitId, 'interviews', 'system-design', as)
  const prompt = (as: string) => paths.ownKitPreview(kitId, 'prompts', 'serve-recommendations', as)
  const pages = [
    screen(),
    ...['guide', 'scorecard', 'first-time', 'candidate'].map(of),
    ...['candidate', 'interviewer'].map(prompt),
    paths.ownKitReview(kitId),
    paths.ownKitRole(kitId),
    paths.ownKitFlag(kitId, 'hands-off'),
  ]
  for (const address of pages)
    for (const width of [360, 1280]) {
      const page = await editor.open('lea', address, { viewport: { width, height: 800 } })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) faults.push(`${address} at ${width} scrolls by ${wide}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        faults.push(
          ...violations.map(({ id, nodes }) => `${address} at ${width}, ${colorScheme}: ${id} ${nodes[0]?.html ?? ''}`),
        )
        const folder = process.env.PICTURES
        const name = address.replace(/^.own-kits.\d+./, '').replace(/\W+/g, '-')
        if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
      }
      await page.context().close()
    }
  expect(faults).toEqual([])
}, 300_000)

test('no page wrote an error to the console', () => expect(editor.complaints).toEqual([]))
