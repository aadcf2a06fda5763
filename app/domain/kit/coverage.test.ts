import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { coverage, fixedLines, thinParts } from './coverage'
import { parseKit } from './parse-kit'

function kit() {
  const parsed = parseKit('data-engineer', kitFolder(), () => '')
  if (!parsed.ok) throw new Error('the sample folder is broken')
  return parsed.kit
}

test('a line is answered by whatever names it as its source', () => {
  const lines = coverage(kit())
  expect(lines.map(({ answeredBy }) => answeredBy.length)).toEqual([1, 1, 6])
  expect(lines[2]).toMatchObject({
    line: '100/data-engineer/evaluation/1',
    words: 'design of a pipeline from given figures',
  })
  expect(lines[2]?.answeredBy).toContain('interview design')
})

test('three roles have twelve lines each, another role those it declares', () => {
  expect(fixedLines('ml-engineer')).toHaveLength(12)
  expect(new Set(['research-scientist', 'ml-engineer', 'ml-product-manager'].flatMap(fixedLines)).size).toBe(36)
  expect(fixedLines('data-engineer')).toEqual([])
})

test('too few prompts to rotate and too few cases to practise on are told', () => {
  const small = kit()
  expect(thinParts(small)).toEqual(['prompts of the kind system-design: 1 of 3', 'calibration cases of design: 1 of 2'])
  const [prompt] = small.prompts
  const [practice] = small.calibration_cases
  expect(
    thinParts({ ...small, prompts: [prompt!, prompt!, prompt!], calibration_cases: [practice!, practice!] }),
  ).toEqual([])
})
