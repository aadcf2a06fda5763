import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { agreementCommand } from '../../../test/setup/agreement'

/**
 * Files as people bring them (`test/golden/field-cases`, made-up data). Right values: numpy 2.4.6 and scipy 1.17.1, from the
 * definitions in Krippendorff (2011), Cohen (1960, 1968) and McGraw & Wong (1996).
 */
const CASES = fileURLToPath(new URL('../../../test/golden/field-cases', import.meta.url))
const LONG = ['--long', 'candidate,interviewer,score']
const { file, table, refusal } = agreementCommand()
const fieldCase = (name: string, ...options: string[]) => file(CASES, name, options)

describe('1: a column of identifiers is no rater', () => {
  test.each([['unnamed.csv'], ['named.csv'], ['essay.csv'], ['essay.csv', '--unit', 'Essay']])(
    '%s %s %s',
    async (name, ...options) => {
      const { input, icc, exact, kappa } = await fieldCase(name, ...options, '--metric', 'interval')
      expect(input).toMatchObject({ raters: 3, units: 6, values: 18 })
      expect(icc.ICC1!.estimate).toBeCloseTo(0.861963, 6)
      expect(icc.ICC2!.estimate).toBeCloseTo(0.861111, 6)
      expect(icc.ICC3!.estimate).toBeCloseTo(0.845455, 6)
      expect(exact).toEqual({ value: 12 / 18, pairs: 18 })
      expect([kappa.a, kappa.b]).toEqual(['Ada', 'Ben'])
    },
  )

  test('and alpha is that of the three raters', async () => {
    expect((await fieldCase('unnamed.csv', '--metric', 'interval')).alpha.value).toBeCloseTo(0.846385542, 9)
    const { input, alpha, said } = await fieldCase('statistics/unnamed-column.csv')
    expect(input).toMatchObject({ raters: 2, units: 8 })
    expect(alpha.value).toBeCloseTo(0.857016509, 9)
    expect(said('UNIT_COLUMN')).toEqual([
      'Column 1 has no name and was taken for the names of the units; it is no rater.',
    ])
  })

  test.each(['candidate_id', 'Candidate ID', 'candidateId', 'Unnamed: 0', 'row', 'nr'])('%s is one', async (name) => {
    const content = readFileSync(path.join(CASES, 'statistics/unnamed-column.csv'), 'utf8').replace(/^,/, `${name},`)
    const { input, alpha } = await table(content)
    expect(input.raters).toBe(2)
    expect(alpha.value).toBeCloseTo(0.857016509, 9)
  })

  test('under a name that does not say so it is asked about, and the answer is taken', async () => {
    const content = readFileSync(path.join(CASES, 'essay.csv'), 'utf8').replace('Essay', 'Aufsatz')
    expect(await refusal(content)).toBe(
      'table.csv: the column "Aufsatz" may hold no ratings: its numbers (1, 2, 3 …) look like those of an identifier. Give --unit "Aufsatz" if it names what was rated, --raters "Ada,Ben,Cyd" to leave it out, or --raters "Aufsatz,Ada,Ben,Cyd" if it is a rater.\n',
    )
    expect((await table(content, '--unit', 'Aufsatz')).input.raters).toBe(3)
    expect((await table(content, '--raters', 'Ada,Ben,Cyd')).input.raters).toBe(3)
    expect((await table(content, '--raters', 'Aufsatz,Ada,Ben,Cyd')).input.raters).toBe(4)
  })
})

test('2: a code of -1 beside a word is a category of its own', async () => {
  const missing = await fieldCase('col3.csv', '--metric', 'nominal')
  expect(missing.alpha.value).toBeCloseTo(2 / 3, 9)
  expect(missing.kappa).toMatchObject({ n: 4 })
  expect(missing.kappa.plain).toBeCloseTo(0.636363636, 9)
  expect(missing.exact).toEqual({ value: 3 / 4, pairs: 4 })
  expect(missing.said('MISSING_VALUES')).toEqual([
    'Cells taken as missing: "N/A" (2). If one of these is a rating, name it in --levels.',
  ])
  const category = await fieldCase('col3.csv', '--metric', 'nominal', '--levels=-1,0,1,N/A')
  const words = readFileSync(path.join(CASES, 'col3.csv'), 'utf8').replaceAll('N/A', 'unclear')
  const replaced = await table(
    words.replaceAll('-1', 'minus').replaceAll(/,0|,1/g, (code) => `,code${code[1]}`),
    '--metric',
    'nominal',
  )
  for (const { alpha, kappa, exact } of [category, replaced, await table(words, '--metric', 'nominal')]) {
    expect(alpha.value).toBeCloseTo(0.377358491, 9)
    expect(kappa.plain).toBeCloseTo(0.379310345, 9)
    expect(exact).toEqual({ value: 3 / 6, pairs: 6 })
  }
  const minus = await fieldCase('statistics/words-and-minus.csv', '--metric', 'nominal')
  expect(minus.alpha.value).toBeCloseTo(0.29787234, 8)
  expect(minus.kappa).toMatchObject({ plain: 0.25, linear: null, quadratic: null })
  expect(minus.exact.value).toBe(0.5)
})

