import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { paths } from '~/paths'
import { go, ready } from '../setup/browsing'
import { saved, shown, startEditor, write, type EditorApp } from '../setup/kit-editor'

/** Saving in the kit editor: what several people write at once, undo, the keyboard, and what must not be lost. */

let editor: EditorApp
beforeAll(async () => {
  editor = await startEditor(['conflicts', 'keys', 'lost', 'plain'])
}, 600_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.report()
  expect(editor.complaints.splice(0)).toEqual([])
})

afterAll(() => editor?.stop())

const criterion = (name: string) => paths.ownKitCriterion(editor.kits[name] ?? 0, 'diagnosis')
/** A save on a busy machine. */
const SLOW = { timeout: 20_000 }

test('of two people in one field both texts are shown, and each choice works; other fields are merged', async () => {
  const [one, other] = [
    await editor.open('lea', criterion('conflicts')),
    await editor.open('bo', criterion('conflicts')),
  ]
  await write(other, 'Name', 'Debugging at night')
  await write(other, 'Level 1', 'Bo rewrote the first level and nothing else.')
  await write(one, 'Why it matters in this role', 'Lea rewrote why it matters and nothing else.')
  await saved(one)

  await write(one, 'Name', 'Debugging by day')
  const conflict = one.getByRole('alert', { name: 'Not saved' })
  await conflict.getByText('Debugging at night', { exact: true }).waitFor()
  await conflict.getByText('Debugging by day', { exact: true }).waitFor()
  await one.getByText('Not everything is saved.').waitFor()
  await conflict.getByRole('button', { name: 'Replace it with mine' }).click()
  await saved(one)
  expect(await conflict.count()).toBe(0)
  expect(await shown(one, 'Name')).toBe('Debugging by day')

  await write(one, 'Level 1', 'Lea rewrote the first level as well.')
  await conflict.getByText('Bo rewrote the first level and nothing else.', { exact: true }).waitFor()
  await conflict.getByRole('button', { name: 'Keep the saved one' }).click()
  await saved(one)
  expect(await shown(one, 'Level 1')).toBe('Bo rewrote the first level and nothing else.')

  await other.reload()
  expect(await shown(other, 'Name')).toBe('Debugging by day')
  expect(await shown(other, 'Level 1')).toBe('Bo rewrote the first level and nothing else.')
  expect(await shown(other, 'Why it matters in this role')).toBe('Lea rewrote why it matters and nothing else.')
  await one.context().close()
  await other.context().close()
})

test('what was changed before the page was loaded again is undone and redone', async () => {
  const page = await editor.open('lea', criterion('conflicts'))
  await write(page, 'What it means, in one sentence', 'First wording of what it means.')
  await write(page, 'What it means, in one sentence', 'Second wording of what it means.')
  await page.reload()
  await ready(page)
  const means = () => shown(page, 'What it means, in one sentence')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(means, SLOW).toBe('First wording of what it means.')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(means, SLOW).toMatch(/^Gets from a symptom/)
  await page.reload()
  await ready(page)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(means, SLOW).toBe('First wording of what it means.')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(means, SLOW).toBe('Second wording of what it means.')
  await page.context().close()
})

test('a whole edit by keyboard alone: the focus goes with what was added, moved and removed', async () => {
  const page = await editor.open('lea', criterion('keys'))
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('name') ?? '',
    )
  const press = async (name: string, keys = 'Enter') => {
    await page.getByRole('button', { name, exact: true }).focus()
    const answered = page.waitForResponse((response) => response.url().endsWith('/draft'))
    await page.keyboard.press(keys)
    await answered
  }
  const before = await page.getByRole('button', { name: /^Remove term/ }).count()
  await press('Add a term')
  await expect.poll(focused, SLOW).toMatch(/^set:text:criteria\/diagnosis\/terms\/n[0-9a-f]+\/name$/)
  await page.keyboard.type('rollback')
  await page.keyboard.press('Tab')
  await page.keyboard.type('the release before the last one is served again')
  await press(`Move term ${before + 1} up`, 'Space')
  await expect.poll(focused, SLOW).toBe(`Move term ${before} up`)
  await page.getByText('Moved up.').waitFor()
  for (let place = before; place > 2; place--) {
    await press(`Move term ${place} up`)
    await expect.poll(focused, SLOW).toBe(`Move term ${place - 1} up`)
  }
  await press('Move term 2 up')
  await expect.poll(focused, SLOW).toBe('Move term 1 down')
  expect(await shown(page, 'Term 1')).toBe('rollback')
  await press('Remove term 1')
  await expect.poll(focused, SLOW).toBe('Remove term 1')
  await press('Undo')
  await expect.poll(() => shown(page, 'Term 1'), SLOW).toBe('rollback')
  await page.getByLabel('Name', { exact: true }).focus()
  await page.keyboard.type(' of services')
  await page.keyboard.press('Enter')
  await saved(page)
  expect(await focused()).toBe('set:text:criteria/diagnosis/name')
  await page.context().close()
})

