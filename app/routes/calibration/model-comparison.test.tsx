import { createRemixStub } from '@remix-run/testing'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ModelComparisonPart } from './model-comparison'

const show = (comparison: Parameters<typeof ModelComparisonPart>[0]['comparison']) => {
  const Page = createRemixStub([{ path: '/', Component: () => <ModelComparisonPart comparison={comparison} /> }])
  render(<Page />)
}
const one = { applicationId: 7, candidate: 'Mira Sol', job: 'ML engineer', score: 2.94, ordinalScore: 3.06, yes: false }

test('says plainly when no answer depends on the model', async () => {
  show({ compared: 12, differ: [] })
  expect(await screen.findByText(/gives all 12.applications the same answer at their bars/)).toBeDefined()
  expect(screen.queryByRole('table')).toBeNull()
})

test('names the application that has two answers, with both', async () => {
  show({ compared: 12, differ: [one] })
  expect(await screen.findByText(/a different answer for 1 of 12.applications/)).toBeDefined()
  expect(screen.getByRole('link', { name: 'Mira Sol' }).getAttribute('href')).toBe('/applications/7')
  expect(screen.getByRole('row', { name: /Mira Sol ML engineer 2.94 3.06 no yes/ })).toBeDefined()
})

test('says why there is nothing to say', async () => {
  show(null)
  expect(await screen.findByText(/has not been compared with an ordinal model yet/)).toBeDefined()
})

test('is closed for somebody who still owes a scorecard', async () => {
  show('closed')
  expect(await screen.findByText(/is closed/)).toBeDefined()
})
