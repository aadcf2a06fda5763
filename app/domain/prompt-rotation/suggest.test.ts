import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suggestPrompts, type PromptsKnown, type PromptUse } from './suggest'

const known = (given: Partial<PromptsKnown> = {}): PromptsKnown => ({
  prompts: ['a', 'b', 'c', 'd'],
  pick: 1,
  retired: new Set(),
  seen: new Set(),
  elsewhere: new Set(),
  use: new Map(),
  applicationId: 0,
  ...given,
})
const used = (candidates: number, last: string | null = null): PromptUse => ({
  candidates,
  lastUse: last === null ? null : new Date(last),
})

test('unused prompts take turns from one application to the next', () => {
  const first = (applicationId: number) => suggestPrompts(known({ applicationId }))[0]
  expect([0, 1, 2, 3, 4].map(first)).toEqual(['a', 'b', 'c', 'd', 'a'])
})

test('the least exposed comes first; of two alike, the one that was used longest ago, and one never used before both', () => {
  const use = new Map([
    ['a', used(2, '2026-11-02')],
    ['b', used(2, '2026-11-01')],
    ['c', used(3, '2026-01-01')],
    ['d', used(2)],
  ])
  expect(suggestPrompts(known({ use, pick: 4 }))).toEqual(['d', 'b', 'a', 'c'])
})

test('a retired prompt, one that the candidate has seen and one of a colleague in the loop are not suggested, even if none is left', () => {
  const out = { retired: new Set(['a']), seen: new Set(['b']), elsewhere: new Set(['c']) }
  expect(suggestPrompts(known({ ...out, pick: 2 }))).toEqual(['d'])
  expect(suggestPrompts(known({ ...out, prompts: ['a', 'b', 'c'] }))).toEqual([])
})

describe('for any kit and history', () => {
  const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  const cases = ids.chain((prompts) =>
    fc.record({
      prompts: fc.constant(prompts),
      pick: fc.integer({ min: 0, max: 4 }),
      retired: fc.subarray(prompts).map((some) => new Set(some)),
      seen: fc.subarray(prompts).map((some) => new Set(some)),
      elsewhere: fc.subarray(prompts).map((some) => new Set(some)),
      use: fc
        .array(fc.record({ candidates: fc.nat(5), lastUse: fc.option(fc.date({ noInvalidDate: true })) }), {
          minLength: prompts.length,
          maxLength: prompts.length,
        })
        .map((uses) => new Map(prompts.map((id, at) => [id, uses[at]!]))),
      applicationId: fc.nat(1000),
    }),
  )

  test('no suggestion is excluded, none is twice there, and no prompt left out has been seen by fewer', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const suggested = suggestPrompts(one)
        const free = one.prompts.filter((id) => !one.retired.has(id) && !one.seen.has(id) && !one.elsewhere.has(id))
        expect(suggested).toHaveLength(Math.min(one.pick, free.length))
        expect(new Set(suggested).size).toBe(suggested.length)
        for (const id of suggested) expect(free).toContain(id)
        const most = Math.max(0, ...suggested.map((id) => one.use.get(id)!.candidates))
        for (const id of free)
          if (one.pick > 0 && !suggested.includes(id)) expect(one.use.get(id)!.candidates).toBeGreaterThanOrEqual(most)
      }),
    )
  })
})
