import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useForm } from 'react-hook-form'
import { beforeAll, expect, test } from 'vitest'
import { draftFor, emptyQuote, type QuoteDraft, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Submission } from '~/domain/scorecard/submission'
import { EvidencePart } from './evidence-part'
import type { DraftForm } from './draft-form'

let form: DraftForm

// jsdom has no CSS.supports; browsers that know `field-sizing` size the fields themselves.
beforeAll(() => void Object.assign(CSS, { supports: () => true }))

function Part({ quotes, choice }: { quotes: QuoteDraft[]; choice: string }) {
  const draft = draftFor(['diagnosis'], [])
  draft.ratings['diagnosis']!.evidence.quotes = quotes
  form = useForm<ScorecardDraft, unknown, Submission>({ defaultValues: draft })
  return <EvidencePart form={form} id="diagnosis" name="Debugging" choice={choice} />
}

const show = (quotes: Partial<QuoteDraft>[] = [], choice = '3') => {
  const filled = quotes.map((quote) => ({ ...emptyQuote(), ...quote }))
  return { ...render(<Part quotes={filled} choice={choice} />), user: userEvent.setup() }
}
const held = () => form.getValues('ratings.diagnosis.evidence')
const rows = () => within(screen.getByRole('list', { name: 'Quotes for Debugging' })).getAllByRole('listitem')

test('a quote is added, timed and written by keyboard alone', async () => {
  const { user } = show()
  await user.tab()
  expect(screen.getByRole('button', { name: 'Add a quote for Debugging' })).toHaveFocus()
  await user.keyboard('{Enter}')
  const time = await screen.findByRole('textbox', { name: /^Time of quote 1/ })
  await expect.poll(() => document.activeElement).toBe(time)
  await user.keyboard('12:30{Enter}')
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('textbox', { name: 'Words of quote 1' }))
  await user.keyboard('“v42 is out.”')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Who said quote 1' }), 'Candidate')
  expect(held().quotes).toEqual([{ at: '12:30', clock: '', speaker: 'candidate', text: '“v42 is out.”' }])
})

test('a removed quote is put back where it was, with the focus on Undo and then on its words', async () => {
  const { user } = show([{ text: 'One.' }, { at: '12:30', text: 'Two.' }, { text: 'Three.' }])
  await user.click(screen.getByRole('button', { name: 'Remove quote 2: Two.' }))
  expect(held().quotes.map(({ text }) => text)).toEqual(['One.', 'Three.'])
  expect(rows()).toHaveLength(2)
  expect(screen.getByRole('textbox', { name: 'Words of quote 2' })).toHaveValue('Three.')
  expect(screen.getByRole('textbox', { name: /^Time of quote 2/ })).toHaveValue('')
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('button', { name: 'Undo' }))
  await user.keyboard('{Enter}')
  expect(held().quotes.map(({ at, text }) => [at, text])).toEqual([
    ['', 'One.'],
    ['12:30', 'Two.'],
    ['', 'Three.'],
  ])
  expect(screen.getByRole('textbox', { name: 'Words of quote 3' })).toHaveValue('Three.')
  await expect.poll(() => document.activeElement).toBe(screen.getByRole('textbox', { name: 'Words of quote 2' }))
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
})

test('the time of a note stays as it was taken; its words can be corrected', async () => {
  const { user, container } = show([{ clock: '14:05', text: 'Draws' }])
  expect(rows()[0]).toHaveTextContent('14:05')
  expect(screen.queryByRole('textbox', { name: /^Time of quote/ })).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'Words of quote 1' }), ' it.')
  expect(held().quotes).toEqual([{ at: '', clock: '14:05', speaker: '', text: 'Draws it.' }])
  expect(container.querySelector('input[name="ratings.diagnosis.evidence.quotes.0.clock"]')).toHaveValue('14:05')
})

test('pasted lines with times are offered as quotes, and move only when that is accepted', async () => {
  const { user } = show([{ text: 'Before.' }])
  const text = screen.getByRole('textbox', { name: 'Evidence for Debugging' })
  await user.click(text)
  await user.paste('12:30 Candidate: “v42 is out.”\nUnaided.\n13:05 Draws it.')
  expect(held().quotes).toHaveLength(1)
  expect(screen.getByText('2 lines begin with a time.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Make them quotes' }))
  expect(held()).toEqual({
    text: 'Unaided.',
    quotes: [
      { at: '', clock: '', speaker: '', text: 'Before.' },
      { at: '12:30', clock: '', speaker: 'candidate', text: '“v42 is out.”' },
      { at: '13:05', clock: '', speaker: '', text: 'Draws it.' },
    ],
  })
  expect(text).toHaveValue('Unaided.')
  expect(rows()).toHaveLength(3)
})

test('typed lines are not offered, and pasted ones may stay text', async () => {
  const { user } = show()
  const text = screen.getByRole('textbox', { name: 'Evidence for Debugging' })
  await user.type(text, '12:30 typed')
  expect(screen.queryByText(/with a time/)).toBeNull()
  await user.paste('\n13:05 pasted')
  await user.click(screen.getByRole('button', { name: 'Keep as text' }))
  expect(held()).toEqual({ text: '12:30 typed\n13:05 pasted', quotes: [] })
  expect(screen.queryByText(/with a time/)).toBeNull()
})

test('quotes come before the level, and a free text after it', () => {
  show([{ text: 'Early.' }], '')
  expect(rows()).toHaveLength(1)
  expect(screen.queryByRole('textbox', { name: 'Evidence for Debugging' })).toBeNull()
})
