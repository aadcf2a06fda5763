import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readReference } from '../../../test/golden/references'
import { calibrateInFolder, HEADER, lines, small } from '../../../test/setup/calibrate'

const { run, fitted, inFolder } = calibrateInFolder()

describe('calibrate on a ratings file', () => {
  test('writes the whole document, comparable to lme4’s answer', async () => {
    const d = await fitted([HEADER, ...lines(small)].join('\n'), '--bar', '3')
    const reference = readReference<{ REML: { criterion: number } }>('ref/hiring_small_lmm.json')
    expect(d.criterion).toEqual({ name: '-2 log REML', value: expect.closeTo(reference.REML.criterion, 6) })
    expect(d.input).toMatchObject({ rows: 2700, used: 2700, skipped: { count: 0, first: [] } })
    expect(Object.keys(d.varianceComponents)).toEqual([...d.model.terms, 'residual'])
    expect(d.fixedEffects.map((f) => f.term)).toEqual([
      '(Intercept)',
      'criterion[K2]',
      'criterion[K3]',
      'criterion[K4]',
      'criterion[K5]',
    ])
    expect(d.candidates).toHaveLength(120)
    expect(d.interviewers).toHaveLength(18)
    expect(d.scorecards).toHaveLength(540)
    expect(d.effects.candidate![0]!.level).toBe('C0001')
    expect(d.reliability!.panel.map((p) => p.corrected!.toFixed(3))).toEqual([
      '0.583',
      '0.736',
      '0.807',
      '0.848',
      '0.875',
      '0.893',
    ])
    expect(d.reliability!.panel[0]!.uncorrected).toBeCloseTo(0.487, 3)
  })

  test('the prior gives the posterior mode of the reference', async () => {
    const d = await fitted(
      [HEADER, ...lines(small.filter((r) => r.candidate! <= 'C0008'))].join('\n'),
      '--prior',
      'hiring',
      '--bar',
      '3',
    )
    interface Cold {
      minus2_log_marginal: number
      variance_components: Record<string, number>
      candidates: { score: number; sd: number; p_above_3: number }[]
    }
    const reference = readReference<Cold>('ref/hiring_cold_8.json')
    expect(d.criterion.value).toBeCloseTo(reference.minus2_log_marginal, 6)
    expect(d.varianceComponents['interviewer:criterion']!.variance).toBeCloseTo(
      reference.variance_components['interviewer:criterion']!,
      6,
    )
    d.candidates!.forEach((c, i) => {
      expect(c.score).toBeCloseTo(reference.candidates[i]!.score, 6)
      expect(c.sd).toBeCloseTo(reference.candidates[i]!.sd, 6)
      expect(c.probabilityAboveBar).toBeCloseTo(reference.candidates[i]!.p_above_3, 6)
    })
  })

  test('any column names and terms by formula; a slope that the data explain', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => {
      const g = i % 12
      const t = Math.floor(i / 12)
      return `${t},g${g},${(g % 3) + ((g % 5) - 2) * t * 0.3 + Math.sin(i * 7.1)}`
    })
    const d = await fitted(
      ['my x,who,out', ...rows].join('\n'),
      '--formula',
      'out ~ `my x` + (1|who) + (0 + `my x`|who)',
    )
    expect(d.model.formula).toBe('out ~ `my x` + (1 | who) + (0 + `my x` | who)')
    expect(d.varianceComponents['0 + my x|who']!.variance).toBeGreaterThan(0.05)
    expect(d.candidates).toBeNull()
    expect(d.warnings.map((w) => w.code)).toContain('NO_CANDIDATES')
  })

  test('a scorecard column takes the place of candidate and interviewer together', async () => {
    const rows = small.map((r, i) => `${r.candidate},${r.interviewer},${r.criterion},${r.score},S${Math.floor(i / 5)}`)
    const d = await fitted([`${HEADER},scorecard`, ...rows].join('\n'))
    expect(d.model.terms).toContain('scorecard')
    expect(d.model.terms).not.toContain('candidate:interviewer')
    expect(d.scorecards).toHaveLength(540)
  })

  test('a candidate keeps its own value of what is constant within candidates', async () => {
    const rows = small.map(
      (r) =>
        `${r.candidate},${r.interviewer},${r.criterion},${Number(r.score) + (r.candidate! < 'C0060' ? 1 : 0)},${r.candidate! < 'C0060' ? 'b' : 'a'}`,
    )
    const formula = 'score ~ criterion + seniority + (1|candidate) + (1|interviewer) + (1|candidate:interviewer)'
    const d = await fitted([`${HEADER},seniority`, ...rows].join('\n'), '--formula', formula)
    const shift = d.fixedEffects.find((f) => f.term === 'seniority[b]')!.estimate!
    expect(shift).toBeGreaterThan(0.7)
    const c = d.candidates![0]
    expect(c!.score).toBeGreaterThan(2.2)
  })

  test('blank cells skip the row and are listed; a byte order mark and semicolons are read', async () => {
    const body = lines(small.slice(0, 400)).map((l) => l.replaceAll(',', ';'))
    const text = `\uFEFF${HEADER.replaceAll(',', ';')}\n${body.join('\n')}\nC0001;I018;;3\nC0001;I018;K1;NA\n`
    const d = await fitted(text)
    expect(d.input).toMatchObject({ rows: 402, used: 400 })
    expect(d.input.skipped).toEqual({
      count: 2,
      first: [
        { line: 402, reason: 'column "criterion" is blank' },
        { line: 403, reason: 'column "score" is missing ("NA")' },
      ],
    })
    expect(d.warnings.map((w) => w.code)).toEqual(expect.arrayContaining(['DELIMITER', 'ROWS_SKIPPED']))
  })

  test('--csv writes the lists as tables that spreadsheets open without running anything', async () => {
    const rows = small.slice(0, 300).map((r) => ({ ...r, candidate: `=${r.candidate}` }))
    await fitted([HEADER, ...lines(rows)].join('\n'), '--bar', '3', '--csv', 'tables')
    const table = readFileSync(inFolder('tables', 'candidates.csv'), 'utf8').split('\n')
    expect(table[0]).toBe(
      'candidate,n,rawMean,score,sd,lower,upper,reliability,probabilityAboveBar,evsiZeroOne,evsiLinear',
    )
    expect(table[1]).toMatch(/^'=C0001,/)
    const people = readFileSync(inFolder('tables', 'interviewers.csv'), 'utf8')
    expect(people.startsWith('interviewer,n,severity,sd,scaleUse,noise\n')).toBe(true)
  })

  test('--report writes one page beside the result; a folder that is not there is named before anything is left behind', async () => {
    const content = [HEADER, ...lines(small.slice(0, 300))].join('\n')
    await fitted(content, '--bar', '3', '--report', 'page.html')
    const page = readFileSync(inFolder('page.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('<h1 class="h1">ratings.csv</h1>')
    const { code, message } = await run(content, '--report', 'nowhere/page.html')
    expect(code).toBe(2)
    expect(message).toContain('nowhere/page.html: its folder does not exist')
    expect(readdirSync(inFolder()).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('--path iterative states that its traces are stochastic estimates, and their error', async () => {
    const d = await fitted([HEADER, ...lines(small)].join('\n'), '--path', 'iterative', '--bar', '3')
    expect(d.model.path).toBe('iterative')
    expect(d.criterion.value).toBeNull()
    expect(d.convergence.samplingError).toBeGreaterThan(0)
    expect(d.candidates).toHaveLength(120)
    expect(d.warnings.map((w) => w.code)).toContain('ITERATIVE')
  })

  test('--path iterative takes a prior, and says that drift is not tested there', async () => {
    const rows = lines(small).map((line, i) => `${line},${i % 4}`)
    const d = await fitted([`${HEADER},period`, ...rows].join('\n'), '--path', 'iterative', '--prior', 'hiring')
    expect(d.model).toMatchObject({ path: 'iterative', prior: 'hiring' })
    expect(d.drift).toBeNull()
    expect(d.warnings.map((w) => w.code)).toContain('AUDIT_LEFT_OUT')
  })

  test('a column named with a capital is pointed out', async () => {
    const d = await fitted(['Candidate,interviewer,criterion,score', ...lines(small.slice(0, 300))].join('\n'))
    expect(d.warnings.find((w) => w.code === 'COLUMN_NOT_TAKEN')!.message).toContain('use --candidate Candidate')
  })

  test('a repeated rating counts, and is pointed out', async () => {
    const d = await fitted([HEADER, ...lines(small.slice(0, 400)), lines(small)[0]].join('\n'))
    expect(d.warnings.find((w) => w.code === 'DUPLICATE_RATINGS')!.message).toContain('C0001, I018, K1')
  })

  test.each([
    ['one interviewer', small.filter((r) => r.interviewer === 'I001')],
    ['one criterion', small.filter((r) => r.criterion === 'K1')],
  ])('%s: a sound answer that says what was left out', async (_, rows) => {
    const d = await fitted([HEADER, ...lines(rows)].join('\n'), '--bar', '3')
    expect(d.warnings.filter((w) => w.code === 'TERM_LEFT_OUT').length).toBeGreaterThan(0)
    expect(d.candidates!.every((c) => c.sd > 0 && c.probabilityAboveBar !== null)).toBe(true)
  })

  test('a term that the data cannot tell apart has null for its variance, not a guess', async () => {
    const rows = small.slice(0, 300).map((r, i) => `${r.candidate},${i},${r.score}`)
    const d = await fitted(
      ['candidate,row,score', ...rows].join('\n'),
      '--formula',
      'score ~ 1 + (1|candidate) + (1|row)',
    )
    expect(d.varianceComponents.row).toEqual({ variance: null, se: null, levels: 300 })
    expect(d.warnings.map((w) => w.code)).toContain('NOT_ESTIMABLE')
  })
})
