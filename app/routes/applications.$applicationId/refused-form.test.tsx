import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { RefusedForm } from './refused-form'

type Props = Parameters<typeof RefusedForm>[0]
const asOpened: Props['application'] = {
  recused: false,
  open: {},
  may: { close: true },
  recusals: [{ person: 7, mayLift: true }],
}
const MESSAGE = 'It has changed meanwhile.'
const answerTo = (intent: string): Props['answer'] => ({
  intent,
  fieldErrors: intent === 'close' ? { '': MESSAGE } : { form: MESSAGE },
  values: { state: 'hired', person: '7', reason: 'What I had typed.' },
  stored: { at: '24 November 2026, 10:00', fields: [{ label: 'Why', text: 'What is stored.' }] },
})
const changes: Record<string, Partial<Props['application']>> = {
  close: { may: { close: false } },
  recuse: { recused: true, open: null },
  'lift-recusal': { recusals: [{ person: 7, mayLift: false }] },
}

test.each(Object.entries(changes))('%s: both texts stay when the page has lost its form', (intent, change) => {
  const { rerender } = render(<RefusedForm answer={answerTo(intent)} application={asOpened} />)
  expect(screen.queryByRole('alert')).toBeNull()
  rerender(<RefusedForm answer={answerTo(intent)} application={{ ...asOpened, ...change }} />)
  const said = screen.getByRole('alert').textContent
  for (const part of [MESSAGE, 'What I had typed.', 'What is stored.']) expect(said).toContain(part)
})

test('a wrong field is said on its field, not here', () => {
  const answer = { intent: 'recuse', fieldErrors: { reason: 'Say why.' }, values: {} }
  render(<RefusedForm answer={answer} application={{ ...asOpened, recused: true }} />)
  expect(screen.queryByRole('alert')).toBeNull()
})
