import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTable, referencePath } from '../../../test/golden/references'
import type { MixedProblem } from '../model/design'
import { buildDesign } from '../model/design'
import { parseFormula } from '../model/parse-formula'
import { Rng } from '../probability/rng'
import { factorOf, type Table } from '../model/table'
import { fitOrdinal } from './fit'
import { solveOrdinal } from './fit-job'
import { Laplace } from './laplace'
import { categoryTerms, emptyTerms, linkCdf, type Link } from './link'
import { OrdinalNotEstimable, ordinalProblem } from './problem'

const FULL = 'score ~ criterion + (1 | candidate) + (1 | interviewer) + (1 | candidate:interviewer)'

const problemOf = (formula: string, table: Table): MixedProblem => {
  const parsed = parseFormula(formula)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return buildDesign(parsed.value, table, new Set()).problem
}

/** The first candidates of the example ratings. */
const part = (rows: number): Table => {
  const all = readTable(referencePath('hiring_small.csv')!)
  const cut = (name: string) => {
    const { codes, levels } = all.factors.get(name)!
    return factorOf(Array.from(codes.subarray(0, rows), (c) => levels[c]!))
  }
  return {
    rows,
    factors: new Map(['candidate', 'interviewer', 'criterion'].map((name) => [name, cut(name)])),
    numbers: new Map([['score', all.numbers.get('score')!.slice(0, rows)]]),
  }
}

const solve = (problem: MixedProblem, link: Link = 'logit') =>
  solveOrdinal({ problem, link, queries: [], ownTerms: [], bar: null })

