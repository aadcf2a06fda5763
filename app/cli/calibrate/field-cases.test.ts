import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fieldCase } from '../../../test/golden/field-case'
import { calibrateInFolder } from '../../../test/setup/calibrate'
import { Rng, type CalibrationDocument } from '~/engine'

const { fitted } = calibrateInFolder()
const read = (name: string) => readFileSync(fieldCase(name))
const close = (x: number, digits = 4): unknown => expect.closeTo(x, digits)
const codes = (d: CalibrationDocument) => d.warnings.map(({ code }) => code)
const sentence = (d: CalibrationDocument, code: string) =>
  d.warnings
    .filter((w) => w.code === code)
    .map(({ message }) => message)
    .join('\n')
const variances = (d: CalibrationDocument) => Object.values(d.varianceComponents).map(({ variance }) => variance)

describe('the Rasch layer', () => {
  test('a perfect candidate gets the adjustment, and everyone else is as without it', async () => {
    const d = await fitted(read('ex.csv'), '--rasch')
    const of = (facet: string, level: string) =>
      d.rasch!.measures.find((m) => m.facet === facet && m.level === level)!.measure
    expect(['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map((c) => of('candidate', c))).toEqual(
      [0.6537, -2.5436, 1.5875, -2.5436, 3.6204, 6.4394].map((x) => close(x)),
    )
    expect([of('interviewer', 'Ada'), of('criterion', 'coding')]).toEqual([
      expect.closeTo(0.8916, 4),
      expect.closeTo(-0.5407, 4),
    ])
    const thresholds = d.rasch!.measures.filter((m) => m.facet === 'threshold').map((m) => m.measure)
    expect(thresholds).toEqual([-3.1201, -0.3745, 3.4946].map((x) => close(x)))
    expect(codes(d)).not.toContain('RASCH_NOT_CONVERGED')
    expect(sentence(d, 'RASCH_EXTREME')).toContain('candidate C6 (highest)')
    const without = await fitted(read('noex.csv'), '--rasch')
    expect(codes(without)).not.toContain('RASCH_EXTREME')
    for (const m of without.rasch!.measures) expect(of(m.facet, m.level)).toBeCloseTo(m.measure, 8)
    expect(d.rasch!.reliability.candidate).toBeCloseTo(without.rasch!.reliability.candidate!, 8)
  })

  test.each(['one-top-candidate.csv', 'one-top-one-bottom.csv'])('%s converges', async (file) => {
    const d = await fitted(read(file), '--rasch')
    expect(codes(d)).not.toContain('RASCH_NOT_CONVERGED')
    expect(sentence(d, 'RASCH_EXTREME')).toContain('candidate c01 (highest)')
  })

  test('two panels that only a perfect candidate connects: their measures cannot be compared', async () => {
    const panel = (who: string, raters: string[]) =>
      [1, 2, 3, 4].flatMap((c) => raters.map((j, k) => `${who}${c},${j},${1 + ((c * 3 + k * (c + 1)) % 4)}`))
    const rows = [...panel('a', ['i1', 'i2', 'i3']), ...panel('b', ['i4', 'i5', 'i6'])]
    const file = ['candidate,interviewer,score', ...rows, 'top,i1,4', 'top,i4,4'].join('\n')
    const d = await fitted(file, '--rasch')
    expect(d.linking!.components).toBe(1)
    expect(sentence(d, 'RASCH_NOT_CONNECTED')).toContain('are set aside')
    const linked = await fitted(file.replace('top,i4,4', 'top,i4,2'), '--rasch')
    expect(codes(linked)).not.toContain('RASCH_NOT_CONNECTED')
  })

  test('where nothing but extreme elements is left there is no analysis, and the warning says why', async () => {
    const rows = ['a,1', 'b,4', 'c,1', 'd,4'].flatMap((cell) => {
      const [who, score] = cell.split(',')
      return [`${who},i1,${score}`, `${who},i2,${score}`]
    })
    const d = await fitted(['candidate,interviewer,score', ...rows, 'e,i1,1', 'e,i2,4'].join('\n'), '--rasch')
    expect(d.rasch).toBeNull()
    expect(sentence(d, 'RASCH_LEFT_OUT')).toContain('only lowest or only highest ratings is set aside')
  })
})

describe('what the ratings cannot tell is null, with a sentence', () => {
  test('one interview a candidate: halo cannot be told from the candidate', async () => {
    const d = await fitted(read('one-interview-each.csv'), '--bar', '3')
    expect(d.candidates!.every((c) => c.reliability === null && c.evsi === null)).toBe(true)
    expect(d.reliability!.single).toEqual({ corrected: null, uncorrected: null })
    expect(d.reliability!.panel.every((p) => p.corrected === null && p.uncorrected === null)).toBe(true)
    expect(sentence(d, 'HALO_IN_CANDIDATE')).toContain('Every candidate has one interview')
    const truth = new Map(
      readFileSync(fieldCase('one-interview-each-truth.txt'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0]!, Number(line.split(' ')[1])]),
    )
    const held = d.candidates!.filter((c) => c.lower <= truth.get(c.candidate)! && truth.get(c.candidate)! <= c.upper)
    expect(held.length / d.candidates!.length).toBeGreaterThan(0.85)
  })

  test('the same with the prior is defined, and says that it rests on the prior', async () => {
    const d = await fitted(read('one-interview-each.csv'), '--prior', 'hiring', '--bar', '3')
    expect(d.candidates!.every((c) => c.reliability !== null && c.evsi !== null)).toBe(true)
    expect(sentence(d, 'HALO_IN_CANDIDATE')).toContain('The prior decides')
  })

  test('the ordinal family says the same, and widens its intervals', async () => {
    const d = await fitted(read('one-interview-each.csv'), '--family', 'ordinal')
    expect(codes(d)).toContain('HALO_IN_CANDIDATE')
    expect(d.candidates!.every((c) => c.reliability === null && c.lower < c.score && c.score < c.upper)).toBe(true)
    const gaussian = await fitted(read('one-interview-each.csv'))
    const width = ({ candidates }: CalibrationDocument) =>
      candidates!.reduce((s, c) => s + c.upper - c.lower, 0) / candidates!.length
    expect(width(d)).toBeGreaterThan(0.8 * width(gaussian))
  })

  test('one interviewer: the reliability of panels cannot be told', async () => {
    const d = await fitted(read('one-interviewer.csv'))
    expect(d.reliability!.panel.every((p) => p.corrected === null && p.uncorrected === null)).toBe(true)
    expect(sentence(d, 'ONE_INTERVIEWER')).toContain('differences between interviewers cannot be estimated')
    expect(d.interviewers).toBeNull()
  })

  test('a candidate of their own for each interviewer: severity cannot be told from the candidate', async () => {
    const rows = Array.from(
      { length: 24 },
      (_, i) => `c${i >> 2},i${i >> 2},s${i >> 1},${1 + ((i * 5 + (i >> 2)) % 4)}`,
    )
    const d = await fitted(['candidate,interviewer,scorecard,score', ...rows].join('\n'))
    expect(codes(d)).toContain('SEVERITY_IN_CANDIDATE')
    expect(codes(d)).not.toContain('HALO_IN_CANDIDATE')
    expect(d.candidates!.every((c) => c.reliability === null)).toBe(true)
  })
})

