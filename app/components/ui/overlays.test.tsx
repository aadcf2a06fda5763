import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Dialog } from './dialog'
import { Explain } from './explain'
import { Frame, Page, type FrameProps } from './frame'
import { usePageShortcuts } from './shortcuts'

// why: jsdom knows the element but not its modal methods
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
    this.querySelector<HTMLElement>('button, input')?.focus()
  }
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
  localStorage.clear()
})

function Withdraw({ onClose }: { onClose: () => void }) {
  const [open, setOpen] = useState(false)
  const shut = () => {
    setOpen(false)
    onClose()
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Withdraw
      </button>
      <Dialog open={open} onClose={shut} title="Withdraw the packet?" acts={<button type="button">Keep it</button>} />
    </>
  )
}

describe('a dialog', () => {
  test('opens as a modal named by its title, and tells when the browser closed it', async () => {
    const onClose = vi.fn()
    render(<Withdraw onClose={onClose} />)
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
    const dialog = screen.getByRole<HTMLDialogElement>('dialog', { name: 'Withdraw the packet?' })
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus()
    dialog.close()
    expect(onClose).toHaveBeenCalledOnce()
  })

  test('closes by a press on the scrim, not by one inside it', async () => {
    const onClose = vi.fn()
    render(<Withdraw onClose={onClose} />)
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
    const dialog = screen.getByRole('dialog')
    dialog.getBoundingClientRect = () => new DOMRect(100, 100, 200, 200)
    fireEvent.pointerDown(dialog, { clientX: 150, clientY: 150 })
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Keep it' }), { clientX: 5, clientY: 5 })
    expect(onClose).not.toHaveBeenCalled()
    fireEvent.pointerDown(dialog, { clientX: 5, clientY: 5 })
    expect(onClose).toHaveBeenCalledOnce()
  })
})

const nav = [
  { label: 'My interviews', to: '/interviews', key: 'i' },
  { label: 'Kits', to: '/kits', key: 'k' },
  { label: 'Jobs', to: '/jobs', also: ['/applications'] },
]

function show(page: React.ReactNode, { at = '/', ...props }: Partial<FrameProps> & { at?: string } = {}) {
  const Stub = createRemixStub([
    {
      path: '*',
      Component: () => (
        <Frame nav={nav} viewer={{ name: 'Mirela Radu' }} theme="system" {...props}>
          <Page>{page}</Page>
        </Frame>
      ),
    },
  ])
  return render(<Stub initialEntries={[at]} />)
}

function Note() {
  return <input aria-label="Note" />
}

function Rows({ next }: { next: () => void }) {
  usePageShortcuts([{ keys: 'j', label: 'Next row', run: next }])
  return <input aria-label="Note" />
}

describe('keys', () => {
  test('`g` and a letter go places; the same letter alone does not', async () => {
    show(null)
    const kits = () => screen.getAllByRole('link', { name: 'Kits' })[0]
    await userEvent.keyboard('k')
    expect(kits()).not.toHaveAttribute('aria-current')
    await userEvent.keyboard('gk')
    expect(kits()).toHaveAttribute('aria-current', 'page')
  })

  test('a key of the page runs, but not while somebody writes', async () => {
    const next = vi.fn()
    show(<Rows next={next} />)
    await userEvent.keyboard('j')
    expect(next).toHaveBeenCalledOnce()
    await userEvent.type(screen.getByLabelText('Note'), 'j?gk')
    expect(next).toHaveBeenCalledOnce()
    expect(screen.getByLabelText('Note')).toHaveValue('j?gk')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('`?` lists the keys of this page and of every page', async () => {
    show(<Rows next={() => undefined} />)
    await userEvent.keyboard('?')
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(sheet).toHaveTextContent('Next rowj')
    expect(sheet).toHaveTextContent('My interviewsgi')
  })

  test('whoever switches single keys off is left alone', async () => {
    const next = vi.fn()
    show(<Rows next={next} />)
    await userEvent.keyboard('?')
    await userEvent.click(screen.getByRole('checkbox', { name: /Use keyboard shortcuts/ }))
    screen.getByRole<HTMLDialogElement>('dialog').close()
    await userEvent.keyboard('j?')
    expect(next).not.toHaveBeenCalled()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('the frame', () => {
  test('marks the section a page belongs to', () => {
    show(null, { at: '/applications/7' })
    expect(screen.getAllByRole('link', { name: 'Jobs' })[0]).toHaveAttribute('aria-current', 'true')
    expect(screen.getAllByRole('link', { name: 'Kits' })[0]).not.toHaveAttribute('aria-current')
  })

  test('closes its menu by Escape and gives the focus back', async () => {
    show(null)
    const summary = screen.getByText('Mirela Radu', { selector: 'summary' })
    await userEvent.click(summary)
    expect(summary.closest('details')).toHaveAttribute('open')
    await userEvent.keyboard('{Escape}')
    expect(summary.closest('details')).not.toHaveAttribute('open')
    expect(summary).toHaveFocus()
  })

  test('a chosen theme is worn at once and kept in a cookie', async () => {
    show(null)
    await userEvent.click(screen.getAllByRole('radio', { name: 'Dark', hidden: true })[0]!)
    expect(document.documentElement).toHaveAttribute('data-theme', 'dark')
    expect(document.cookie).toContain('assay_theme=dark')
  })

  test('moves the focus to a new page, unless the page took it', async () => {
    show(<Note />)
    expect(screen.getByRole('main')).not.toHaveFocus()
    await userEvent.keyboard('gk')
    expect(screen.getByRole('main')).toHaveFocus()
    screen.getByLabelText('Note').focus()
    fireEvent.click(screen.getAllByRole('link', { name: 'Jobs' })[0]!)
    expect(screen.getByLabelText('Note')).toHaveFocus()
  })

  test('strangers get neither account nor keys', () => {
    show(null, { viewer: null, nav: [] })
    expect(screen.queryByText('Sign out')).toBeNull()
    expect(screen.queryByRole('button', { name: /Keyboard shortcuts/ })).toBeNull()
  })
})

test('a term links to its explanation, which describes it and is closed by Escape', async () => {
  const Halo = () => (
    <Explain term="halo" to="/glossary#halo">
      What the ratings of one scorecard share.
    </Explain>
  )
  const Stub = createRemixStub([{ path: '/', Component: Halo }])
  const { container } = render(<Stub />)
  const term = await screen.findByRole('link', { name: 'halo' })
  expect(term).toHaveAttribute('href', '/glossary#halo')
  expect(term).toHaveAccessibleDescription('What the ratings of one scorecard share.')
  await userEvent.tab()
  expect(term).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(container.querySelector('.explain')).toHaveClass('is-shut')
})
