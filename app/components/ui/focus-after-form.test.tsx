import { useActionData } from '@remix-run/react'
import { createRemixStub } from '@remix-run/testing'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { FocusAfterForm } from './focus-after-form'
import { Form, FormError, useErrorFocus } from './form'
import { Flash } from './message'

type Answer = { done: boolean; errors?: Record<string, string> }

function Page() {
  const answer = useActionData<Answer>()
  const form = useErrorFocus(answer?.errors)
  return (
    <main id="main" tabIndex={-1}>
      <FocusAfterForm />
      <section aria-label="Recusal">
        {answer?.done ? (
          <p>You are recused.</p>
        ) : (
          <Form method="post" ref={form}>
            <FormError>{answer?.errors?.['']}</FormError>
            <button>Recuse myself</button>
          </Form>
        )}
      </section>
    </main>
  )
}

const show = (answer: Answer) => {
  const Stub = createRemixStub([{ path: '/', Component: Page, action: () => answer }])
  render(<Stub />)
}

test('when a form that succeeded is gone, the part of the page in which it stood has the focus', async () => {
  show({ done: true })
  await userEvent.click(await screen.findByText('Recuse myself'))
  await screen.findByText('You are recused.')
  await waitFor(() => expect(screen.getByRole('region', { name: 'Recusal' })).toHaveFocus())
})

test('a form that stays keeps the focus on its button, and one in error on the error', async () => {
  show({ done: false })
  await userEvent.click(await screen.findByText('Recuse myself'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(screen.getByText('Recuse myself')).toHaveFocus()
})

test('an error takes the focus as before', async () => {
  show({ done: false, errors: { '': 'Say why.' } })
  await userEvent.click(await screen.findByText('Recuse myself'))
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
})

test('the message of what was done is closed by Escape and by its button, and gives the focus to the page', async () => {
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => (
        <>
          <main id="main" tabIndex={-1}>
            <button>Elsewhere</button>
          </main>
          <Flash>Saved.</Flash>
        </>
      ),
    },
  ])
  const first = render(<Stub />)
  await userEvent.click(await screen.findByText('Elsewhere'))
  expect(document.documentElement.style.getPropertyValue('--toast-height')).toBe('0px')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('Saved.')).toBeNull()
  expect(screen.getByText('Elsewhere')).toHaveFocus()
  expect(document.documentElement.style.getPropertyValue('--toast-height')).toBe('')
  first.unmount()

  render(<Stub />)
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('Saved.')).toBeNull()
  expect(document.getElementById('main')).toHaveFocus()
})
