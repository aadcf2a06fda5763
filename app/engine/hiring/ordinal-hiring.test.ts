import { expect, test } from 'vitest'
import { readRecords, referencePath } from '../../../test/golden/references'
import { solveOrdinal } from '../ordinal/fit-job'
import { fitHiring } from './fit-hiring'
import { prepareHiring } from './prepare-hiring'
import { ordinalHiring, ordinalScores } from './ordinal-hiring'
import type { HiringFitInput, HiringRating } from './types'

const number = (name: string) => Number(name.slice(1))
const ratings = readRecords(referencePath('hiring_small.csv')!).map((r, i): HiringRating => ({
  applicationId: number(r.candidate!),
  interviewerId: number(r.interviewer!),
  scorecardId: number(r.candidate!) * 100 + number(r.interviewer!),
  criterion: `k/${r.criterion}`,
  level: Number(r.score),
  role: 'k',
  seniority: number(r.candidate!) % 2 ? 'mid' : 'senior',
  stage: i % 3 ? 'onsite' : 'screen',
}))

const both = (input: HiringFitInput) => {
  const prepared = prepareHiring(input)
  if (!prepared.ok) throw new Error(prepared.error.message)
  const gaussian = fitHiring(input)
  if (!gaussian.ok) throw new Error(gaussian.error.message)
  return {
    gaussian: gaussian.value,
    ordinal: ordinalScores(prepared.value, solveOrdinal(ordinalHiring(prepared.value))),
  }
}

test('ordinal and Gaussian fits of one dataset nearly agree, application by application', () => {
  const { gaussian, ordinal } = both({ ratings: ratings.filter((r) => r.applicationId <= 20) })
  expect(ordinal.map((o) => o.applicationId)).toEqual(gaussian.applications.map((a) => a.applicationId))
  ordinal.forEach(({ score, sd }, i) => {
    expect(Math.abs(score - gaussian.applications[i]!.score)).toBeLessThan(0.15)
    expect(Math.abs(sd - gaussian.applications[i]!.sd)).toBeLessThan(0.1)
  })
})

test('weights move it as they move the gaussian score; a criterion nobody rated widens it', () => {
  const some = ratings.filter((r) => r.applicationId <= 12)
  const own = some.filter((r) => r.applicationId === 1)
  const mean = (criterion: string) => {
    const levels = own.filter((r) => r.criterion === criterion).map((r) => r.level)
    return levels.reduce((s, l) => s + l, 0) / levels.length
  }
  const names = [...new Set(own.map((r) => r.criterion))].sort((a, b) => mean(a) - mean(b))
  const weighted = (weights: Record<string, number>) =>
    both({ ratings: some, weightsByApplication: { 1: weights } }).ordinal.find((o) => o.applicationId === 1)!
  const low = weighted({ [names[0]!]: 1 })
  const high = weighted({ [names.at(-1)!]: 1 })
  expect(high.score).toBeGreaterThan(low.score)
  expect(weighted({ [names[0]!]: 1, 'k/unheard': 1 }).sd).toBeGreaterThan(
    weighted({ [names[0]!]: 1, [names[1]!]: 1 }).sd,
  )
})

test('one interview is enough, and no figure is anything but a number', () => {
  const { ordinal } = both({ ratings: ratings.filter((r) => r.scorecardId === 118) })
  expect(ordinal).toHaveLength(1)
  expect(ordinal[0]!.score).toBeGreaterThan(1)
  expect(ordinal[0]!.score).toBeLessThan(4)
  expect(ordinal[0]!.sd).toBeGreaterThan(0.1)
})
