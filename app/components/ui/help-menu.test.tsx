import { createRemixStub } from '@remix-run/testing'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { helpAt } from '~/domain/help/page-help'
import { HelpMenu } from './help-menu'
import { ShortcutsProvider, usePageShortcuts } from './shortcuts'

function Page() {
  usePageShortcuts([{ keys: 'n', label: 'New note' }])
  return (
    <>
      <HelpMenu />
      <p>The page</p>
    </>
  )
}

function show(help: ReturnType<typeof helpAt>) {
  const Root = () => (
    <ShortcutsProvider places={[]}>
      <Page />
    </ShortcutsProvider>
  )
  const Stub = createRemixStub([{ id: 'root', path: '/', Component: Root, loader: () => ({ help }) }])
  return render(<Stub />)
}

test('the panel says what the page is for, what can be done, its words and its keys', async () => {
  show(helpAt('/scorecards/1'))
  await userEvent.click(await screen.findByText('Help'))
  const panel = within(screen.getByRole('region', { name: 'Help for this page' }))
  panel.getByText('Write, read or amend one scorecard.')
  panel.getByText(/^Choose a level for each criterion/)
  panel.getByText('Good to know')
  expect(panel.queryByText('How to read the figures')).toBeNull()
  expect(panel.getByRole('link', { name: 'Blind' })).toHaveAttribute('href', '/glossary#blind')
  expect(panel.getByText('New note').closest('li')).toHaveTextContent('n')
})

test('the panel opens by keyboard, and Escape closes it and returns the focus', async () => {
  const { container } = show(helpAt('/jobs'))
  const summary = await screen.findByText('Help')
  const details = container.querySelector('details')!
  await userEvent.tab()
  expect(summary).toHaveFocus()
  // why: jsdom does not open a details element on Enter; a click is what the browser makes of it
  await userEvent.click(summary)
  expect(details.open).toBe(true)
  await userEvent.keyboard('{Escape}')
  expect(details.open).toBe(false)
  expect(summary).toHaveFocus()
})

test('a page without help has no button', async () => {
  show(null)
  await screen.findByText('The page')
  expect(screen.queryByText('Help')).toBeNull()
})
