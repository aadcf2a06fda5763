import { expect, test } from 'vitest'
import { kitFolder } from '../../../test/setup/kit-folder'
import { coverage, fixedLines, ratersOf, kitShortcomings } from './coverage'
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

const three = <T>(one: T) => [one, one, one]

test('too few prompts to rotate and too few cases to practise on are told', () => {
  const small = kit()
  const told = kitShortcomings(small)
  expect(told).toContain('prompts of the kind system-design: 1 of 3')
  expect(told).toContain('calibration cases of design: 1 of 2')
  const grown = { ...small, prompts: three(small.prompts[0]!), calibration_cases: three(small.calibration_cases[0]!) }
  expect(kitShortcomings(grown).filter((part) => /^(prompts of|calibration cases)/.test(part))).toEqual([])
})

test('a perspective that no interview covers is reported', () => {
  const small = kit()
  const told = (interviews: typeof small.interviews) =>
    kitShortcomings({ ...small, interviews }).filter((part) => part.startsWith('interviews from'))
  expect(told(small.interviews)).toEqual([
    'interviews from the perspective of research: 0 of 1',
    'interviews from the perspective of product: 0 of 1',
  ])
  const [design] = small.interviews
  const views = (['research', 'engineering', 'product'] as const).map((perspective) => ({ ...design!, perspective }))
  expect(told(views)).toEqual([])
})

test('levels that a guide leaves to its prompts are told until each prompt has them for every seniority', () => {
  const small = kit()
  const [prompt] = small.prompts
  const [sizing, ...others] = small.criteria
  const four = { 1: 'one', 2: 'two', 3: 'three', 4: 'four' }
  const told = (levels: NonNullable<typeof prompt>['levels'], criteria = small.criteria) =>
    kitShortcomings({ ...small, criteria, prompts: [{ ...prompt!, levels }] }).filter((part) =>
      /what sizing sounds/.test(part),
    )
  expect(told(undefined)).toEqual(['what sizing sounds like in the prompt size-it: not written'])
  expect(told({ sizing: four })).toEqual([])
  const varied = [{ ...sizing!, anchors: { mid: four, senior: four, staff: four } }, ...others]
  expect(told({ sizing: { senior: four } }, varied)).toEqual([
    'what sizing sounds like in the prompt size-it: not written for mid and staff',
  ])
  expect(told({ sizing: { mid: four, senior: four, staff: four } }, varied)).toEqual([])
})

test('a criterion that one person alone rates is told, until a second interview or a second rater has it', () => {
  const small = kit()
  const [design] = small.interviews
  const told = (interviews: typeof small.interviews) =>
    kitShortcomings({ ...small, interviews }).filter((part) => part.startsWith('people who rate sizing'))
  expect(told(small.interviews)).toEqual(['people who rate sizing in a full loop: 1 of 2'])
  expect(told([{ ...design!, raters: 2 }])).toEqual([])
  expect(told([design!, { ...design!, id: 'again', focus: ['sizing'] }])).toEqual([])
  expect(ratersOf(small, 'no-such-criterion')).toBe(0)
})
