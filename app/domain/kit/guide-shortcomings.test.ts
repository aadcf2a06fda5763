import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { parse } from '../../../test/setup/kit-problems'
import { guideShortcomings, topicsOf } from './guide-shortcomings'
import type { Prompt } from './schema'

function kit() {
  const parsed = parse(kitFolder())
  if (!parsed.ok) throw new Error('the sample folder is broken')
  return parsed.kit
}

const onTopics = (topics: (string | undefined)[]): Prompt[] => {
  const [prompt] = kit().prompts
  return topics.map((topic, index) => ({ ...prompt!, id: `prompt-${index}`, ...(topic ? { topic } : {}) }))
}

test('topics are counted, and one that more than a quarter of the prompts share is told', () => {
  const told = (topics: (string | undefined)[]) =>
    guideShortcomings({ ...kit(), prompts: onTopics(topics) }).filter((part) => part.startsWith('topics'))
  expect(topicsOf({ prompts: onTopics(['music', 'payments', undefined, 'payments']) })).toEqual([
    ['payments', 2],
    ['music', 1],
  ])
  const others = ['music', 'maps', 'mail', 'health', 'travel', 'video']
  expect(told(['payments', 'payments', ...others])).toEqual([])
  expect(told(['payments', 'payments', 'payments', ...others])).toEqual([
    'topics beside payments: 3 of 9 prompts share it, more than a quarter',
  ])
})

test('an interview without gates or pages is told; gates that were said to be none are not', () => {
  const small = kit()
  const [design] = small.interviews
  const told = (part: object) =>
    guideShortcomings({ ...small, interviews: [{ ...design!, ...part }] }).filter((line) => line.includes(' of design'))
  expect(told({})).toEqual([
    'gates of design: not written (write "gates: []" if none is needed)',
    'the page for candidates of design: not written',
    'the page for the first time of design: not written',
  ])
  const sent = { what_happens: 'You design.', looked_for: [], prepare: 'Nothing.', good_to_know: 'Ask.' }
  expect(
    told({ gates: [], for_candidate: sent, first_time: { before: [], watch_for: [], example: '', levels: {} } }),
  ).toEqual([])
})

test('a prompt with figures and no check sheet is told if a level of what it rates depends on a sum', () => {
  const small = kit()
  const [sizing, ...others] = small.criteria
  const [prompt] = small.prompts
  const told = (deciding: string, part: Partial<Prompt>) => {
    const words = { 1: '**none**', 2: `**${deciding}**`, 3: '**more**', 4: '**most**' }
    return guideShortcomings({
      ...small,
      criteria: [{ ...sizing!, anchors: words }, ...others],
      prompts: [{ ...prompt!, ...part }],
    }).filter((line) => line.includes('check sheet'))
  }
  const without = { check_sheet: undefined } as unknown as Partial<Prompt>
  expect(told('Gets by a sum to a size', without)).toEqual([
    'the check sheet of size-it, since levels of sizing depend on sums: not written',
  ])
  expect(told('Gets by a sum to a size', {})).toEqual([])
  expect(told('Names a size', without)).toEqual([])
  expect(told('Gets by a sum to a size', { ...without, rates: ['watching'] })).toEqual([])
})
