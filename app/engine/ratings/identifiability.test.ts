import { describe, expect, test } from 'vitest'
import { confounding } from '../diagnostics/confounding'
import { Rng } from '../probability/rng'
import { factorOf, type Table } from '../model/table'
import { fitRatings } from './fit-ratings'

const CANDIDATES = 60
const INTERVIEWERS = 12
const CRITERIA = 3
const SD = { candidate: 0.5, interviewer: 0.3, halo: 0.4, noise: 0.45 }

/** One interview for each candidate, and the score of each as an average interviewer would give it. */
function oneInterviewEach(seed: number): { table: Table; truth: number[] } {
  const rng = new Rng(seed, 5)
  const leniency = Array.from({ length: INTERVIEWERS }, () => SD.interviewer * rng.normal())
  const truth = Array.from({ length: CANDIDATES }, () => 2.6 + SD.candidate * rng.normal())
  const halo = truth.map(() => SD.halo * rng.normal())
  const rows = truth.flatMap((own, c) =>
    Array.from({ length: CRITERIA }, (_, k) => {
      const j = c % INTERVIEWERS
      return { c: `c${c}`, j: `j${j}`, k: `k${k}`, y: own + halo[c]! + leniency[j]! + SD.noise * rng.normal() }
    }),
  )
  const table: Table = {
    rows: rows.length,
    factors: new Map([
      ['candidate', factorOf(rows.map((r) => r.c))],
      ['interviewer', factorOf(rows.map((r) => r.j))],
      ['criterion', factorOf(rows.map((r) => r.k))],
    ]),
    numbers: new Map([['score', Float64Array.from(rows, (r) => r.y)]]),
  }
  return { table, truth }
}

async function fit(table: Table) {
  const fitted = await fitRatings(table, {
    score: 'score',
    roles: { candidate: 'candidate', interviewer: 'interviewer', criterion: 'criterion' },
    formula: null,
    estimator: 'reml',
    prior: 'none',
    scale: [1, 4],
    weights: null,
    bar: null,
    costs: { fp: 1, fn: 1 },
    seed: 1,
    allEffects: false,
    family: 'gaussian',
    link: 'logit',
    path: 'auto',
    threads: 1,
    rasch: false,
    sensitivity: false,
  })
  if (!fitted.ok) throw new Error(fitted.error.message)
  return fitted.value.answer
}

test('with one interview a candidate the 90 % intervals cover, although nothing tells halo from the candidate', async () => {
  let held = 0
  let heldByTheirVariance = 0
  const seeds = 10
  for (let seed = 1; seed <= seeds; seed++) {
    const { table, truth } = oneInterviewEach(seed)
    const { candidates, effects } = await fit(table)
    candidates!.forEach(({ candidate, score, lower, upper }, i) => {
      const own = truth[Number(candidate.slice(1))]!
      if (lower <= own && own <= upper) held++
      if (Math.abs(own - score) <= 1.6449 * effects.candidate![i]!.sd!) heldByTheirVariance++
    })
  }
  const cover = held / (seeds * CANDIDATES)
  expect(cover).toBeGreaterThan(0.87)
  expect(cover).toBeLessThan(0.97)
  // What the model says of its own effects would not do.
  expect(heldByTheirVariance / (seeds * CANDIDATES)).toBeLessThan(0.8)
})

describe('what a design cannot tell', () => {
  const codes = (...values: number[]) => Int32Array.from(values)
  test.each<[string, Parameters<typeof confounding>, [halo: boolean, severity: boolean, one: boolean]]>([
    ['a crossed panel', [codes(0, 0, 1, 1), codes(0, 1, 0, 1), null], [false, false, false]],
    ['one interview each', [codes(0, 0, 1, 1, 2), codes(0, 0, 1, 1, 0), null], [true, false, false]],
    ['an interviewer of their own each', [codes(0, 0, 1, 1), codes(0, 0, 1, 1), null], [true, true, false]],
    ['the same with two scorecards', [codes(0, 0, 1, 1), codes(0, 0, 1, 1), codes(0, 1, 2, 3)], [false, true, false]],
    ['one interviewer', [codes(0, 0, 1, 1), codes(0, 0, 0, 0), codes(0, 1, 2, 3)], [false, false, true]],
    ['one scorecard each, by several', [codes(0, 0, 1, 1), codes(0, 1, 0, 1), codes(0, 0, 1, 1)], [true, false, false]],
    ['a second interview for one', [codes(0, 0, 1, 2), codes(0, 1, 0, 1), null], [false, false, false]],
    ['blank cells', [codes(0, -1, 1), codes(0, 0, 1), null], [false, false, false]],
  ])('%s', (_, design, [haloInCandidate, severityInCandidate, oneInterviewer]) => {
    expect(confounding(...design)).toEqual({ haloInCandidate, severityInCandidate, oneInterviewer })
  })
})
