import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { go, ready } from '../setup/browsing'
import { saved, startEditor, write, type EditorApp } from '../setup/kit-editor'

/** An organisation's own kit from our kit to an interviewer's scorecard, and what must not be lost or let through on the way. */

let editor: EditorApp
let lea: Page
let bo: Page
let kit: string

beforeAll(async () => {
  editor = await startEditor(['broken'])
}, 600_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.report()
  expect(editor.complaints.splice(0)).toEqual([])
})

afterAll(() => editor?.stop())

const criterion = () => paths.ownKitCriterion(editor.kits.broken ?? 0, 'diagnosis')
const SLOW = { timeout: 20_000 }

const ANCHOR = '**Names the service at fault** and checks it against an exhibit.'

test('a lead begins a kit from ours, changes an anchor and adds a red flag', async () => {
  lea = await editor.open('lea', '/kits')
  await lea.getByRole('link', { name: 'Begin a kit' }).click()
  await lea.getByLabel('Name', { exact: true }).fill('Our ML engineer')
  await lea.getByLabel('Short name').fill('our-ml-engineer')
  await lea.getByLabel('Begin from').selectOption('ml-engineer')
  await lea.getByRole('button', { name: 'Begin the kit' }).click()
  await lea.getByText('There is no mistake in this draft.').waitFor()
  kit = new URL(lea.url()).pathname

  await lea.getByRole('link', { name: 'Debugging in production' }).first().click()
  await write(lea, 'Level 2', ANCHOR)
  await saved(lea)

  await go(lea, kit)
  await lea.getByRole('button', { name: 'Add a red flag' }).click()
  await lea.getByRole('heading', { level: 1, name: /^TODO: the name of the red flag/ }).waitFor()
  await ready(lea)
  for (const [label, text] of [
    ['Name', 'Changes production without telling anybody'],
    ['Probe: the question that lets the candidate clear it', 'Who knew of this change before it was released?'],
    ['Record it only if', 'The probe was asked, and nobody knew of the change before it was released.'],
  ] as const)
    await write(lea, label, text)
  // What a part begins with says itself what is to be written.
  for (const area of await lea.locator('textarea').all())
    if ((await area.inputValue()).startsWith('TODO: ')) {
      await area.fill('Released a change on the evening before a holiday and told nobody of the team.')
      await area.blur()
    }
  await saved(lea)
  await expect.poll(() => lea.locator('main .field__error').count(), SLOW).toBe(0)
})

test('it is sent to review; a second person sees word by word what changed and sends it back', async () => {
  await go(lea, `${kit}/review`)
  await lea.getByRole('button', { name: 'Send to review' }).click()
  await lea.getByText('Say what changed and why').waitFor()
  await lea.getByLabel('Change note').fill('Our services, by name.')
  await lea.getByRole('button', { name: 'Send to review' }).click()
  await lea.getByText('A second person has to review this draft').waitFor()
  expect(await lea.getByRole('button', { name: 'Approve' }).count()).toBe(0)

  bo = await editor.open('bo', `${kit}/review`)
  const changed = bo.getByRole('region', { name: 'Criteria' })
  // One criterion: that the kit goes by another name than ours changes none of the others.
  expect(await changed.locator('.changes__name').allTextContents()).toEqual(['Debugging in production'])
  expect(await changed.locator('ins').allTextContents()).not.toEqual([])
  expect((await changed.locator('ins').allTextContents()).join(' ')).toContain('service at fault')
  expect(await changed.locator('del').count()).toBeGreaterThan(0)
  const flags = bo.getByRole('region', { name: 'Red flags' })
  await flags.locator('summary', { hasText: 'Changes production without telling anybody' }).click()
  await flags.getByText('Who knew of this change before it was released?').waitFor()

  await bo.getByRole('button', { name: 'Send back' }).click()
  await bo.getByText('Say what is to be changed before the kit can be published.').waitFor()
  await bo.getByLabel('Comment', { exact: true }).fill('Name the exhibit too.')
  await bo.getByRole('button', { name: 'Send back' }).click()
  await bo.getByText('The draft was sent back with your comment.').waitFor()
})

