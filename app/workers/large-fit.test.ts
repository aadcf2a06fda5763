import { expect, test } from 'vitest'
import {
  buildDesign,
  factorOf,
  type IterativeJob,
  NotEstimable,
  parseFormula,
  simulateRatings,
  solveIterative,
  TYPICAL_SD,
} from '~/engine'
import { fitLarge } from './large-fit'

const FORMULA =
  'score ~ criterion + (1|candidate) + (1|interviewer) + (1|candidate:interviewer) + (1|candidate:criterion) + (1|interviewer:criterion)'

function problemOf(flat = false) {
  const columns = { candidate: [] as string[], interviewer: [] as string[], criterion: [] as string[] }
  const scores: number[] = []
  const size = { candidates: 300, interviewers: 40, interviews: 4, criteria: 3, missing: 0.1, seed: 4, rounded: true }
  simulateRatings({ ...size, sd: TYPICAL_SD }, (c, j, k, score) => {
    columns.candidate.push(`C${c}`)
    columns.interviewer.push(`I${j}`)
    columns.criterion.push(`K${k}`)
    scores.push(flat ? 3 : score)
  })
  const parsed = parseFormula(FORMULA)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const factors = new Map(Object.entries(columns).map(([name, cells]) => [name, factorOf(cells)]))
  const numbers = new Map([['score', Float64Array.from(scores)]])
  return buildDesign(parsed.value, { rows: scores.length, factors, numbers }, new Set()).problem
}

const job = (): IterativeJob => {
  const problem = problemOf()
  const blockCombinations = {
    count: 1,
    combinationOfRow: new Int32Array(problem.n),
    commonTerms: [[0, 1]] as const,
    termsByCombination: [[3, 1]] as const,
    fixedCoordinates: [new Float64Array(problem.fixed.p).fill(0.3)],
    coordinateSet: new Int32Array(300),
  }
  const combinations = { primary: 0, blockCombinations, weights: [1], checks: 2 }
  return { problem, seed: 1, estimator: 'reml', prior: undefined, effects: [0, 1, 4], combinations }
}

test('the same bytes whatever the number of threads', async () => {
  const alone = solveIterative(job(), undefined)
  for (const threads of [1, 2, 3]) {
    const steps: number[] = []
    const done = await fitLarge({ path: 'iterative', job: job(), threads }, { onStep: (step) => steps.push(step) })
    if (done.path !== 'iterative') throw new Error('another path')
    expect(done.answer).toEqual(alone)
    expect(steps.length).toBeGreaterThan(1)
  }
})

test('an aborted fit rejects with the reason once its thread has ended', async () => {
  const stop = new AbortController()
  const onStep = () => stop.abort(new Error('no longer wanted'))
  const fit = fitLarge({ path: 'iterative', job: job(), threads: 2 }, { signal: stop.signal, onStep })
  await expect(fit).rejects.toThrow('no longer wanted')
})

test('ratings that cannot carry the model are refused in words', async () => {
  const flat = { problem: problemOf(true), estimator: 'reml' as const, groups: [] }
  await expect(fitLarge({ path: 'exact', job: flat }, {})).rejects.toThrow(NotEstimable)
})
