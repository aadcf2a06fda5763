import { createRemixStub } from '@remix-run/testing'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImportView } from '~/domain/candidate/import'
import { ImportProgress } from './import-progress'

const done: ImportView = {
  id: 1,
  state: 'published',
  total: 1000,
  staged: 1000,
  imported: 998,
  merged: 0,
  skipped: 0,
  job: null,
  takenLines: [],
  failure: null,
  begun: '23 November 2026, 10:00',
  finished: '23 November 2026, 10:01',
  undone: null,
}

const textOf = (change: Partial<ImportView>) => {
  const Stub = createRemixStub([{ path: '/', Component: () => <ImportProgress one={{ ...done, ...change }} /> }])
  return render(<Stub />).container
}

test('lines that were left out are listed with the reason', () => {
  expect(textOf({ takenLines: [31, 977] })).toHaveTextContent(
    'Lines 31 and 977 were left out: candidates with these e-mail addresses were added after the preview, or the existing ones are no longer there.',
  )
  expect(textOf({ takenLines: [31] })).toHaveTextContent(
    'Line 31 was left out: a candidate with this e-mail address was added after the preview, or the existing one is no longer there.',
  )
  expect(textOf({})).not.toHaveTextContent('left out')
})

test('an import that failed because of such lines says how to find them', () => {
  expect(textOf({ state: 'failed', failure: 'ADDRESSES_TAKEN' })).toHaveTextContent(
    'Import the file again to see which lines are affected.',
  )
})
