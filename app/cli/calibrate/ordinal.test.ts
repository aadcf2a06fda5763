import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CalibrationDocument } from '~/engine'
import { calibrateInFolder, HEADER, small } from '../../../test/setup/calibrate'

const { run, fitted, inFolder } = calibrateInFolder()

const rows = small.filter((r) => r.candidate! <= 'C0012')
type Row = (typeof rows)[number]
const csv = (list: readonly Row[], more = '', cell = (_: Row) => '') =>
  [HEADER + more, ...list.map((r) => `${r.candidate},${r.interviewer},${r.criterion},${r.score}${cell(r)}`)].join('\n')

describe('calibrate --family ordinal', () => {
  test('writes the whole document; scores stay on the scale of the file and near the gaussian ones', async () => {
    const many = csv(small.slice(0, 500))
    const ordinal = await fitted(many, '--family', 'ordinal', '--bar', '3')
    const gaussian = await fitted(many, '--bar', '3')
    expect(ordinal.model).toMatchObject({
      family: 'ordinal',
      link: 'logit',
      estimator: 'ml',
      prior: 'none',
      path: 'exact',
    })
    expect(ordinal.criterion.name).toBe('-2 log L (Laplace)')
    expect(Object.keys(ordinal.varianceComponents)).toEqual(ordinal.model.terms)
    expect(ordinal.thresholds!.map((t) => t.threshold)).toEqual(['1|2', '2|3', '3|4'])
    expect(ordinal.fixedEffects.map((f) => f.term)).toEqual(['K2', 'K3', 'K4', 'K5'].map((k) => `criterion[${k}]`))
    expect(ordinal.candidates!.map((c) => c.candidate)).toEqual(gaussian.candidates!.map((c) => c.candidate))
    ordinal.candidates!.forEach((c, i) => {
      const other = gaussian.candidates![i]
      expect(Math.abs(c.score - other!.score)).toBeLessThan(0.12)
      expect(Math.abs(c.sd - other!.sd)).toBeLessThan(0.1)
      expect(c.lower).toBeGreaterThan(1)
      expect(c.upper).toBeLessThan(4)
      expect(c.lower).toBeLessThan(c.score)
      expect(c.probabilityAboveBar! > 0.5).toBe(c.score > 3)
      expect(c.evsi).toBeNull()
    })
    const severities = new Map(gaussian.interviewers!.map((j) => [j.interviewer, j.severity]))
    const harsh = ordinal.interviewers!.reduce((a, b) => (b.severity > a.severity ? b : a))
    expect(Math.max(...severities.values())).toBe(severities.get(harsh.interviewer))
    expect(ordinal.warnings.map((w) => w.code)).toEqual(expect.arrayContaining(['LATENT_SCALE', 'GAUSSIAN_ONLY']))
  })

  test('a bar at an end of the scale is above or below everybody', async () => {
    const low = await fitted(csv(rows.slice(0, 120)), '--family', 'ordinal', '--bar', '1')
    expect(low.candidates!.every((c) => c.probabilityAboveBar === 1)).toBe(true)
    const high = await fitted(csv(rows.slice(0, 120)), '--family', 'ordinal', '--bar', '4.5')
    expect(high.candidates!.every((c) => c.probabilityAboveBar === 0)).toBe(true)
  })

  test('the links differ in their unit, not in what they say', async () => {
    const logit = await fitted(csv(rows), '--family', 'ordinal')
    const probit = await fitted(csv(rows), '--family', 'ordinal', '--link', 'probit')
    expect(probit.model.link).toBe('probit')
    const ratio = logit.varianceComponents.candidate!.variance! / probit.varianceComponents.candidate!.variance!
    expect(ratio).toBeGreaterThan(2.3)
    expect(ratio).toBeLessThan(4)
    probit.candidates!.forEach((c, i) => expect(Math.abs(c.score - logit.candidates![i]!.score)).toBeLessThan(0.05))
  })

  test('a formula with 0 has its thresholds all the same', async () => {
    const plain = await fitted(csv(rows), '--family', 'ordinal', '--formula', 'score ~ criterion + (1|candidate)')
    const zero = await fitted(csv(rows), '--family', 'ordinal', '--formula', 'score ~ 0 + criterion + (1|candidate)')
    expect(zero.thresholds).toEqual(plain.thresholds)
    expect(zero.fixedEffects).toEqual(plain.fixedEffects)
  })

  test('levels that nobody gave, and levels between whole numbers, are what they are', async () => {
    const gap = rows.map((r) => ({ ...r, score: r.score === '2' ? '1' : r.score! }))
    const d = await fitted(csv(gap), '--family', 'ordinal')
    expect(d.thresholds!.map((t) => t.threshold)).toEqual(['1|3', '3|4'])
    expect(d.warnings.find((w) => w.code === 'LEVEL_UNUSED')!.message).toContain('No rating is 2,')
    const halves = rows.map((r) => ({ ...r, score: String(Number(r.score) / 2) }))
    const half = await fitted(csv(halves), '--family', 'ordinal')
    expect(half.thresholds!.map((t) => t.threshold)).toEqual(['0.5|1', '1|1.5', '1.5|2'])
    expect(half.candidates!.every((c) => c.score > 0.5 && c.score < 2)).toBe(true)
  })

  test('a criterion rated at the top by all has no finite effect, and candidates keep their scores', async () => {
    const top = rows.map((r) => ({ ...r, score: r.criterion === 'K4' ? '4' : r.score! }))
    const d = await fitted(csv(top), '--family', 'ordinal', '--bar', '3')
    expect(d.fixedEffects.find((f) => f.term === 'criterion[K4]')).toEqual({
      term: 'criterion[K4]',
      estimate: null,
      se: null,
    })
    expect(d.warnings.find((w) => w.code === 'SEPARATED')!.message).toContain('criterion[K4]')
    expect(d.candidates!.every((c) => c.sd > 0 && c.sd < 1 && c.score > 1 && c.score < 4)).toBe(true)
  })

  test.each([
    ['one interviewer', small.filter((r) => r.interviewer === 'I001')],
    ['one criterion', small.filter((r) => r.criterion === 'K1').slice(0, 150)],
    ['missing cells', rows.filter((_, i) => i % 3 > 0 && i % 7 > 0)],
  ])('%s: a sound answer', async (_, list) => {
    const d = await fitted(csv(list), '--family', 'ordinal', '--bar', '3')
    expect(d.convergence.converged).toBe(true)
    expect(d.candidates!.every((c) => c.sd > 0 && c.lower < c.score && c.score < c.upper)).toBe(true)
  })

  test('tests that only the Gaussian family has are null with a reason', async () => {
    const d = await fitted(
      csv(rows, ',period', (r) => `,${r.candidate!.charCodeAt(4) % 4}`),
      '--family',
      'ordinal',
    )
    expect(d.drift).toBeNull()
    expect(d.warnings.find((w) => w.code === 'GAUSSIAN_ONLY')!.message).toContain('drift')
    expect(d.linking!.components).toBeGreaterThan(0)
    expect(d.linking!.contrasts).toEqual([])
  })

  test('the report and the tables are written from it too', async () => {
    await fitted(csv(rows), '--family', 'ordinal', '--report', 'report.html', '--csv', 'tables')
    expect(readFileSync(inFolder('report.html'), 'utf8')).toContain('latent')
    expect(readFileSync(inFolder('tables', 'thresholds.csv'), 'utf8')).toMatch(/^threshold,estimate,se\n1\|2,-/)
  })
})