describe.each<Link>(['logit', 'probit'])('the Laplace approximation, %s', (link) => {
  const table = part(200)

  test('its value is that of a mode found and a curvature measured by other means', () => {
    // Crossed with nothing, each candidate's effect is a problem in one dimension.
    const problem = ordinalProblem(problemOf('score ~ criterion + (1 | candidate)', table))
    const laplace = new Laplace(problem, link)
    const parameters = {
      thresholds: Float64Array.of(-2, -0.4, 1.5),
      coefficients: Float64Array.of(0.3, -0.2, 0.1, 0.4),
      sd: Float64Array.of(0.9),
    }
    const { fixed, random } = problem.mixed
    let total = 0
    const t = emptyTerms()
    for (let c = 0; c < random[0]!.levels; c++) {
      const height = (b: number) => {
        let s = -0.5 * b * b
        random[0]!.index.forEach((level, i) => {
          if (level !== c) return
          let eta = 0.9 * b
          parameters.coefficients.forEach((g, j) => (eta += g * fixed.table[fixed.pattern[i]! * fixed.p + 1 + j]!))
          const k = problem.category[i]!
          const a = k < 3 ? parameters.thresholds[k]! - eta : Infinity
          categoryTerms(link, a, k > 0 ? parameters.thresholds[k - 1]! - eta : -Infinity, t)
          s += t.logP
        })
        return s
      }
      let low = -6
      let high = 6
      while (high - low > 1e-9) {
        const left = low + (high - low) * 0.382
        const right = low + (high - low) * 0.618
        if (height(left) < height(right)) low = left
        else high = right
      }
      const h = 1e-3
      const curvature = -(height(low + h) - 2 * height(low) + height(low - h)) / (h * h)
      total += height(low) - Math.log(curvature) / 2
    }
    expect(laplace.at(parameters)!.logLik).toBeCloseTo(total, 4)
  })

  test('its gradient is exact', () => {
    const laplace = new Laplace(ordinalProblem(problemOf(FULL, table)), link)
    const x = [-2.2, -0.3, 1.4, 0.3, -0.1, 0.2, -0.3, -0.4, -0.9, -1.2]
    const at = (v: readonly number[]) =>
      laplace.at({
        thresholds: Float64Array.from(v.slice(0, 3)),
        coefficients: Float64Array.from(v.slice(3, 7)),
        sd: Float64Array.from(v.slice(7), Math.exp),
      })!
    const gradient = laplace.gradient(at(x))
    const mine = [...gradient.thresholds, ...gradient.coefficients, ...gradient.logSd]
    const h = 1e-4
    x.forEach((_, i) => {
      const moved = (d: number) => at(x.map((v, j) => (j === i ? v + d : v))).logLik
      expect(mine[i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 4)
    })
  })
})

describe('an ordinal fit', () => {
  const table = part(400)
  const plain = solve(problemOf(FULL, table))

  test('does not depend on the order of rows or the names of levels', () => {
    const rng = new Rng(7)
    const order = Array.from({ length: table.rows }, (_, i) => ({ i, k: rng.uniform() })).sort((a, b) => a.k - b.k)
    const other: Table = {
      rows: table.rows,
      factors: new Map(
        [...table.factors].map(([name, { codes, levels }]) => [
          name,
          factorOf(
            order.map(({ i }) => (name === 'criterion' ? '' : `${(codes[i]! * 7919) % 1009}-`) + levels[codes[i]!]!),
          ),
        ]),
      ),
      numbers: new Map([['score', Float64Array.from(order, ({ i }) => table.numbers.get('score')![i]!)]]),
    }
    const again = solve(problemOf(FULL, other))
    expect(again.minusTwoLogLik).toBeCloseTo(plain.minusTwoLogLik, 7)
    again.variances.forEach((v, t) => expect(v).toBeCloseTo(plain.variances[t]!, 5))
    again.thresholds.forEach(({ estimate, se }, k) => {
      expect(estimate).toBeCloseTo(plain.thresholds[k]!.estimate!, 5)
      expect(se).toBeCloseTo(plain.thresholds[k]!.se!, 5)
    })
  })

  test('knows categories by their order only', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20, max: 20 }),
        fc.uniqueArray(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (shift, steps) => {
          const value = [0, 1, 2, 3].map((k) => shift + steps.slice(0, k + 1).reduce((s, x) => s + x, 0))
          const score = table.numbers.get('score')!.map((y) => value[y - 1]!)
          const again = solve(problemOf(FULL, { ...table, numbers: new Map([['score', score]]) }))
          expect(again.minusTwoLogLik).toBe(plain.minusTwoLogLik)
          expect(again.thresholds).toEqual(plain.thresholds)
        },
      ),
      { numRuns: 3 },
    )
  })

  test.each<Link>(['logit', 'probit'])('turns every sign when the scale is turned round (%s)', (link) => {
    const forth = solve(problemOf(FULL, table), link)
    const score = table.numbers.get('score')!.map((y) => -y)
    const back = solve(problemOf(FULL, { ...table, numbers: new Map([['score', score]]) }), link)
    expect(back.minusTwoLogLik).toBeCloseTo(forth.minusTwoLogLik, 7)
    back.variances.forEach((v, t) => expect(v).toBeCloseTo(forth.variances[t]!, 5))
    back.coefficients.forEach(({ estimate }, j) => expect(estimate).toBeCloseTo(-forth.coefficients[j]!.estimate!, 5))
    const last = forth.thresholds.length - 1
    back.thresholds.forEach(({ estimate }, k) =>
      expect(estimate).toBeCloseTo(-forth.thresholds[last - k]!.estimate!, 5),
    )
    back.effects.forEach(({ mean }, t) => mean.forEach((b, l) => expect(b).toBeCloseTo(-forth.effects[t]!.mean[l]!, 5)))
  })

  test('finds what the ratings were drawn with, and a variance of 0 where there is none', () => {
    const rng = new Rng(11)
    const rows = 6000
    const candidate = Array.from({ length: 300 }, () => 1.2 * rng.normal())
    const score = new Float64Array(rows)
    const who = Int32Array.from({ length: rows }, (_, i) => i % 300)
    const rater = Int32Array.from({ length: rows }, (_, i) => (i * 31 + Math.floor(i / 300)) % 40)
    const x = Float64Array.from({ length: rows }, () => rng.normal())
    for (let i = 0; i < rows; i++) {
      const u = rng.uniform()
      const eta = candidate[who[i]!]! + 0.5 * x[i]!
      score[i] = [-2, 0, 1].filter((cut) => u > linkCdf('logit', cut - eta)).length
    }
    const drawn: Table = {
      rows,
      factors: new Map([
        ['candidate', factorOf(Array.from(who, String))],
        ['rater', factorOf(Array.from(rater, String))],
      ]),
      numbers: new Map([
        ['score', score],
        ['x', x],
      ]),
    }
    const answer = solve(problemOf('score ~ x + (1 | candidate) + (1 | rater)', drawn))
    expect(answer.converged).toBe(true)
    expect(Math.abs(Math.sqrt(answer.variances[0]!) - 1.2)).toBeLessThan(0.2)
    expect(answer.variances[1]).toBeLessThan(0.03)
    if (answer.variances[1] === 0) expect(answer.standardErrors[1]).toBe(-1)
    expect(Math.abs(answer.coefficients[0]!.estimate! - 0.5)).toBeLessThan(4 * answer.coefficients[0]!.se!)
    ;[-2, 0, 1].forEach((cut, k) =>
      expect(Math.abs(answer.thresholds[k]!.estimate! - cut)).toBeLessThan(4 * answer.thresholds[k]!.se!),
    )
  })

  test('a component at the boundary is exactly 0 and leaves the rest as a fit without it', () => {
    const { codes } = table.factors.get('candidate')!
    // Each level of `part` has the same candidates' ratings in turn, so it explains less than chance would.
    const turn = new Map<number, number>()
    const group = Array.from(codes, (c) => {
      const k = turn.get(c) ?? 0
      turn.set(c, k + 1)
      return String(k % 5)
    })
    const with0: Table = { ...table, factors: new Map([...table.factors, ['part', factorOf(group)]]) }
    const formula = 'score ~ criterion + (1 | candidate) + (1 | interviewer)'
    const answer = solve(problemOf(`${formula} + (1 | part)`, with0))
    expect(answer.variances[2]).toBe(0)
    expect(answer.standardErrors[2]).toBe(-1)
    expect(answer.effects[2]!.mean.every((b) => b === 0)).toBe(true)
    expect(answer.minusTwoLogLik).toBeCloseTo(solve(problemOf(formula, table)).minusTwoLogLik, 6)
  })

  test('a prior keeps every variance above 0', () => {
    const problem = problemOf(FULL, part(25))
    const answer = solveOrdinal({
      problem,
      link: 'logit',
      prior: {
        nu: 2,
        scale: [1, 0.5, 0.5],
        covariance: Float64Array.from({ length: 16 }, (_, i) => (i % 5 ? 0.4 : 0.8)),
      },
      queries: [],
      ownTerms: [],
      bar: null,
    })
    expect([...answer.variances].every((v) => v > 0.01)).toBe(true)
  })
})

