import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { InterviewView } from '~/domain/kit/views'
import { gateSentence } from './gates'
import { GuideChapter } from './interview-guide'

const interview = (part: Partial<InterviewView> = {}): InterviewView => ({
  id: 'design',
  name: 'Design from figures',
  minutes: 45,
  purpose: 'See how a choice follows from the figures.',
  focus: [{ id: 'sizing', name: 'Capacity planning' }],
  flags: [],
  leaveAlone: [],
  agenda: [
    { from: 0, to: 5, text: 'opening', questions: [] },
    { from: 5, to: 45, text: 'questions 1 and 2', questions: [1, 2] },
  ],
  neverAsk: [],
  gates: [],
  opening: 'Thank you for coming.',
  help: null,
  questions: [
    { ask: 'What runs out first?', followUps: [], minutes: 2.5, wait: null },
    { ask: 'How far do you trust these figures?', followUps: ['Why?'], minutes: 6, wait: 1.5 },
  ],
  soundsLike: { text: 'The levels of the prompt.', criteria: [] },
  closing: 'Say what happens next.',
  promptKind: null,
  pages: { firstTime: false, forCandidate: false },
  ...part,
})

test('what must not be asked stands in bold before everything else, and a gate is one line with the levels it closes', () => {
  const gate = {
    from: 12,
    until: 21,
    question: 2,
    criterion: 'Capacity planning',
    criterionId: 'sizing',
    level: 3 as const,
    say: 'Name no resource.',
    atEnd: false,
  }
  const { container } = render(
    <GuideChapter interview={interview({ neverAsk: ['Do not name a resource.'], gates: [gate] })} />,
  )
  const never = screen.getByRole('region', { name: 'What not to ask' })
  expect(container.firstElementChild).toBe(never)
  expect(within(never).getByText('Do not name a resource.').tagName).toBe('STRONG')
  const [line] = within(screen.getByRole('region', { name: 'Questions to hold back' })).getAllByRole('listitem')
  expect(line).toHaveTextContent(
    '12–21Before minute 21: Name no resource. Asking question 2 closes levels 3 and 4 of Capacity planning, unless shown before.',
  )
})

test.each([
  [2, 'levels 2 to 4'],
  [3, 'levels 3 and 4'],
  [4, 'level 4'],
] as const)('a gate at level %i closes %s', (level, words) => {
  const gate = {
    from: 1,
    until: 2,
    question: 1,
    criterion: 'Sizing',
    criterionId: 'sizing',
    level,
    say: '',
    atEnd: false,
  }
  expect(gateSentence(gate)).toBe(`Asking question 1 closes ${words} of Sizing, unless shown before.`)
  expect(gateSentence({ ...gate, atEnd: true })).toMatch(/^The end of question 1 closes/)
})

test('questions have their minutes, and a wait is told before the question', () => {
  render(<GuideChapter interview={interview()} />)
  const item = (question: string) => screen.getByText(question, { exact: false }).closest('li')
  expect(item('What runs out first?')).toHaveTextContent('5–45, 2½ min')
  expect(item('How far do you trust')).toHaveTextContent(
    'Wait 1½ minutes, then ask: How far do you trust these figures?',
  )
})

test('a guide of an older kit has neither', () => {
  render(
    <GuideChapter interview={interview({ questions: [{ ask: 'Why?', followUps: [], minutes: null, wait: null }] })} />,
  )
  expect(screen.queryByRole('region', { name: 'What not to ask' })).toBeNull()
  expect(screen.queryByRole('region', { name: 'Questions to hold back' })).toBeNull()
  expect(screen.getByText('Why?')).toHaveTextContent(/^5–45Why\?$/)
})
