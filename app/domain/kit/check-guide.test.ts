import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { promptFit, questionsNamed } from './check-guide'
import { parseKit } from './parse-kit'

test.each([
  ['question 4', [4]],
  ['the small case, questions 3 to 6', [3, 4, 5, 6]],
  ['questions 1 and 2', [1, 2]],
  ['Question 2, then questions 4 and 5', [2, 4, 5]],
  ['questions 1, 2 and 4 to 6', [1, 2, 4, 5, 6]],
  ['the open question, asked at minute 4', []],
])('%s', (text, numbers) => {
  expect(questionsNamed(text)).toEqual(numbers)
})

test('stages that take longer than the interview are told, and those that fill it are not', () => {
  const parsed = parseKit('data-engineer', kitFolder(), () => '')
  if (!parsed.ok) throw new Error('the sample folder is broken')
  const [prompt] = parsed.kit.prompts
  const planned = (stage_minutes: number[]) => promptFit(parsed.kit, { ...prompt!, stage_minutes })
  expect(planned([20, 25])).toEqual([])
  expect(planned([20, 26])).toEqual([
    { path: ['stage_minutes'], message: 'The stages take 46 minutes, the interview has 45.' },
  ])
  expect(promptFit({ interviews: [] }, prompt!)).toEqual([])
})

test('a range that no interview has is not counted through', () => {
  expect(questionsNamed('questions 1 to 3 and 5')).toEqual([1, 2, 3, 5])
  expect(questionsNamed('questions 1 to 4000000000')).toHaveLength(1_000)
})

test('of what a text names, no more than an interview can have is counted through', () => {
  const text = `questions ${Array.from({ length: 50 }, () => '1 to 1000').join(', ')}`
  expect(questionsNamed(text)).toHaveLength(1_000)
  expect(questionsNamed(`${text}; questions 3 and 4`)).toHaveLength(1_000)
})