describe('4: bounds that do not exist are null', () => {
  test.each([
    ['inv2.csv', 4 / 7, 8 / 11],
    ['statistics/icc-5x2.csv', 2 / 9, 4 / 11],
  ])('%s', async (name, single, mean) => {
    const { icc, said } = await fieldCase(name)
    expect(icc.ICC2!.estimate).toBeCloseTo(single, 9)
    expect(icc.ICC2k!.estimate).toBeCloseTo(mean, 9)
    expect(icc.ICC2k!.lower).toBeNull()
    expect(icc.ICC2k!.upper).toBeGreaterThan(mean)
    expect(said('ICC_INTERVAL')).toEqual([
      'Null: the lower bound of ICC2k; the bound of ICC2 lies at or below -1/(k-1) = -1, where that of the mean of k = 2 raters has no finite value; more units would give one.',
    ])
  })

  test('statistics/icc-8x3.csv', async () => {
    const { icc, codes } = await fieldCase('statistics/icc-8x3.csv')
    expect(icc.ICC2k).toMatchObject({ estimate: null, lower: null, upper: null })
    expect(icc.ICC2!.estimate).toBeCloseTo(-5 / 9, 9)
    expect(codes).toContain('ICC_VARIANCE')
  })
})

describe('5: words have the order that is named, or none', () => {
  const right = { plain: 0.473684211, linear: 0.642857143, quadratic: 0.791666667 }

  test('with it, by words or by the name of a known set', async () => {
    for (const levels of ['Strong No,No,Yes,Strong Yes', 'recommendation', 'strong no, no, YES, Strong  Yes']) {
      const { alpha, kappa, exact } = await fieldCase('words.csv', '--levels', levels)
      expect(alpha.value).toBeCloseTo(0.847058824, 9)
      expect(kappa.plain).toBeCloseTo(right.plain, 9)
      expect(kappa.linear).toBeCloseTo(right.linear, 9)
      expect(kappa.quadratic).toBeCloseTo(right.quadratic, 9)
      expect(exact).toEqual({ value: 3 / 5, pairs: 5 })
    }
  })

  test('without it weighted kappa, intraclass correlations and ordinal alpha are null, and a known set is offered', async () => {
    const { alpha, kappa, icc, exact, said, codes } = await fieldCase('words.csv')
    expect(alpha).toEqual({ value: null, lower: null, upper: null })
    expect(kappa).toMatchObject({ linear: null, quadratic: null })
    expect(kappa.plain).toBeCloseTo(right.plain, 9)
    expect(Object.values(icc).map(({ estimate, p }) => [estimate, p])).toEqual(Array(6).fill([null, null]))
    expect(exact.value).toBe(3 / 5)
    expect(codes).toContain('NO_ORDER')
    expect(said('CATEGORIES')[0]).toContain('give --levels "Strong No,No,Yes,Strong Yes" (or --levels recommendation)')
    expect((await fieldCase('words.csv', '--metric', 'nominal')).alpha.value).toBeCloseTo(0.5, 9)
  })

  test('"No Decision" is missing unless it is a level', async () => {
    const content = `${readFileSync(path.join(CASES, 'words.csv'), 'utf8')}6,No Decision,Yes\n7,No,no decision\n`
    const missing = await table(content, '--levels', 'recommendation')
    expect(missing.alpha.value).toBeCloseTo(0.847058824, 9)
    expect(missing.said('MISSING_VALUES')[0]).toContain('"No Decision" (1), "no decision" (1)')
    const level = await table(content, '--levels', 'Strong No,No,No Decision,Yes,Strong Yes')
    expect(level.exact.pairs).toBe(7)
    expect(level.codes).not.toContain('MISSING_VALUES')
  })

  test('a long table of words is asked about, then read', async () => {
    const content = readFileSync(path.join(CASES, 'w.csv'), 'utf8')
    expect(await refusal(content)).toContain('look like one rating per row; give --long candidate,interviewer,score')
    const { kappa, exact } = await table(content, ...LONG, '--levels', 'recommendation')
    expect(exact).toEqual({ value: 1 / 2, pairs: 2 })
    expect(kappa).toMatchObject({ a: 'A', b: 'B', n: 2 })
  })

  test('a word that is no level is named with its place', async () => {
    expect(await refusal('a,b\nGood,Good\nPoor,God\n', '--levels', 'quality')).toContain(
      'line 3, column "b": "God" is none of the levels "Poor", "Fair", "Good", "Very Good", "Excellent"',
    )
  })
})