test('it is approved and published, and a job is created with it', async () => {
  await go(lea, kit)
  await lea.getByText('Bo Larsen sent it back: Name the exhibit too.').waitFor()
  await lea.getByRole('link', { name: 'Debugging in production' }).first().click()
  await write(lea, 'Level 2', `${ANCHOR} The exhibit is named.`)
  await saved(lea)
  await go(lea, `${kit}/review`)
  await lea.getByRole('button', { name: 'Send to review' }).click()
  await lea.getByText('The draft is in review.').waitFor()

  await go(bo, `${kit}/review`)
  await bo.getByRole('button', { name: 'Approve' }).click()
  await bo.getByText('The draft is approved.').waitFor()
  await bo.getByRole('button', { name: 'Publish the version' }).click()
  await bo.getByText('The kit is published.').waitFor()
  await bo.getByRole('link', { name: 'Version 1.0' }).waitFor()

  const rita = await editor.open('rita', '/jobs/new')
  await rita.getByLabel('Role', { exact: true }).selectOption('our-ml-engineer')
  await rita.getByLabel('Job title').fill('Engineer with a kit of our own')
  await rita.getByLabel('Quorum').fill('1')
  const voters = rita.locator('input[name=committee]')
  if ((await voters.count()) > 0) await voters.first().check()
  await rita.getByRole('button', { name: 'Save as draft' }).click()
  await rita.getByRole('heading', { level: 1, name: 'Engineer with a kit of our own' }).waitFor()
  await rita.context().close()

  // The blank scorecard of the published version, as an interviewer reads it beforehand.
  const ina = await editor.open('ina', paths.kitScorecard('our-ml-engineer', 'debugging'))
  await ina.getByText('Names the service at fault').first().waitFor()
  await go(ina, paths.kit('our-ml-engineer'))
  await ina.getByText('Changes production without telling anybody').first().waitFor()
  await ina.context().close()
}, 180_000)

test('a broken draft reaches no job: it is not offered, its mistake is linked, and a direct request is refused', async () => {
  const page = await editor.open('lea', criterion())
  await write(page, 'Name', '')
  await page.getByText('Expected a text of at least 3 characters.').waitFor()
  await page.getByRole('link', { name: 'Review and publish' }).first().click()
  await page.getByLabel('Change note').fill('Without a name.')
  await page.getByRole('button', { name: 'Send to review' }).click()
  await page.getByText('One mistake is still in this draft').waitFor()
  await page.getByRole('region', { name: '1 mistake' }).getByRole('link').click()
  await page.getByText('Expected a text of at least 3 characters.').waitFor()

  const review = paths.ownKitReview(editor.kits.broken ?? 0)
  const draft = await page.locator('input[name=draft]').first().inputValue()
  for (const intent of ['submit', 'approve', 'publish']) {
    const answer = await page.request.post(review, {
      form: { intent, draft, revision: '2', changeNote: 'Without a name.' },
      headers: { Origin: editor.app.origin },
      maxRedirects: 0,
    })
    expect([409, 422], intent).toContain(answer.status())
  }
  const rita = await editor.open('rita', '/jobs/new')
  const offered = await rita
    .locator('select[name=role] option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  expect(offered).toContain('our-ml-engineer')
  expect(offered).not.toContain('broken')
  const forced = await rita.request.post('/jobs/new', {
    form: {
      intent: 'draft',
      role: 'broken',
      name: 'Forced',
      seniority: 'senior',
      needProfile: 'balanced',
      maturity: '3',
      bar: '3',
      hireProbability: '0.75',
      quorum: '1',
      writeKey: 'write-key-forced',
    },
    headers: { Origin: editor.app.origin },
    maxRedirects: 0,
  })
  expect(forced.status()).toBe(422)
  await rita.context().close()
  await page.context().close()
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

test('every page fits at 360 and 1280 px, and axe finds nothing in light or dark', async () => {
  const id = editor.kits.broken ?? 0
  const pages = {
    kits: paths.kits(),
    new: paths.newOwnKit(),
    kit: paths.ownKit(id),
    criterion: criterion(),
    review: paths.ownKitReview(id),
  }
  const faults: string[] = []
  for (const [name, address] of Object.entries(pages))
    for (const width of [360, 1280]) {
      const page = await editor.open('lea', address, { viewport: { width, height: 800 } })
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wide > 0) faults.push(`${name} at ${width} scrolls by ${wide}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
        faults.push(...violations.map((one) => `${name} at ${width}, ${colorScheme}: ${one.id}`))
      }
      await page.context().close()
    }
  expect(faults).toEqual([])
}, 240_000)
