import { expect, test } from 'vitest'
import { parseKit } from '~/domain/kit/parse-kit'
import type { Kit, Prompt } from '~/domain/kit/schema'
import { kitFolder } from '../../../test/setup/kit-folder'
import { describePrompt } from './describe-prompt.server'

function sample(change: Partial<Prompt> = {}): { kit: Kit; prompt: Prompt } {
  const parsed = parseKit('data-engineer', kitFolder(), () => '')
  if (!parsed.ok) throw new Error('the sample folder is broken')
  return { kit: parsed.kit, prompt: { ...parsed.kit.prompts[0]!, ...change } }
}

const four = (words: string) => ({ 1: `${words} 1`, 2: `${words} 2`, 3: `${words} 3`, 4: `${words} 4` })

test('what is told when asked comes without the number that the check sheet takes from it', () => {
  const { kit, prompt } = sample()
  expect(describePrompt(kit, prompt, 'mid').facts).toEqual([
    { id: 'growth', subject: "next year's load", answer: 'It will be half as much again.' },
  ])
})

test('an exhibit brings its charts, with days for times', () => {
  const { kit, prompt } = sample()
  expect(describePrompt(kit, prompt, 'mid').handedOut[0]?.charts).toEqual([
    {
      title: 'Rows',
      kind: 'line',
      axis: null,
      places: ['1\u00a0Jun', '2\u00a0Jun'],
      series: [{ name: 'rate', values: [10, 10] }],
    },
  ])
})

test('levels are those of the seniority, or of all, in the order of what the prompt rates', () => {
  const { kit, prompt } = sample({ levels: { watching: four('all'), sizing: { senior: four('senior') } } })
  const sounds = (at: 'mid' | 'senior') =>
    describePrompt(kit, prompt, at).soundsLike.map(({ id, levels }) => [id, levels[2]?.text])
  expect(sounds('senior')).toEqual([
    ['sizing', 'senior 3'],
    ['watching', 'all 3'],
  ])
  expect(sounds('mid')).toEqual([['watching', 'all 3']])
})

test('files keep apart what is handed out and what is for the interviewer', () => {
  const { kit, prompt } = sample({
    files: [
      { path: 'task.md', for: 'candidate', text: 'Do it.' },
      { path: 'notes.md', for: 'interviewer', text: 'It can be done.' },
    ],
  })
  expect(describePrompt(kit, prompt, 'mid').files.map(({ forCandidate }) => forCandidate)).toEqual([true, false])
})

test('the second scale of older prompts is shown only where no stage says what to listen for', () => {
  const stage = {
    name: 'Bound it',
    ask: 'What is given?',
    weak: 'a'.repeat(20),
    sound: 'b'.repeat(20),
    excellent: 'c'.repeat(20),
  }
  const shown = (stages: Prompt['stages']) => {
    const { kit, prompt } = sample({ stages })
    return describePrompt(kit, prompt, 'mid').stages.map(({ listenFor, weak }) => [listenFor, weak?.length ?? null])
  }
  expect(shown([stage])).toEqual([[[], 20]])
  expect(shown([stage, { ...stage, listen_for: ['A figure that is given.'] }])).toEqual([
    [[], null],
    [['A figure that is given.'], null],
  ])
})
