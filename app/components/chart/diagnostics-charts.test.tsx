import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { DriftTable } from './drift-table'
import { groupName, ConnectednessGraph } from './connectedness-graph'
import { ReliabilityCurve } from './reliability-curve'

const names = (count: number, part: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => ({ name: `Person ${at}`, part: part(at) }))

test('parts have a letter and a shape each; the only link between two sides is marked', () => {
  const { container } = render(
    <ConnectednessGraph
      label="Two groups"
      nodes={names(5, (at) => (at < 3 ? 0 : 1))}
      edges={[
        { a: 0, b: 1, shared: 4 },
        { a: 1, b: 2, shared: 1, only: true },
        { a: 3, b: 4, shared: 2 },
      ]}
    />,
  )
  screen.getByRole('img', { name: 'Two groups' })
  screen.getByText('Group A')
  screen.getByText('Group B')
  expect(container.querySelectorAll('.node--0')).toHaveLength(3)
  expect(container.querySelectorAll('.node--1')).toHaveLength(2)
  expect(container.querySelectorAll('.edge-weak')).toHaveLength(1)
  expect(groupName(27)).toBe('Group AB')
})

test('beyond forty people only the table names them', () => {
  render(<ConnectednessGraph label="Many" nodes={names(41, () => 0)} edges={[]} />)
  expect(screen.queryByText('Person 3')).toBeNull()
})

test('an interviewer whose severity is not reported has no trend, and a month without interviews is a gap that is named', () => {
  render(
    <DriftTable
      span="June to August 2026"
      rows={[
        {
          id: 1,
          name: 'Ada Okafor',
          trend: [0.1, null, 0.4],
          change: 0.15,
          lower: 0.05,
          upper: 0.25,
          significant: true,
        },
        { id: 2, name: 'Björn Lind', trend: null, change: -0.02, lower: -0.3, upper: 0.26, significant: false },
        { id: 3, name: 'Hemi Parata', trend: [0, 0, 0], change: 0.1, lower: 0.01, upper: 0.19, significant: false },
      ]}
    />,
  )
  screen.getByRole('img', { name: 'Ada Okafor: +0.10, –, +0.40' })
  screen.getByText('significant')
  screen.getByText('not significant')
  // An interval that excludes 0 contradicts a bare "not significant", so the remark names the correction.
  screen.getByText('not significant after correction for 3 tests')
  screen.getByText('severity not known yet')
})

test('the curve says its ends in words and labels its axes in full', () => {
  render(
    <ReliabilityCurve
      panel={[
        { raters: 1, corrected: 0.58, uncorrected: 0.49 },
        { raters: 2, corrected: 0.74, uncorrected: 0.66 },
      ]}
    />,
  )
  screen.getByRole('img', {
    name: /corrected for severity from 0.58 with one to 0.74 with 2; uncorrected from 0.49 to 0.66/,
  })
  for (const label of ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']) screen.getByText(label)
  screen.getByText('Interviewers per candidate')
})
