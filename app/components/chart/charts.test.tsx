import { createRemixStub } from '@remix-run/testing'
import { render, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { expect, test } from 'vitest'
import { Caterpillar } from './caterpillar'
import { LevelMatrix } from './level-matrix'
import { LevelUse } from './level-use'
import { ScoreRow, ScoreRuler } from './score-ruler'
import { StepsTable, stepsAxis } from './steps-table'
import { VarianceBars } from './variance-bars'
import { VoteTable } from './vote-table'

const steps = [
  { label: 'Raw mean', change: null, now: 3.03 },
  { label: 'Severity', change: 0.14, now: 3.17 },
  { label: 'Halo', change: -0.04, now: 3.13 },
  { label: 'Score', change: null, now: 3.13 },
]

function show(element: ReactElement) {
  const Stub = createRemixStub([{ path: '/', Component: () => element }])
  return render(<Stub />)
}

test('the ruler says in words everything it draws', () => {
  show(<ScoreRuler score={3.1} lower={2.7} upper={3.5} bar={2.8} probability={0.91} thin label="Candidate 4127" />)
  expect(screen.getByRole('img')).toHaveAccessibleName(
    'Candidate 4127: score 3.1 on the ruler from 1 to 4, 90 % interval 2.7 to 3.5, bar 2.8, probability of being above the bar 0.91, few ratings',
  )
})

test('few ratings are hollow and broken, firm data are not', () => {
  const { container } = show(
    <>
      <ScoreRow score={2.9} lower={2.1} upper={3.7} bar={2.8} thin />
      <ScoreRow score={3.2} lower={2.7} upper={3.7} bar={2.8} />
    </>,
  )
  const [thin, firm] = [...container.querySelectorAll('svg')]
  expect(thin!.querySelectorAll('.iv--thin')).toHaveLength(2)
  expect(thin!.querySelector('.pt')).toHaveClass('pt--thin')
  expect(firm!.querySelector('.iv--thin, .pt--thin')).toBeNull()
})

test('an unknown score is an empty ruler, never a number', () => {
  const { container } = show(<ScoreRuler score={null} lower={null} upper={null} bar={3} />)
  expect(screen.getByRole('img')).toHaveAccessibleName('score not yet known, bar 3.0')
  expect(container.querySelector('.pt, .iv, [class^="hump"]')).toBeNull()
})

test('the bar of a step runs from where the score stood to where it stands', () => {
  const { container } = show(<StepsTable steps={steps} bar={2.8} />)
  const { at } = stepsAxis([3.03, 3.17, 3.13], 2.8)
  const up = container.querySelector('rect.up')!
  expect(Number.parseFloat(up.getAttribute('x')!)).toBeCloseTo(at(3.03), 1)
  expect(Number.parseFloat(up.getAttribute('width')!)).toBeCloseTo(at(3.17) - at(3.03), 1)
  const down = container.querySelector('rect.downb')!
  expect(Number.parseFloat(down.getAttribute('x')!)).toBeCloseTo(at(3.13), 1)
  expect(screen.getByRole('row', { name: /Severity/ })).toHaveTextContent('+0.143.17')
})

test('the axis of the steps holds the bar however far it lies', () => {
  const { from, to, at } = stepsAxis([1.6, 1.7], 3.4)
  expect(from).toBeLessThanOrEqual(1.6)
  expect(to).toBeGreaterThanOrEqual(3.4)
  expect(at(3.4)).toBeGreaterThan(at(1.7))
})

test('a level leads to its evidence, a severe interviewer is named so, an unknown severity is a dash', () => {
  show(
    <LevelMatrix
      criteria={[
        { id: 'a', label: 'Systems thinking' },
        { id: 'b', label: 'Explaining' },
      ]}
      rows={[
        {
          id: 1,
          name: 'Björn Lind',
          interview: 'System design',
          session: 1,
          severity: 0.55,
          lower: 0.31,
          upper: 0.79,
          cells: [{ kind: 'level', level: 2, to: '/e' }, { kind: 'not-assessed' }],
        },
        { id: 2, name: 'Priya Rao', interview: 'System design', session: 1, cells: [{ kind: 'level', level: 4 }] },
        {
          id: 3,
          name: 'Hemi Parata',
          interview: 'Debugging',
          session: 2,
          severity: 0.5,
          lower: -0.1,
          upper: 1.1,
          cells: [{ kind: 'level', level: 3 }],
        },
      ]}
    />,
  )
  expect(screen.getByRole('link')).toHaveAccessibleName(
    'Björn Lind, Systems thinking: level 2, differs from another rater, read the evidence',
  )
  const [lind, rao, parata] = screen.getAllByRole('row').slice(1)
  expect(within(lind!).getByRole('img')).toHaveAccessibleName('severe')
  // A large severity whose interval includes 0 has no sign, here as on the calibration page.
  expect(within(parata!).queryByRole('img')).toBeNull()
  expect(lind).toHaveTextContent('n/a, not assessed')
  expect(rao).toHaveTextContent('not planned')
  expect(rao).toHaveTextContent('not yet known')
})

test('a severity wears a side only when its interval leaves zero out', () => {
  show(
    <Caterpillar
      rows={[
        { id: 1, name: 'Björn Lind', scorecards: 31, severity: 0.55, lower: 0.31, upper: 0.79 },
        { id: 2, name: 'Hemi Parata', scorecards: 38, severity: 0.07, lower: -0.14, upper: 0.28 },
        { id: 3, name: 'Noor Haddad', scorecards: 5, severity: null, lower: null, upper: null },
      ]}
    />,
  )
  const row = (name: RegExp) => within(screen.getByRole('row', { name }))
  expect(row(/Lind/).getByRole('img', { name: 'severe' })).toBeInTheDocument()
  expect(row(/Parata/).queryByRole('img', { name: /^(severe|lenient)$/ })).toBeNull()
  expect(row(/Haddad/).getAllByText('not yet known')).not.toHaveLength(0)
})

test('nothing drawn carries an inline style, which the content policy would refuse', () => {
  const { container } = show(
    <>
      <ScoreRuler score={3.1} lower={2.7} upper={3.5} bar={2.8} />
      <StepsTable steps={steps} bar={2.8} />
      <LevelUse rows={[{ id: 1, name: 'Wen Zhao', given: [0, 0, 0, 0] }]} />
      <VarianceBars parts={[{ id: 'c', label: 'Candidate', variance: 0, share: 0 }]} />
      <VoteTable
        caption="Votes"
        rows={[{ id: 1, name: 'Wen Zhao', spoken: 'Wen Zhao', first: 'no_hire', second: 'hire' }]}
      />
    </>,
  )
  expect(container.querySelector('[style]')).toBeNull()
  expect(container.innerHTML).not.toContain('NaN')
  expect(screen.getByRole('img', { name: 'Wen Zhao: from no hire to hire' })).toBeInTheDocument()
})
