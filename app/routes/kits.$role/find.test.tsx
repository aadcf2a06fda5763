import { createRemixStub } from '@remix-run/testing'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { ShortcutsProvider } from '~/components/ui/shortcuts'
import type { SearchEntry } from '~/domain/kit/search'
import { Hits, SearchField, useKitSearch } from './find'

const entries: SearchEntry[] = [
  { kind: 'criterion', id: 'diagnosis', name: 'Diagnosis', text: 'Drops the contradicted cause.' },
  { kind: 'prompt', id: 'cold-cache', name: 'Cold cache', text: 'After a deploy the hit rate falls.' },
  { kind: 'flag', id: 'guesses', name: 'Guesses', text: 'Names a cause and acts.' },
]
const kit = { id: 'ml-engineer', versionId: 7 }

function Page() {
  const search = useKitSearch(kit, { query: '', found: [] })
  return (
    <>
      <SearchField kit={kit} search={search} />
      <Hits kit={kit} search={search} />
    </>
  )
}

async function shown() {
  const loader = vi.fn(() => ({ entries }))
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => (
        <ShortcutsProvider places={[]}>
          <Page />
        </ShortcutsProvider>
      ),
    },
    { path: '/kits/ml-engineer/search', loader },
  ])
  render(<Stub />)
  await waitFor(() => expect(loader).toHaveBeenCalledTimes(1))
  return { loader, person: userEvent.setup() }
}

test('the words of the kit are fetched once, and every letter after that is answered here', async () => {
  const { loader, person } = await shown()
  await person.keyboard('/')
  expect(screen.getByRole('searchbox')).toHaveFocus()
  await person.keyboard('cause')
  expect(await screen.findByText(/2\splaces with “cause”/)).toBeInTheDocument()
  expect(loader).toHaveBeenCalledTimes(1)
})

test('arrows go from the field to the places and on, which lead into the version that is read', async () => {
  const { person } = await shown()
  await person.type(screen.getByRole('searchbox'), 'cause')
  await screen.findByText(/2\splaces/)
  await person.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Diagnosis' })).toHaveFocus()
  expect(screen.getByRole('link', { name: 'Diagnosis' })).toHaveAttribute(
    'href',
    '/kits/ml-engineer?version=7#diagnosis',
  )
  await person.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Guesses' })).toHaveFocus()
})

test('Escape ends the search, and nothing found says what to try', async () => {
  const { person } = await shown()
  await person.type(screen.getByRole('searchbox'), 'zebra')
  expect(await screen.findByText(/Every word has to occur/)).toBeInTheDocument()
  await person.keyboard('{Escape}')
  expect(screen.queryByText(/Every word has to occur/)).not.toBeInTheDocument()
})
