import { createRemixStub } from '@remix-run/testing'
import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { AttentionLine, type AttentionItem } from './attention-line'
import { Pipeline, type PipelineLine } from './pipeline'

const show = (children: ReactNode) => {
  const Stub = createRemixStub([{ path: '/', Component: () => <>{children}</> }])
  return render(<Stub />)
}

const people = ['Noor Haddad', 'Lia Brandt', 'Tom Adeyemi', 'Iris Falk', 'Omar Reyes']
const need = (kind: AttentionItem['kind'], count: number): AttentionItem => ({
  kind,
  applications: people.slice(0, count).map((who, at) => ({ id: at + 1, who, words: at === 0 ? 'packet 1' : '' })),
})

test('every name in a task leads to its application, and the act says whose it is', () => {
  const { container } = show(<AttentionLine need={need('quorum', 5)} primary />)
  for (const [at, name] of people.slice(0, 3).entries())
    expect(screen.getByRole('link', { name })).toHaveAttribute('href', `/applications/${at + 1}`)
  expect(container).toHaveTextContent('Noor Haddad (packet 1), Lia Brandt, Tom Adeyemi and 2 more.')
  expect(screen.getByRole('link', { name: 'View application: Noor Haddad' })).toHaveAttribute('href', '/applications/1')
})

test.each([
  ['quorum', 1, '1 packet has too few committee members left to vote. Add a committee member to the job'],
  ['quorum', 2, '2 packets have too few committee members left to vote.'],
  ['decided', 1, '1 application has a decision but is not closed'],
  ['decided', 3, '3 applications have a decision but are not closed'],
  ['decided', 2, 'Noor Haddad (packet 1) and Lia Brandt.'],
] as const)('the task %s of %i is a sentence', (kind, count, sentence) => {
  const { container } = show(<AttentionLine need={need(kind, count)} primary={false} />)
  expect(container).toHaveTextContent(sentence)
})

test('the act on one of several shows whose it is; alone its name stands beside it', () => {
  const shownWords = (all: number) => {
    const { container, unmount } = show(<AttentionLine need={need('no-loop', all)} primary={false} />)
    const button = container.querySelector('.btn')!
    button.querySelectorAll('.vh').forEach((hidden) => hidden.remove())
    const words = button.textContent
    unmount()
    return words
  }
  expect(shownWords(1)).toBe('Plan the loop')
  expect(shownWords(5)).toBe('Plan the loop: Noor Haddad')
})

const line = (stage: PipelineLine['stage']): PipelineLine => ({
  id: 1,
  who: 'Noor Haddad',
  job: 'ML engineer',
  since: 'Mon 23 Nov',
  stage,
  recused: false,
})

test('the dots of the scorecards have a key, where there are any', () => {
  const interviews = { stage: 'Interviews', next: '', late: true, done: 1, overdue: 1, total: 3 } as const
  const shown = show(<Pipeline rows={[line(interviews)]} next={null} after={null} />)
  screen.getByRole('img', { name: '1 of 3 scorecards submitted, 1 overdue' })
  expect(shown.container).toHaveTextContent('Scorecards: submitted overdue not yet submitted')
  screen.getByRole('columnheader', { name: 'Opened' })
  shown.unmount()
  const { container } = show(<Pipeline rows={[line(null)]} next={null} after={null} />)
  expect(container).not.toHaveTextContent('Scorecards: submitted')
})
