import { createRemixStub } from '@remix-run/testing'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, Outlet, useRevalidator } from '@remix-run/react'
import { expect, test } from 'vitest'
import { FORM_ACCOUNT } from '~/domain/identity/form-account'
import { Form } from './form'

test('a form names the account for which its page was made, though the page loads its data again', async () => {
  let account = '1.7'
  let loaded = 0
  const Page = () => {
    const { revalidate } = useRevalidator()
    return (
      <>
        <Form method="post" aria-label="Vote" />
        <Form aria-label="Search" />
        <button onClick={() => revalidate()}>Load again</button>
        <Link to="/next">Next page</Link>
      </>
    )
  }
  const loader = () => {
    loaded++
    return { viewer: { account } }
  }
  const children = ['/', '/next'].map((path) => ({ path, Component: Page }))
  const Stub = createRemixStub([{ id: 'root', path: '', Component: () => <Outlet />, loader, children }])
  render(<Stub />)
  const field = (form: string) => screen.getByRole('form', { name: form }).querySelector(`[name=${FORM_ACCOUNT}]`)
  await waitFor(() => expect(field('Vote')).toHaveValue('1.7'))
  expect(field('Search')).toBeNull()

  account = '1.8'
  await userEvent.click(screen.getByText('Load again'))
  await waitFor(() => expect(loaded).toBe(2))
  expect(field('Vote')).toHaveValue('1.7')
  await userEvent.click(screen.getByText('Next page'))
  await waitFor(() => expect(field('Vote')).toHaveValue('1.8'))
})
