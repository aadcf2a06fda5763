import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { CoverageMatrix } from './coverage-matrix'

test('the matrix says how many interviewers rate a criterion and how many are needed', () => {
  const row = { mustHave: true, needed: 2, cells: [{ raters: 1, shadows: 0 }] }
  render(
    <CoverageMatrix
      columns={[{ id: 1, name: 'Debugging' }]}
      rows={[
        { ...row, name: 'Diagnosis', raters: 1, state: 'thin' },
        { ...row, name: 'Testing', mustHave: false, needed: 1, raters: 4, state: 'covered' },
      ]}
    />,
  )
  expect(screen.getByRole('row', { name: /^Diagnosis/ })).toHaveTextContent('too few: 1 (2 needed)')
  expect(screen.getByRole('row', { name: /^Testing/ })).toHaveTextContent('4 (1 needed)')
  screen.getByRole('rowheader', { name: 'Other criteria' })
  screen.getByText('No interviewer yet, or only a shadow interviewer (not counted)')
})
