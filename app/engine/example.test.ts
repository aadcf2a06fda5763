import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { calibrate, type Rating } from './example'
import { simulateRatings, TYPICAL_SD } from './index'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')

test('the example of the README is the one that runs here', () => {
  expect(read('./README.md')).toContain(`\`\`\`ts\n${read('./example.ts')}\`\`\``)
})

test('the example gives scores, severities and the formula of the model', async () => {
  const ratings: Rating[] = []
  const design = { candidates: 40, interviewers: 8, interviews: 4, criteria: 3, missing: 0, seed: 1, rounded: true }
  simulateRatings({ ...design, sd: TYPICAL_SD }, (candidate, interviewer, criterion, level) =>
    ratings.push({ candidate: `C${candidate}`, interviewer: `I${interviewer}`, criterion: `K${criterion}`, level }),
  )
  const { formula, candidates, interviewers, varianceComponents } = await calibrate(ratings)
  expect(formula).toMatch(/^level ~ criterion \+ \(1 \| candidate\)/)
  expect(candidates).toHaveLength(40)
  expect(interviewers).toHaveLength(8)
  expect(varianceComponents.candidate!.variance).toBeGreaterThan(0)
  for (const { score, lower, upper } of candidates!) {
    expect(lower).toBeLessThan(score)
    expect(upper).toBeGreaterThan(score)
  }
})
