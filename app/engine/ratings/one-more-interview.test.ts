import { describe, expect, test } from 'vitest'
import { readRecords, readReference, readTable, referencePath } from '../../../test/golden/references'
import { decisionThreshold, probabilityBetter } from '../decision/expected-loss'
import { solveMixed, type CombinationQuery } from '../mixed/fit-job'
import { fittedByExactPath, prepareRatings, jobWithCandidateQueries } from './prepare-ratings'
import { finishRatings } from './finish-ratings'
import type { RatingsRequest } from './types'
import { jointPosterior } from './candidate-results'
import { interviewBySomeoneKnown, interviewBySomeoneNew } from './one-more-interview'
import { meaningVariances, termOf } from './term-meanings'

const REQUEST: RatingsRequest = {
  score: 'score',
  roles: { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' },
  formula: null,
  estimator: 'reml',
  prior: 'none',
  scale: [1, 4],
  weights: null,
  bar: 3,
  costs: { fp: 1, fn: 1 },
  seed: 1,
  allEffects: false,
}

const prepare = (request: Partial<RatingsRequest>, table = readTable(referencePath('hiring_small.csv')!)) => {
  const prepared = prepareRatings(table, { ...REQUEST, ...request })
  if (!prepared.ok) throw new Error(prepared.error.message)
  return prepared.value
}

interface Constants {
  threshold_z: Record<string, number>
  examples: {
    weights: { candidate: string; weights: number[]; composite: number; sd: number; reliability: number }[]
    criterion_never_scored: { candidate: string; composite: number; sd: number; reliability: number }
    better_than: { a: string; b: string; difference: number; sd: number; p_a_better: number }
  }
}
const constants = readReference<Constants>('ref/decisions_constants.json')

describe.each(['hiring_small', 'hiring_sparse'])('decisions on %s', (name) => {
  const prepared = prepare({}, readTable(referencePath(`${name}.csv`)!))
  const reference = readRecords(referencePath(`ref/${name}_decisions.csv`)!)
  const people = prepared.table.factors.get('interviewer')!.levels
  const bTerm = termOf(prepared, 'interviewer')
  const psiTerm = termOf(prepared, 'interviewer:criterion')
  const everyone = Array.from({ length: prepared.composite!.count }, (_, i) => prepared.composite!.at(i))
  const psiParts = prepared.design.levels[psiTerm]!.parts
  // The reference's named interviewer: that person's leniency on each criterion beside the criteria's own scores.
  const groups = everyone.map((combinations, i) => {
    const j = people.indexOf(reference[i]!.named_interviewer!)
    const leniency = combinations.criteria.map(({ level }): CombinationQuery => {
      const effects = [{ term: bTerm, level: j, weight: 1 }]
      const l = psiParts[0]!.findIndex((who, at) => who === j && psiParts[1]![at] === level)
      if (l >= 0) effects.push({ term: psiTerm, level: l, weight: 1 })
      return { x: null, effects }
    })
    return { group: [...combinations.tau, ...leniency], seen: leniency.map((g) => g.effects.length > 1) }
  })
  const answer = solveMixed({
    ...prepared.job,
    groups: [...jobWithCandidateQueries(prepared).groups, ...groups.map((g) => g.group)],
  })
  const v = meaningVariances(prepared, answer.variances)
  const document = finishRatings(prepared, fittedByExactPath(answer))

  test('scores, intervals, reliability and probability above the bar', () => {
    expect(document.candidates).toHaveLength(reference.length)
    document.candidates!.forEach((c, i) => {
      const r = reference[i]
      expect(c.candidate).toBe(r!.candidate)
      expect(c.rawMean).toBeCloseTo(Number(r!.raw_mean), 6)
      expect(Math.abs(c.score - Number(r!.composite))).toBeLessThan(1e-5)
      expect(Math.abs(c.sd - Number(r!.composite_sd))).toBeLessThan(1e-5)
      expect(Math.abs(c.reliability! - Number(r!.reliability))).toBeLessThan(1e-5)
      expect(Math.abs(c.probabilityAboveBar! - Number(r!.p_above_bar))).toBeLessThan(1e-5)
    })
  })

  test('one more interview by someone new, both losses, both costs', () => {
    everyone.forEach((combinations, i) => {
      const joint = jointPosterior(combinations, answer.groups[i]!, v['candidate:criterion'])
      const posterior = { ...joint, sd: Math.sqrt(joint.variance) }
      const r = reference[i]
      const even = interviewBySomeoneNew(posterior, v, 3, { fp: 1, fn: 1 })
      const uneven = interviewBySomeoneNew(posterior, v, 3, { fp: 3, fn: 1 })
      expect(Math.abs(even.sdAfter - Number(r!.sd_after_one_more))).toBeLessThan(1e-5)
      expect(Math.abs(even.move - Number(r!.preposterior_sd))).toBeLessThan(1e-5)
      expect(Math.abs(even.linear - Number(r!.evsi_linear))).toBeLessThan(1e-8)
      expect(Math.abs(even.zeroOne - Number(r!.evsi_zero_one))).toBeLessThan(1e-8)
      expect(Math.abs(uneven.linear - Number(r!.evsi_linear_3_1))).toBeLessThan(1e-8)
      expect(Math.abs(uneven.zeroOne - Number(r!.evsi_zero_one_3_1))).toBeLessThan(1e-8)
    })
  })

  test('one more interview by a known interviewer', () => {
    const offset = everyone.length
    everyone.forEach((combinations, i) => {
      const joint = jointPosterior(combinations, answer.groups[i]!, v['candidate:criterion'])
      const posterior = { ...joint, sd: Math.sqrt(joint.variance) }
      const both = answer.groups[offset + i]!.covariance.slice()
      const k = combinations.criteria.length
      combinations.criteria.forEach((c, a) => {
        if (c.missing) both[a * 2 * k + a]! += v['candidate:criterion']
      })
      const unseen = groups[i]!.seen.map((seen) => (seen ? 0 : v['interviewer:criterion']))
      const r = reference[i]
      const even = interviewBySomeoneKnown(posterior, both, unseen, v, 3, { fp: 1, fn: 1 })
      const uneven = interviewBySomeoneKnown(posterior, both, unseen, v, 3, { fp: 3, fn: 1 })
      expect(Math.abs(even.sdAfter - Number(r!.named_sd_after))).toBeLessThan(1e-5)
      expect(Math.abs(even.linear - Number(r!.named_evsi_linear))).toBeLessThan(1e-8)
      expect(Math.abs(even.zeroOne - Number(r!.named_evsi_zero_one))).toBeLessThan(1e-8)
      expect(Math.abs(uneven.linear - Number(r!.named_evsi_linear_3_1))).toBeLessThan(1e-8)
      expect(Math.abs(uneven.zeroOne - Number(r!.named_evsi_zero_one_3_1))).toBeLessThan(1e-8)
    })
  })
})

describe('further decision cases', () => {
  test('thresholds of each loss and cost', () => {
    const even = { fp: 1, fn: 1 }
    const uneven = { fp: 3, fn: 1 }
    expect(decisionThreshold(even, 'zeroOne')).toBeCloseTo(constants.threshold_z.evsi_zero_one!, 12)
    expect(decisionThreshold(uneven, 'zeroOne')).toBeCloseTo(constants.threshold_z.evsi_zero_one_3_1!, 12)
    expect(decisionThreshold(even, 'linear')).toBeCloseTo(constants.threshold_z.evsi_linear!, 12)
    expect(decisionThreshold(uneven, 'linear')).toBeCloseTo(constants.threshold_z.evsi_linear_3_1!, 12)
  })

  test.each(constants.examples.weights)('weights $weights', (example) => {
    const weights = new Map(example.weights.map((w, k) => [`K${k + 1}`, w]))
    const prepared = prepare({ weights })
    const { candidates } = finishRatings(prepared, fittedByExactPath(solveMixed(jobWithCandidateQueries(prepared))))
    const c = candidates!.find((x) => x.candidate === example.candidate)!
    expect(Math.abs(c.score - example.composite)).toBeLessThan(1e-5)
    expect(Math.abs(c.sd - example.sd)).toBeLessThan(1e-5)
    expect(Math.abs(c.reliability! - example.reliability)).toBeLessThan(1e-5)
  })

  test('a criterion that a candidate was never scored on', () => {
    const table = readTable(referencePath('hiring_small.csv')!)
    const who = table.factors.get('candidate')!
    const what = table.factors.get('criterion')!
    const keep = Array.from({ length: table.rows }, (_, i) => i).filter(
      (i) => !(who.levels[who.codes[i]!] === 'C0002' && what.levels[what.codes[i]!] === 'K5'),
    )
    const part = {
      rows: keep.length,
      factors: new Map(
        [...table.factors].map(([n, f]) => [n, { ...f, codes: Int32Array.from(keep, (i) => f.codes[i]!) }]),
      ),
      numbers: new Map([...table.numbers].map(([n, x]) => [n, Float64Array.from(keep, (i) => x[i]!)])),
    }
    const prepared = prepare({}, part)
    const { candidates } = finishRatings(prepared, fittedByExactPath(solveMixed(jobWithCandidateQueries(prepared))))
    const reference = constants.examples.criterion_never_scored
    const c = candidates!.find((x) => x.candidate === reference.candidate)!
    expect(Math.abs(c.score - reference.composite)).toBeLessThan(1e-5)
    expect(Math.abs(c.sd - reference.sd)).toBeLessThan(1e-5)
    expect(Math.abs(c.reliability! - reference.reliability)).toBeLessThan(1e-5)
  })

  test('the probability that one candidate is better than another uses their covariance', () => {
    const prepared = prepare({})
    const reference = constants.examples.better_than
    const names = prepared.table.factors.get('candidate')!.levels
    const composite = (who: string): CombinationQuery => {
      const combinations = prepared.composite!.at(names.indexOf(who))
      const x = new Float64Array(prepared.design.problem.fixed.p)
      combinations.tau.forEach((t, k) =>
        t.x!.forEach((value, j) => (x[j]! += value * combinations.criteria[k]!.weight)),
      )
      const effects = combinations.tau.flatMap((t, k) =>
        t.effects.map((e) => ({ ...e, weight: e.weight * combinations.criteria[k]!.weight })),
      )
      return { x, effects }
    }
    const { groups } = solveMixed({ ...prepared.job, groups: [[composite(reference.a), composite(reference.b)]] })
    const [a, b] = groups[0]!.mean as unknown as [number, number]
    const [varianceA, covariance, , varianceB] = groups[0]!.covariance as unknown as [number, number, number, number]
    expect(a - b).toBeCloseTo(reference.difference, 5)
    expect(Math.sqrt(varianceA + varianceB - 2 * covariance)).toBeCloseTo(reference.sd, 5)
    const p = probabilityBetter({ mean: a, variance: varianceA }, { mean: b, variance: varianceB }, covariance)
    expect(p).toBeCloseTo(reference.p_a_better, 5)
  })
})
