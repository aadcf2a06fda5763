import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  anchorsFromSteps,
  examplesFromSteps,
  expandCriterion,
  ladderMistakes,
  levelClosedBy,
  whereWritten,
} from './expand-steps'
import { criterion, type CriterionSource } from './schema'

const steps = {
  none: '**No limit is given**, even when everybody is asked why it is this size.',
  challenged: '**A limit changes the size after the challenge.** Before it, no limit was given.',
  asked: '**Gives the limit when asked.** A figure that was read from the prompt will do.',
  other: '**Turns another size down by the limit**, which may be larger or smaller than this.',
  trigger: '**Names the figure at which the size stops being enough**, and what is measured.',
  moved: '**Says what moving the limit would save**, and the role that would have to agree.',
}
const at = {
  mid: ['challenged', 'asked', 'other'],
  senior: ['asked', 'other', 'trigger'],
  staff: ['other', 'trigger', 'moved'],
} as const satisfies Record<string, [string, string, string]>

test('levels begin at the steps that level_at names, and level 1 holds at most the step below level 2', () => {
  expect(anchorsFromSteps(steps, at.senior)).toEqual({
    1: `At most: ${steps.challenged}`,
    2: steps.asked,
    3: steps.other,
    4: steps.trigger,
  })
  expect(anchorsFromSteps(steps, at.mid)).toEqual({
    1: steps.none,
    2: steps.challenged,
    3: steps.asked,
    4: steps.other,
  })
})

test('a level that spans two steps marks the one that earns it, and says that the other leads no higher', () => {
  expect(anchorsFromSteps(steps, ['challenged', 'other', 'moved'])).toMatchObject({
    2: `${steps.challenged} Still level 2: Gives the limit when asked. A figure that was read from the prompt will do.`,
    3: `${steps.other} Still level 3: Names the figure at which the size stops being enough, and what is measured.`,
  })
})

test('a finding about an anchor is told at the step that its level shows', () => {
  const source = written({ steps, level_at: at })
  expect(whereWritten(source, ['anchors', 'staff', 2])).toEqual(['steps', 'other'])
  expect(whereWritten(source, ['anchors', 'staff', 1])).toEqual(['steps', 'asked'])
  expect(whereWritten(written({ steps, level_at: at.mid }), ['anchors', 4])).toEqual(['steps', 'other'])
  expect(whereWritten(source, ['source'])).toEqual(['source'])
})

test('an example stands for the step at which its level begins', () => {
  const examples = { none: 'n', challenged: 'c', asked: 'a', other: 'o', trigger: 't', moved: 'm' }
  expect(examplesFromSteps(examples, steps, at.staff)).toEqual({ 1: 'a', 2: 'o', 3: 't', 4: 'm' })
})

test('a gate closes the lowest level that needs its step, and none where the step is beyond level 4', () => {
  expect(levelClosedBy('other', steps, at.mid)).toBe(4)
  expect(levelClosedBy('other', steps, at.senior)).toBe(3)
  expect(levelClosedBy('other', steps, at.staff)).toBe(2)
  expect(levelClosedBy('trigger', steps, at.mid)).toBeNull()
})

test('every level has a text of its own whatever the ladder, and the texts keep the order of the steps', () => {
  const ladder = fc.integer({ min: 4, max: 9 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      starts: fc.uniqueArray(fc.integer({ min: 1, max: count - 1 }), { minLength: 3, maxLength: 3 }),
    }),
  )
  fc.assert(
    fc.property(ladder, ({ count, starts }) => {
      const ids = Array.from({ length: count }, (_, index) => `step-${String.fromCharCode(97 + index)}`)
      const made = Object.fromEntries(ids.map((id) => [id, `<${id}>`]))
      const [two, three, four] = [...starts].sort((a, b) => a - b).map((index) => ids[index] ?? '') as [
        string,
        string,
        string,
      ]
      const anchors = anchorsFromSteps(made, [two, three, four])
      const order = [1, 2, 3, 4].flatMap((level) => anchors[level as 1 | 2 | 3 | 4].match(/step-[a-z]/g) ?? [])
      expect(order).toEqual([...order].sort())
      expect(new Set(order).size).toBe(order.length)
      expect(anchors[2].startsWith(`<${two}>`)).toBe(true)
      expect(anchors[3].startsWith(`<${three}>`)).toBe(true)
      expect(anchors[4]).toBe(`<${four}>`)
    }),
  )
})

const written = (part: object) =>
  criterion.parse({
    id: 'right-sizing',
    name: 'Right-sized solutions',
    category: 'judgement',
    must_have: true,
    weight: { 'research-heavy': 2, balanced: 3, 'production-heavy': 3 },
    means: 'Makes a solution as large as a limit demands.',
    why: 'Each part that nobody needed is a part that somebody is woken up for.',
    ...part,
  })
const messages = (source: CriterionSource) =>
  ladderMistakes(source).map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)

test('a ladder by seniority becomes anchors by seniority, a single one becomes one set of anchors', () => {
  const bySeniority = expandCriterion(written({ steps, level_at: at }))
  expect(bySeniority.anchors).toHaveProperty('staff.4', steps.moved)
  expect(bySeniority).not.toHaveProperty('steps')
  expect(expandCriterion(written({ steps, level_at: at.mid })).anchors).toEqual(anchorsFromSteps(steps, at.mid))
})

test('a ladder that cannot be climbed is told with its place', () => {
  expect(messages(written({}))).toEqual([
    ': "anchors" is missing here; expected "anchors", or "steps" with "level_at".',
  ])
  expect(messages(written({ steps }))).toEqual([
    'steps: Expected "level_at" beside "steps": the steps at which levels 2, 3 and 4 begin.',
  ])
  expect(messages(written({ steps, level_at: ['asked', 'ask', 'other'] }))).toEqual([
    'level_at.1: There is no step "ask".',
  ])
  expect(messages(written({ steps, level_at: { ...at, mid: ['other', 'asked', 'trigger'] } }))).toEqual([
    'level_at.mid.1: Level 3 has to begin at a later step than level 2.',
  ])
  expect(messages(written({ steps, level_at: ['none', 'asked', 'other'] }))).toEqual([
    'level_at.0: Level 2 has to begin at a later step than level 1.',
  ])
  expect(
    messages(
      written({
        steps: { ...steps, asked: 'Gives the limit, but no words of this sentence have been marked for a reader.' },
        level_at: at,
      }),
    ),
  ).toEqual(['steps.asked: Expected the words that tell this step from the next to be marked **like this**.'])
})
