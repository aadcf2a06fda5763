import { createRemixStub } from '@remix-run/testing'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { SubmittedScorecard } from '~/domain/scorecard/view'
import { Submitted } from './submitted'

const card: SubmittedScorecard = {
  scorecardId: 1,
  own: true,
  applicationId: null,
  interview: 'System design',
  author: 'Anna Berg',
  candidate: 'Candidate 7',
  job: 'ML engineer',
  seniority: 'senior',
  kit: 'ML engineer 1.0',
  held: null,
  minutes: 60,
  afterEnd: null,
  shadow: false,
  status: 'submitted',
  last: { number: 2, kind: 'amendment', at: '12 May, 10:00', reason: null, counting: null },
  erasedOn: null,
  ratings: [],
  recommendation: 'Yes',
  reason: null,
  findings: [],
  flagsAsked: 8,
  notes: null,
  changes: [],
  withdrawn: false,
  colleagues: [],
}

function show(given: Partial<SubmittedScorecard>) {
  const Page = createRemixStub([{ path: '/', Component: () => <Submitted card={{ ...card, ...given }} /> }])
  render(<Page />)
}
const late = { ...card.last, counting: { blind: false, counts: false, counted: 1 } }

test('a version that does not count says why and which one counts', async () => {
  show({ last: late })
  await screen.findByText('Not counted: written after you could read the others’ scorecards. Version 1 counts.')
  screen.getByText(/None of the kit’s 8 red flags recorded/)
})

test('a colleague’s version names its author, and where none counts the page says so', async () => {
  show({ own: false, last: { ...late, counting: { blind: false, counts: false, counted: null } } })
  await screen.findByText('Not counted: written after Anna Berg could read the others’ scorecards. No version counts.')
})

test('a shadow scorecard is not counted, whatever was blind', async () => {
  show({ shadow: true, last: { ...late, counting: { blind: true, counts: false, counted: null } } })
  expect((await screen.findByText(/^Shadow scorecard/)).textContent).toBe(
    'Shadow scorecard: kept for comparison, not counted. ',
  )
})
