import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fieldCase } from '../../../test/golden/field-case'
import { calibrateInFolder } from '../../../test/setup/calibrate'
import type { CalibrationDocument } from '~/engine'

const { run, fitted } = calibrateInFolder()
const read = (name: string) => readFileSync(fieldCase(name))
const close = (x: number, digits = 4): unknown => expect.closeTo(x, digits)
const codes = (d: CalibrationDocument) => d.warnings.map(({ code }) => code)
const sentence = (d: CalibrationDocument, code: string) =>
  d.warnings
    .filter((w) => w.code === code)
    .map(({ message }) => message)
    .join('\n')
/** 1 to `levels`, the same in every run and without a pattern. */
const noise = (i: number, levels: number) => 1 + (Math.floor(Math.abs(Math.sin(i * 12.9898 + 1)) * 43758.5453) % levels)
const variances = (d: CalibrationDocument) => Object.values(d.varianceComponents).map(({ variance }) => variance)

describe('how cells are read', () => {
  const FORMULA = ['--formula', 'score ~ criterion + (1|candidate) + (1|interviewer)']

  test('NA is a name in the column of interviewers', async () => {
    const d = await fitted(read('na.csv'), ...FORMULA)
    expect(d.input).toMatchObject({ rows: 12, used: 12 })
    expect(d.interviewers!.map((j) => j.interviewer)).toEqual(['BK', 'NA'])
    expect(variances(d)).toEqual([0.369, 0.3016, 0.2738].map((x) => close(x)))
    expect(d.criterion.value).toBeCloseTo(24.7482, 4)
    expect(sentence(d, 'NAME_LIKE_MISSING')).toContain('"NA" (6)')
    const quoted = await fitted(read('naq.csv'), '--formula', 'score ~ 1 + (1|candidate)')
    expect(quoted.input.used).toBe(6)
    expect(codes(quoted)).not.toContain('NAME_LIKE_MISSING')
  })

  test('an interviewer NA among three others', async () => {
    const d = await fitted(read('interviewer-NA.csv'))
    expect(d.input).toMatchObject({ rows: 16, used: 16, skipped: { count: 0 } })
    expect(d.interviewers!.map((j) => j.interviewer)).toContain('NA')
  })

  test('scorecards that are numbered anew for each candidate are pointed out', async () => {
    const rows = Array.from(
      { length: 48 },
      (_, i) => `c${i >> 3},j${(i >> 2) % 3},k${i % 4},${(i >> 2) % 2},${noise(i, 4)}`,
    )
    const d = await fitted(['candidate,interviewer,criterion,scorecard,score', ...rows].join('\n'))
    expect(sentence(d, 'SCORECARD_SHARED')).toContain('The scorecard 0 has ratings of more than one candidate (c0, c1;')
    const own = rows.map((row, i) => row.replace(/,(\d),(\d)$/, `,s${i >> 2},$2`))
    const sound = await fitted(['candidate,interviewer,criterion,scorecard,score', ...own].join('\n'))
    expect(codes(sound)).not.toContain('SCORECARD_SHARED')
  })

  test('a candidate called None is a candidate', async () => {
    const d = await fitted('candidate,interviewer,score\nNone,a,3\nNone,b,4\nBo,a,1\nBo,b,2\nCy,a,3\nCy,b,1\n')
    expect(d.candidates!.map((c) => c.candidate)).toEqual(['Bo', 'Cy', 'None'])
  })

  test('a candidate whose ratings are all missing is named', async () => {
    const d = await fitted(read('candidate-all-na.csv'))
    expect(d.candidates!.map((c) => c.candidate)).not.toContain('c03')
    expect(sentence(d, 'WITHOUT_RATINGS')).toContain('c03')
    expect(sentence(d, 'MISSING_VALUES')).toMatch(/score: .*"NA" \(\d+\)/)
  })

  test('every word for a missing value is missing and counted, in numeric and in category columns', async () => {
    const words = ['NA', 'N/A', 'n/a', '#N/A', 'None', 'null', 'NULL', 'nan', 'NaN', '.', '-', '']
    const rows = Array.from({ length: 40 }, (_, i) => `c${i % 8},j${i % 5},${noise(i, 4)},${i % 2 ? 'x' : 'y'}`)
    const missing = words.flatMap((word) => [`c1,j1,${word},x`, `c1,j2,3,${word}`])
    const d = await fitted(
      ['candidate,interviewer,score,group', ...rows, ...missing].join('\n'),
      '--formula',
      'score ~ group + (1|candidate)',
    )
    expect(d.input).toMatchObject({ used: 40, skipped: { count: 24 } })
    expect(d.fixedEffects.map((f) => f.term)).toEqual(['(Intercept)', 'group[y]'])
    for (const column of ['score', 'group'])
      for (const word of words)
        expect(sentence(d, 'MISSING_VALUES')).toMatch(
          new RegExp(`${column}: [^;]*${word === '' ? 'blank' : `"${word.replace('.', '\\.')}"`} \\(1\\)`),
        )
    expect(d.input.skipped.first[0]!.reason).toBe('column "score" is missing ("NA")')
  })

  test('one person in two Unicode spellings is one', async () => {
    for (const file of ['nfd.csv', 'nfc.csv']) {
      const d = await fitted(read(file))
      expect(d.interviewers!.map((j) => j.interviewer)).toEqual(['Bo', 'Cy', 'Zo\u00eb'])
      expect(d.linking!.components).toBe(1)
      expect(codes(d)).not.toContain('NOT_CONNECTED')
    }
    const d = await fitted(read('nfd.csv'))
    expect(variances(d)).toEqual([1.237, 0.5738, 0.0883].map((x) => close(x)))
    expect(d.criterion.value).toBeCloseTo(29.6592, 3)
  })

  test('names that differ in case warn, naming both', async () => {
    const d = await fitted(read('case.csv'))
    expect(sentence(d, 'SIMILAR_NAMES')).toContain('"ADA" and "Ada" and "ada"')
  })

  test('a sign that is not seen is shown', async () => {
    const text = read('case.csv').toString().replace('Ada ', 'Ben\u200b')
    const d = await fitted(text, '--formula', 'score ~ 1 + (1|candidate)')
    expect(sentence(d, 'SIMILAR_NAMES')).toContain('"Ben" and "Ben<U+200B>"')
  })

  test('a person written in two ways on the command line and in the file is one', async () => {
    const rows = ['Zoe\u0308,K\u00e9,3', 'Zoe\u0308,b,4', 'Bo,K\u00e9,1', 'Bo,b,2', 'Cy,K\u00e9,1', 'Cy,b,1']
    const d = await fitted(['candidate,criterion,score', ...rows].join('\n'), '--weights', 'Ke\u0301=2,b=1')
    expect(d.weights).toEqual({ b: expect.closeTo(1 / 3, 9), 'K\u00e9': expect.closeTo(2 / 3, 9) })
  })

  test.each(['per_iso.csv', 'per_noz.csv', 'per_words.csv', 'per_dmy.csv', 'per_yyyymm.csv'])(
    '%s: Zed becomes more severe by 0.393 a month',
    async (file) => {
      const d = await fitted(read(file))
      expect(d.drift!.find((j) => j.interviewer === 'Zed')!.slope).toBeCloseTo(-0.393, 3)
    },
  )

  test('days say that they are taken by their month; periods without order are refused with line and column', async () => {
    const d = await fitted(read('per_dmy.csv'))
    expect(sentence(d, 'PERIODS')).toContain('days are taken by their month')
    const text = read('per_iso.csv').toString()
    const { code, message } = await run(text.replaceAll('2025-11', 'autumn'))
    expect(code).toBe(2)
    expect(message).toMatch(/ratings\.csv: line \d+, column "period": "autumn" is no period/)
    const either = await run(text.replace(/(\d{4})-(\d\d)$/gm, '03/$2/$1'))
    expect(either.code).toBe(2)
    expect(either.message).toContain('may have the day or the month first')
  })

  test('--scale refuses ratings outside it on every path, with their lines', async () => {
    for (const options of [[], ['--family', 'ordinal'], ['--path', 'iterative'], ['--prior', 'hiring']]) {
      const { code, message } = await run(read('range.csv'), '--scale', '1:4', ...options)
      expect(code).toBe(2)
      expect(message).toContain('2 scores (0 in line 3, 33 in line 5) lie outside the scale 1:4')
    }
    const d = await fitted(read('range.csv'))
    expect(sentence(d, 'MIXED_SCALES')).toContain('The lowest is 0 (line 3) and the highest 33 (line 5)')
  })

  test('decimal commas are read as decimals where all numbers have them, and told', async () => {
    const halves = (i: number) => String(noise(i, 8) / 2)
    const text = (of: (i: number) => string, separator = ';') =>
      [
        ['candidate', 'interviewer', 'score'],
        ...Array.from({ length: 40 }, (_, i) => [`c${i % 8}`, `j${i % 5}`, of(i)]),
      ]
        .map((cells) => cells.join(separator))
        .join('\n')
    const commas = (i: number) => halves(i).replace('.', ',')
    const right = await fitted(text(halves))
    for (const content of [text(commas), text(commas, '\t'), text((i) => `"${commas(i)}"`, ',')]) {
      const d = await fitted(content)
      expect(d.varianceComponents).toEqual(right.varianceComponents)
      expect(sentence(d, 'DECIMAL_COMMA')).toContain('2,5 is two and a half')
    }
    const mixed = await run(text((i) => (i === 30 ? '2.5' : commas(i))))
    expect(mixed.message).toMatch(/column "score": "\d,5" is not a number; write it with a decimal point/)
    const thousands = await run(text((i) => (i % 4 ? String(900 + noise(i, 9)) : '1.250')))
    expect(thousands.message).toContain('line 2, column "score": 1.250 may be 1250 with a point between the thousands')
  })

  test('ratings on two scales are told', async () => {
    const rows = (of: (i: number) => string) => Array.from({ length: 40 }, (_, i) => `c${i % 8},j${i % 5},${of(i)}`)
    const head = 'candidate,interviewer,score'
    const one = await fitted([head, ...rows((i) => String(i % 5 ? noise(i, 5) : noise(i, 5) / 5))].join('\n'))
    expect(sentence(one, 'MIXED_SCALES')).toContain('in the column interviewer, j0 has 0.4 to 1 and the others 1 to 5')
    const some = await fitted([head, ...rows((i) => String(i % 3 ? noise(i, 5) : noise(i, 5) / 5))].join('\n'))
    expect(sentence(some, 'MIXED_SCALES')).toContain('some lie between 0 and 1')
    const halves = await fitted([head, ...rows((i) => String(noise(i, 8) / 2))].join('\n'))
    expect(codes(halves)).not.toContain('MIXED_SCALES')
    const mistyped = await fitted([head, ...rows((i) => (i === 7 ? '99' : String(noise(i, 8) / 2)))].join('\n'))
    expect(sentence(mistyped, 'MIXED_SCALES')).toContain('there is none between 4 and 99. The lowest is 0.5 (line ')
    const code = await fitted([head, ...rows((i) => (i === 7 ? '-9' : String(noise(i, 4))))].join('\n'))
    expect(sentence(code, 'MIXED_SCALES')).toContain('there is none between -9 and 1. The lowest is -9 (line 9)')
  })

  test('a FACETS file: refused by name without --facets, read whole with it', async () => {
    const content = read('fac.csv')
    for (const options of [[], ['--score', '3', '--candidate', '1', '--interviewer', '7', '--criterion', '2']]) {
      const { code, message } = await run(content, ...options)
      expect(code).toBe(2)
      expect(message).toContain('ratings.csv: line 1 looks like data')
      expect(message).toContain('--facets')
    }
    const d = await fitted(content, '--facets')
    expect(d.input).toMatchObject({ rows: 8, used: 8 })
    expect(d.candidates!.map((c) => [c.candidate, c.n])).toEqual([
      ['1', 2],
      ['2', 2],
      ['3', 2],
      ['4', 2],
    ])
    expect(d.interviewers!.map((j) => j.interviewer)).toEqual(['7', '8'])
  })

  test('a FACETS file with ranges, comments, weights, a specification and another order', async () => {
    const content = [
      'Title = Example ; comment',
      'Facets = 3',
      'Data =',
      '; judge, person, trait',
      '7,1,1-3,4,3,2',
      '8,1,1-3,1,.,4 ; one rating is missing',
      'R2,7,2,1-3,2,2,1',
      '8\t2\t1\t1',
      '',
      '7 3 2 4',
      '8 3 1 3',
    ].join('\r\n')
    const d = await fitted(content, '--facets', 'interviewer,candidate,criterion')
    expect(d.input).toMatchObject({
      rows: 15,
      used: 14,
      skipped: { first: [{ line: 6, reason: 'column "score" is blank' }] },
    })
    expect(d.interviewers!.map((j) => [j.interviewer, j.n])).toEqual([
      ['7', 10],
      ['8', 4],
    ])
    expect(Object.keys(d.weights)).toEqual(['1', '2', '3'])
    expect(codes(d)).not.toContain('FACETS_LABELS')
    const labelled = content.replace(
      'Data =',
      [
        'Labels =',
        '1, judges, A ; anchored',
        '7 = Ann, 0.25',
        '8 = "Ben, Dr"',
        '*',
        '2=people',
        '1=Kim',
        '2=Kim',
        '*',
        '3, traits',
        '1-2=any',
        '3=Clarity',
        '*',
        'Model = ?,?,?,R4',
        'Data =',
      ].join('\r\n'),
    )
    const called = await fitted(labelled, '--facets=interviewer,candidate,criterion')
    expect(called.interviewers!.map((j) => [j.interviewer, j.n])).toEqual([
      ['Ann', 10],
      ['Ben, Dr', 4],
    ])
    expect(called.candidates!.map((c) => c.candidate).sort()).toEqual(['3', 'Kim (1)', 'Kim (2)'])
    expect(Object.keys(called.weights).sort()).toEqual(['1', '2', 'Clarity'])
    expect(sentence(called, 'FACETS_LABELS')).toContain('called by their names after Labels=')
    expect(called.criterion.value).toBeCloseTo(d.criterion.value!, 8)
    const short = await run(content.replace('4,3,2', '4,3'), '--facets=interviewer,candidate,criterion')
    expect(short).toMatchObject({
      code: 2,
      message: expect.stringContaining('line 5 has 2 ratings where 3 facets ask for 3') as string,
    })
    const latin = Buffer.from(content.replace('one rating', 'ein M\u00fcll'), 'latin1')
    expect((await fitted(latin, '--facets=interviewer,candidate,criterion')).input.used).toBe(14)
    const away = await run('Facets = 2\nData = ratings.txt\n', '--facets')
    expect(away.message).toContain('the data are in "ratings.txt"; give that file instead')
  })

  test('lines of means and totals below the ratings are named; a person called Max is not', async () => {
    const lines = (interviewers: string[]) =>
      interviewers.flatMap((who, j) => [1, 2, 3, 4, 5].map((c) => `c${c},${who},${noise(5 * j + c, 4)}`))
    const head = 'candidate,interviewer,score'
    const plain = await fitted([head, ...lines(['Ann', 'Sum Li', 'Max'])].join('\n'))
    expect(codes(plain)).not.toContain('SUMMARY_ROW')
    const summed = await fitted([head, ...lines(['Ann', 'Ben', 'Max']), 'Mean,Ann,2.5', 'SD,Ann,1'].join('\n'))
    expect(sentence(summed, 'SUMMARY_ROW')).toContain(
      'The column candidate has "Mean" (line 17), "SD" (line 18), which',
    )
    const averaged = await fitted([head, ...lines(['Ann', 'Ben', 'Average'])].join('\n'))
    expect(sentence(averaged, 'SUMMARY_ROW')).toContain('The column interviewer has "Average" (line 12), which may be')
  })

  test('a file without a header is refused even where its first line could be names', async () => {
    const { code, message } = await run(
      'C1,Ada,design,3\nC1,Ada,coding,2\nC2,Ada,design,4\nC2,Bo,coding,3\nC3,Bo,design,1\nC3,Ada,coding,2\n',
      '--score',
      '3',
      '--candidate',
      'C1',
      '--interviewer',
      'Ada',
      '--criterion',
      'design',
    )
    expect({ code, message }).toEqual({
      code: 2,
      message: expect.stringContaining('ratings.csv: line 1 looks like data') as string,
    })
  })
})