describe('6: tables without variation', () => {
  test.each(['flatcv.csv', 'onelevel.csv'])('%s: every coefficient is null and exact agreement is 1', async (name) => {
    for (const metric of ['nominal', 'ordinal', 'interval', 'ratio']) {
      const { icc, alpha, kappa, exact } = await fieldCase(name, '--metric', metric)
      for (const { estimate, lower, upper, f, p } of Object.values(icc))
        expect([estimate, lower, upper, f, p]).toEqual([null, null, null, null, null])
      expect(alpha).toEqual({ value: null, lower: null, upper: null })
      expect(kappa).toMatchObject({ plain: null, linear: null, quadratic: null })
      expect(exact.value).toBe(1)
    }
  })

  test('0.1 + 0.2 is 0.3', async () => {
    const { icc, alpha, kappa, exact } = await table('a,b\n0.3,0.30000000000000004\n0.3,0.3\n0.30000000000000004,0.3\n')
    expect(icc.ICC1).toMatchObject({ estimate: null, p: null })
    expect(alpha.value).toBeNull()
    expect(kappa.plain).toBeNull()
    expect(exact).toEqual({ value: 1, pairs: 3 })
  })

  test('onedev.csv: one odd value gives 0 with every metric', async () => {
    for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'])
      expect((await fieldCase('onedev.csv', '--metric', metric)).alpha.value).toBeCloseTo(0, 12)
  })

  test('skip.csv: a level that nobody used', async () => {
    const { kappa, alpha } = await fieldCase('skip.csv')
    expect(kappa.plain).toBeCloseTo(0.575757576, 9)
    expect(kappa.linear).toBeCloseTo(0.695652174, 9)
    expect(kappa.quadratic).toBeCloseTo(0.790419162, 9)
    expect(alpha.value).toBeCloseTo(0.814285714, 9)
  })
})

describe('10: one rater in two spellings', () => {
  test('composed and decomposed letters are one rater', async () => {
    const [composed, decomposed] = [await fieldCase('nfc.csv', ...LONG), await fieldCase('nfd.csv', ...LONG)]
    expect(decomposed.input).toMatchObject({ raters: 3, units: 6, values: 12 })
    expect({ ...decomposed.whole, input: null }).toEqual({ ...composed.whole, input: null })
    expect(composed.alpha.value).toBeCloseTo(0.646379526, 9)
    expect(await refusal('unit,Zo\u00eb,Zoe\u0308\n1,2,2\n')).toContain('line 1: the column "Zo\u00eb" appears twice')
  })

  test('differing case is told, with every spelling', async () => {
    expect((await fieldCase('case.csv', ...LONG)).said('SIMILAR_NAMES')).toEqual([
      'The raters "ADA" and "Ada" and "ada" differ only in case, spaces or invisible signs and count as different; if they are one, write them alike.',
    ])
    expect((await table('unit,Ada B,Ada  B\n1,2,2\n2,3,3\n')).codes).toContain('SIMILAR_NAMES')
  })
})

describe('the interval of alpha', () => {
  test('statistics/alpha-12.csv: distances are those of each resample', async () => {
    const { alpha } = await fieldCase('statistics/alpha-12.csv')
    expect(alpha.value).toBeCloseTo(0.760416667, 9)
    // 0.209 to 0.956 from 200,000 resamples by numpy; 0.281 to 0.983 with the distances of the whole table.
    expect(Math.abs(alpha.lower! - 0.216)).toBeLessThan(0.03)
    expect(Math.abs(alpha.upper! - 0.956)).toBeLessThan(0.015)
  })

  test('statistics/alpha-one-disagreement.csv: more than a third of the resamples do not vary', async () => {
    const { alpha, said } = await fieldCase('statistics/alpha-one-disagreement.csv')
    expect(alpha.value).toBeCloseTo(0, 12)
    expect([alpha.lower, alpha.upper]).toEqual([null, null])
    expect(said('ALPHA_NO_INTERVAL')[0]).toMatch(/3[4-7] % of 10000 resamples of units hold one single value/)
  })
})