test('without a connection or a session nothing typed is lost, and leaving the page asks first', async () => {
  const page = await editor.open('lea', criterion('lost'))
  const means = page.getByLabel('What it means, in one sentence')
  await page.context().setOffline(true)
  await means.fill('Written while the network was away.')
  await page.getByText('no connection').waitFor()
  await page.getByRole('link', { name: 'Review and publish' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Not everything is saved' })
  await dialog.getByRole('button', { name: 'Stay on this page' }).click()
  await page.context().setOffline(false)
  await saved(page)

  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await means.fill('Written after the session had ended.')
  await page.getByText('you are no longer signed in').waitFor()
  expect(await means.inputValue()).toBe('Written after the session had ended.')
  await page.context().addCookies(cookies)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await saved(page)

  // A link that is followed at once takes what was typed along.
  await means.fill('Written just before leaving.')
  await page.getByRole('link', { name: 'Review and publish' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Review and publish' }).waitFor()
  await go(page, criterion('lost'))
  expect(await means.inputValue()).toBe('Written just before leaving.')
  // The browser's own lines about requests that were cut off on purpose.
  editor.complaints.splice(0)
  await page.context().close()
})

test('what was typed in a form stays when the connection is lost, and is stored once it is back', async () => {
  const page = await editor.open('lea', paths.kitNotes('ml-engineer', 'diagnosis'))
  const note = page.getByLabel('Note', { exact: true })
  await note.fill('Step 3 asks for two things.')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.getByRole('alert').getByText('The server did not answer').waitFor()
  expect(await note.inputValue()).toBe('Step 3 asks for two things.')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Save the note' }).click()
  await page.getByRole('listitem').getByText('Step 3 asks for two things.').waitFor()

  await go(page, paths.ownKitReview(editor.kits.lost ?? 0))
  const change = page.getByLabel('Change note')
  await change.fill('Shorter anchors.')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Send to review' }).click()
  await page.getByRole('alert').getByText('The server did not answer').waitFor()
  expect(await change.inputValue()).toBe('Shorter anchors.')
  await page.context().close()
})

test('a text over its limit is told at its field, and everything else is saved', async () => {
  const page = await editor.open('lea', criterion('lost'))
  await page.getByLabel('Level 1', { exact: true }).evaluate((area: HTMLTextAreaElement) => {
    area.value = 'a'.repeat(100_001)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await page.getByLabel('Level 2', { exact: true }).fill('Saved beside a text that is too long.')
  await page.getByText('This text has 100,001 characters and is not saved; at most 100,000 are.').waitFor()
  await page.getByText('Not everything is saved.').waitFor()
  expect((await shown(page, 'Level 1')).length).toBe(100_001)
  await page.getByLabel('Level 1', { exact: true }).fill('Short enough again.')
  await saved(page)
  await page.reload()
  expect([await shown(page, 'Level 1'), await shown(page, 'Level 2')]).toEqual([
    'Short enough again.',
    'Saved beside a text that is too long.',
  ])
  await page.context().close()
})

test('without a script the same form saves, adds, settles a conflict and undoes', async () => {
  const plain = await editor.open('lea', criterion('plain'), { javaScriptEnabled: false })
  const other = await editor.open('bo', criterion('plain'))
  await plain.getByLabel('Name', { exact: true }).fill('Saved without a script')
  const before = await plain.getByRole('button', { name: /^Remove term/ }).count()
  await plain.getByRole('button', { name: 'Add a term' }).click()
  await plain.getByLabel(`Term ${before + 1}`, { exact: true }).waitFor()
  expect(await shown(plain, 'Name')).toBe('Saved without a script')

  await write(other, 'Level 1', 'Bo wrote this in the meantime.')
  await plain.getByLabel('Level 1', { exact: true }).fill('Lea wrote this without a script.')
  await plain.getByRole('button', { name: 'Save', exact: true }).click()
  await plain.getByRole('alert', { name: 'Not saved' }).getByText('Lea wrote this without a script.').waitFor()
  expect(await shown(plain, 'Level 1')).toBe('Bo wrote this in the meantime.')
  await plain.getByRole('button', { name: 'Replace it with mine' }).click()
  await plain.getByRole('alert', { name: 'Not saved' }).waitFor({ state: 'detached' })
  expect(await shown(plain, 'Level 1')).toBe('Lea wrote this without a script.')

  await plain.goto(paths.ownKit(editor.kits.plain ?? 0))
  await plain.getByRole('button', { name: 'Undo my last change' }).click()
  await plain.getByText('Undone.').waitFor()
  await plain.goto(criterion('plain'))
  expect(await shown(plain, 'Level 1')).toBe('Bo wrote this in the meantime.')
  await plain.context().close()
  await other.context().close()
})
