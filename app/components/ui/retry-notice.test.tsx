import { act, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RetryNotice } from './retry-notice'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const retry = { sentence: 'There were too many failed attempts. Try again in 65 seconds.', seconds: 65 }

test('the sentence alone is there without a script', () => {
  const html = renderToString(<RetryNotice retry={retry} />)
  expect(html).toContain('Try again in 65 seconds.')
  expect(html).not.toContain('timer')
})

test('the time left counts down, and its end is said', () => {
  render(<RetryNotice retry={retry} />)
  expect(screen.getByRole('alert').textContent).toContain('Try again in 65 seconds.')
  expect(screen.getByRole('timer').textContent).toBe('1:05 left')
  act(() => void vi.advanceTimersByTime(5000))
  expect(screen.getByRole('timer').textContent).toBe('1:00 left')
  expect(screen.getByRole('status').textContent).toBe('')
  act(() => void vi.advanceTimersByTime(60_000))
  expect(screen.queryByRole('timer')).toBeNull()
  expect(screen.getByRole('status').textContent).toBe('You can try again now.')
})

test('nothing is shown while nothing has to wait', () => {
  const { container } = render(<RetryNotice retry={null} />)
  expect(container.textContent).toBe('')
})
