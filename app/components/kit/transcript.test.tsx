import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Transcript } from './transcript'

test('each turn is a paragraph of its own and its speaker stands out', () => {
  render(
    <Transcript
      text={
        '[Minute 5] Interviewer (challenge): What then?\nCandidate: We wait: two hours.\n(The candidate is silent.)'
      }
    />,
  )
  expect(screen.getByText('Interviewer (challenge):').tagName).toBe('B')
  expect(screen.getByText('Candidate:').closest('p')).toHaveTextContent('Candidate: We wait: two hours.')
  expect(screen.getByText('(The candidate is silent.)').querySelector('b')).toBeNull()
  expect(document.querySelectorAll('p')).toHaveLength(3)
})

test('a transcript without speakers, as older versions of a kit have it, is shown as one paragraph', () => {
  render(<Transcript text={'Minute 5, what fell? "Clicks."'} />)
  expect(screen.getByText('Minute 5, what fell? "Clicks."').tagName).toBe('P')
})