describe('calibrate --sensitivity', () => {
  const codes = (d: CalibrationDocument) => d.warnings.map((w) => w.code)

  test('names every candidate to whom an ordinal fit gives another answer at the bar, and nobody else', async () => {
    const content = csv(small.slice(0, 400))
    const ordinal = await fitted(content, '--family', 'ordinal', '--bar', '3')
    const plain = await fitted(content, '--bar', '3')
    // Costs that put the border between the two probabilities of the one candidate.
    const chances = plain.candidates!.map((c, i) => [
      c.probabilityAboveBar!,
      ordinal.candidates![i]!.probabilityAboveBar!,
    ])
    const apart = chances.reduce(
      (a, b, i) => (Math.abs(b[0]! - b[1]!) > Math.abs(chances[a]![0]! - chances[a]![1]!) ? i : a),
      0,
    )
    const border = (chances[apart]![0]! + chances[apart]![1]!) / 2
    const split = chances.flatMap(([g, o], i) =>
      g! >= border !== o! >= border ? [plain.candidates![i]!.candidate] : [],
    )
    expect(split.length).toBeGreaterThan(0)
    const d = await fitted(content, '--bar', '3', '--sensitivity', '--costs', `${border}:${1 - border}`)
    const { code, message } = d.warnings.find((w) => w.code.startsWith('ORDINAL_'))!
    expect(code).toBe('ORDINAL_DISAGREES')
    expect(message.match(/C\d{4}/g)).toEqual(split)
    expect(d.candidates!.map((c) => c.score)).toEqual(plain.candidates!.map((c) => c.score))
    expect(codes(plain).some((one) => one.startsWith('ORDINAL_'))).toBe(false)
  })

  test('says so when both agree, with the prior too', async () => {
    const d = await fitted(csv(rows), '--bar', '1.2', '--sensitivity', '--prior', 'hiring')
    expect(d.warnings.find((w) => w.code === 'ORDINAL_AGREES')!.message).toContain('for all 12 candidates')
  })

  test('says why there is no comparison', async () => {
    const spread = rows.map((r, i) => ({ ...r, score: String(Number(r.score) + i / 1000) }))
    const d = await fitted(csv(spread), '--bar', '3', '--sensitivity')
    expect(d.warnings.find((w) => w.code === 'SENSITIVITY_LEFT_OUT')!.message).toContain('at most 20 levels')
  })

  test('needs a bar, and is nothing beside an ordinal answer', async () => {
    expect((await run(csv(rows), '--sensitivity')).message).toContain('name it with --bar')
    const { message } = await run(csv(rows), '--sensitivity', '--bar', '3', '--family', 'ordinal')
    expect(message).toContain('leave out --family ordinal')
  })
})

describe('what an ordinal fit cannot do exits with 2 and says why', () => {
  test.each<[string, string, string[], string]>([
    ['reml', csv(rows), ['--estimator', 'reml'], '--estimator reml is not defined for --family ordinal'],
    ['the prior', csv(rows), ['--prior', 'hiring'], 'leave it out with --family ordinal'],
    ['the iterative path', csv(rows), ['--path', 'iterative'], 'fits the gaussian family only'],
    ['all equal', csv(rows.map((r) => ({ ...r, score: '3' }))), [], 'ratings.csv: all values are equal'],
    ['measurements', csv(rows.map((r, i) => ({ ...r, score: String(i) }))), [], 'takes at most 20 levels'],
  ])('%s', async (_, content, options, sentence) => {
    const { code, message } = await run(content, '--family', 'ordinal', ...options)
    expect(message).toContain(sentence)
    expect(code).toBe(2)
  })

  test('a link without the family', async () => {
    const { code, message } = await run(csv(rows), '--link', 'probit')
    expect(message).toContain('--link probit goes with --family ordinal')
    expect(code).toBe(2)
  })
})
