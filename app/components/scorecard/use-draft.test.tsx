import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useForm } from 'react-hook-form'
import { expect, test, vi } from 'vitest'
import { draftFor, type ScorecardDraft } from '~/domain/scorecard/draft-shape'
import type { Submission } from '~/domain/scorecard/submission'
import { SaveLine } from './save-line'
import { useDraft } from './use-draft'

const draft = draftFor(['cause'], [])
const given = {
  draft,
  timeZone: 'UTC',
  owner: '1.2',
  scorecardId: 7,
  base: 0,
  revision: 0,
  savedAt: null,
  criteria: [],
  flags: [],
}
const asked = { criteria: ['cause'], flags: [], amending: false }

/** The shell with one field; this environment has no IndexedDB, as a private window may not. */
function Form() {
  const form = useForm<ScorecardDraft, unknown, Submission>({ defaultValues: draft })
  const { tell, standing } = useDraft(form, { ...given, asked })
  return (
    <>
      <textarea aria-label="Reason" {...form.register('reason')} />
      <button onClick={() => tell({ event: 'save-asked' })}>Save now</button>
      <SaveLine standing={standing} />
    </>
  )
}
const Page = createRemixStub([{ path: '/', Component: Form }])

/** Answers of the server, one after the other; the last one stays. What was sent comes back. */
function answers(...given: (() => Promise<Response>)[]) {
  const sent: { revision: number; content: ScorecardDraft }[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    sent.push(JSON.parse(init?.body as string) as (typeof sent)[number])
    return (given.length > 1 ? given.shift()! : given[0]!)()
  })
  return sent
}
const saved = (revision: number) => () => Promise.resolve(Response.json({ revision }))
const signedOut = () => Promise.resolve({ type: 'opaqueredirect' } as Response)
const away = () => Promise.reject(new TypeError('fetch failed'))

test('after the session ended the text is saved as soon as the person comes back to the window', async () => {
  const sent = answers(signedOut, saved(1))
  render(<Page />)
  await userEvent.type(await screen.findByLabelText('Reason'), 'Kept.')
  await userEvent.click(screen.getByRole('button'))
  await screen.findByText(/You are signed out/)
  fireEvent.focus(window)
  await screen.findByText(/Saved on this device and on the server/)
  expect(sent.at(-1)).toMatchObject({ revision: 0, content: { reason: 'Kept.' } })
})

test('without a connection and without storage the page says that the window must stay open, until the connection is back', async () => {
  const sent = answers(away, saved(1))
  render(<Page />)
  await userEvent.type(await screen.findByLabelText('Reason'), 'Offline.')
  await userEvent.click(screen.getByRole('button'))
  await screen.findByText(/this device keeps nothing\. Leave this window open/)
  fireEvent.online(window)
  await screen.findByText(/Saved on this device and on the server/)
  expect(sent.at(-1)).toMatchObject({ content: { reason: 'Offline.' } })
})

test('what was typed a moment before the page is left is saved at once, over the last revision', async () => {
  const sent = answers(saved(1), saved(2))
  const page = render(<Page />)
  await userEvent.type(await screen.findByLabelText('Reason'), 'First.')
  await userEvent.click(screen.getByRole('button'))
  await screen.findByText(/Saved on this device and on the server/)
  fireEvent.change(screen.getByLabelText('Reason'), { target: { value: 'Last.' } })
  page.unmount()
  await waitFor(() => expect(sent.at(-1)).toMatchObject({ revision: 1, content: { reason: 'Last.' } }))
})