describe('a variance at 0', () => {
  test('names its term, and gives no sd that looks like knowledge', async () => {
    const d = await fitted(read('dyestuff2.csv'), '--formula', 'Yield ~ 1 + (1|Batch)')
    expect(d.varianceComponents.Batch!.variance).toBe(0)
    expect(sentence(d, 'BOUNDARY')).toContain('The variance of (1 | Batch) is estimated as 0')
    expect(d.effects.Batch!.every((e) => e.estimate === 0 && e.sd === null)).toBe(true)
  })

  test('of the interviewers: severities without an sd', async () => {
    const d = await fitted(read('dyestuff2.csv'), '--formula', 'Yield ~ 1 + (1|Batch)', '--interviewer', 'Batch')
    expect(d.interviewers!.every((j) => j.severity === 0 && j.sd === null)).toBe(true)
    expect(sentence(d, 'BOUNDARY')).toContain('scores are not corrected for severity')
  })

  test('of the candidates: they cannot be told apart', async () => {
    const d = await fitted(read('sing.csv'), '--bar', '3')
    expect(variances(d)).toEqual([0, 0, expect.closeTo(4 / 3, 8)])
    expect(d.criterion.value).toBeCloseTo(49.655976, 6)
    expect(sentence(d, 'BOUNDARY')).toContain('do not tell candidates apart')
    expect(d.candidates!.every((c) => c.reliability === null && c.probabilityAboveBar === null)).toBe(true)
  })

  test('more effects than ratings: the third term is refused, as it is the residual', async () => {
    const d = await fitted(read('few.csv'))
    expect(sentence(d, 'TERM_LEFT_OUT')).toContain('(1 | candidate:interviewer) is left out of the model')
    expect(d.model.terms).toEqual(['candidate', 'interviewer'])
  })

  test('where other variances fit as well, the terms are named', async () => {
    // In each block of four the three ways to make two pairs add up to the block and the rows: one variance too many.
    const rng = new Rng(5, 1)
    const effects = new Map<string, number>()
    const effect = (name: string) => {
      if (!effects.has(name)) effects.set(name, rng.normal())
      return effects.get(name)!
    }
    const rows = Array.from({ length: 160 }, (_, i) => {
      const [block, a, b] = [i >> 2, (i >> 1) & 1, i & 1]
      const cells = [`b${block}`, `a${block}.${a}`, `p${block}.${b}`, `q${block}.${a ^ b}`]
      return [...cells, (cells.reduce((y, name) => y + effect(name), 0) + rng.normal()).toFixed(3)].join(',')
    })
    const terms = ['block', 'a', 'p', 'q']
    const d = await fitted(
      [[...terms, 'y'].join(','), ...rows].join('\n'),
      '--formula',
      `y ~ 1 + ${terms.map((t) => `(1|${t})`).join(' + ')}`,
    )
    for (const term of terms) {
      expect(sentence(d, 'NOT_IDENTIFIED')).toContain(`(1 | ${term})`)
      expect(d.varianceComponents[term]!.se).toBeNull()
    }
  })

  test('a judge who gives one level only leaves no NaN', async () => {
    const d = await fitted(read('z.csv'), '--rasch')
    expect(JSON.stringify(d)).not.toMatch(/NaN|Infinity/)
  })

  test('ordinal data without signal: both variances 0, and the thresholds of equal thirds', async () => {
    const formula = 'note ~ 1 + (1|project) + (1|judge)'
    const d = await fitted(read('ord.csv'), '--family', 'ordinal', '--formula', formula)
    expect(variances(d)).toEqual([0, 0])
    expect(d.thresholds!.map((t) => t.estimate)).toEqual([expect.closeTo(-Math.LN2, 6), expect.closeTo(Math.LN2, 6)])
    expect(d.warnings.filter(({ code }) => code === 'BOUNDARY')).toHaveLength(2)
  })
})