test('a prior draws a separated coefficient back; a narrow one holds it at 0, a wide one lets it go', () => {
  const table = part(200)
  const { codes } = table.factors.get('criterion')!
  const score = table.numbers.get('score')!.map((y, i) => (codes[i] === 2 ? 4 : y))
  const problem = problemOf(FULL, { ...table, numbers: new Map([['score', score]]) })
  const under = (variance: number) =>
    solveOrdinal({
      problem,
      link: 'logit',
      prior: {
        nu: 2,
        scale: [1, 0.5, 0.5],
        covariance: Float64Array.from({ length: 16 }, (_, i) => (i % 5 ? 0 : variance)),
      },
      queries: [],
      ownTerms: [],
      bar: null,
    }).coefficients[1]
  expect(Math.abs(under(1e-4)!.estimate!)).toBeLessThan(0.02)
  expect(under(1e-4)!.se!).toBeCloseTo(0.01, 3)
  expect(under(1)!.estimate!).toBeGreaterThan(0.5)
  expect(under(100)!.estimate!).toBeGreaterThan(under(1)!.estimate! + 1)
})

describe('what an ordinal fit cannot say', () => {
  const table = part(200)

  test('two categories suffice, one does not', () => {
    const two = table.numbers.get('score')!.map((y) => (y > 2 ? 1 : 0))
    const answer = solve(problemOf(FULL, { ...table, numbers: new Map([['score', two]]) }))
    expect(answer.thresholds).toHaveLength(1)
    expect(answer.converged).toBe(true)
    const one = new Float64Array(table.rows).fill(3)
    expect(() => ordinalProblem(problemOf(FULL, { ...table, numbers: new Map([['score', one]]) }))).toThrow(
      /all values are equal/,
    )
  })

  test('measurements are no categories', () => {
    const many = Float64Array.from({ length: table.rows }, (_, i) => i / 7)
    expect(() => ordinalProblem(problemOf(FULL, { ...table, numbers: new Map([['score', many]]) }))).toThrow(
      OrdinalNotEstimable,
    )
  })

  test('a level whose ratings are all the highest has no finite effect, and the others keep theirs', () => {
    const { codes } = table.factors.get('criterion')!
    const score = table.numbers.get('score')!.map((y, i) => (codes[i] === 2 ? 4 : y))
    const answer = solve(problemOf(FULL, { ...table, numbers: new Map([['score', score]]) }))
    expect(answer.coefficients[1]).toEqual({ estimate: null, se: null })
    expect(answer.coefficients[0]!.se).toBeLessThan(2)
    expect(answer.thresholds.every(({ se }) => se! < 2)).toBe(true)
    expect(answer.converged).toBe(true)
  })

  test('a random term that tells the categories apart alone is refused by name', () => {
    const { codes } = table.factors.get('candidate')!
    const score = Float64Array.from(codes, (c) => 1 + (c % 4))
    const problem = problemOf('score ~ 1 + (1 | candidate)', { ...table, numbers: new Map([['score', score]]) })
    expect(() => fitOrdinal(ordinalProblem(problem), { link: 'logit' })).toThrow(/candidate tells the levels apart/)
  })
})
