import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { xlsxOf } from '~/tables'
import { agreementCommand } from '../../../test/setup/agreement'

const { table, refusal } = agreementCommand()

describe('words for a missing value are missing, and counted', () => {
  const content = readFileSync(new URL('../../../test/golden/field-cases/none.csv', import.meta.url), 'utf8')
  const words = ['None', 'nan', 'NaN', 'null', 'NULL', 'N/A', 'n/a', '#N/A', 'NA', '-', '.', '"NA"', ' NA ']
  test.each(words)('%s', async (word) => {
    for (const metric of ['ordinal', 'nominal', 'interval'] as const) {
      const { alpha, exact, input, said } = await table(content.replaceAll('None', word), '--metric', metric)
      expect(alpha.value).toBe(1)
      expect(exact).toEqual({ value: 1, pairs: 5 })
      expect(input.values).toBe(7)
      expect(said('MISSING_VALUES')[0]).toContain(`"${word.trim().replaceAll('"', '')}" (2)`)
    }
  })

  test('each spelling is counted, blanks too, in a long table as well', async () => {
    const rows = ['1,A,3', '1,B,N/A', '2,A,-', '2,B,', '3,A,2', '3,B,2', '4,A,N/A', '4,B,1']
    const { said, input } = await table(`unit,rater,value\n${rows.join('\n')}\n`, '--long', 'unit,rater,value')
    expect(said('MISSING_VALUES')).toEqual([
      'Cells taken as missing: "N/A" (2), "-" (1), blank (1). If one of these is a rating, name it in --levels.',
    ])
    expect(input).toMatchObject({ units: 4, raters: 2, values: 4 })
  })

  test('in columns of names they are names', async () => {
    const { input, kappa } = await table(
      'unit,rater,value\nNone,NA,1\nNone,B,1\nC2,NA,2\nC2,B,2\n',
      '--long',
      'unit,rater,value',
    )
    expect(input).toMatchObject({ units: 2, raters: 2, values: 4 })
    expect(kappa).toMatchObject({ a: 'NA', b: 'B', n: 2, plain: 1 })
  })
})

test('a row of means is told, and so is a unit that stands twice', async () => {
  expect((await table('unit,A,B\nC1,3,4\nC2,2,1\n\nMean,2.5,2.5\n')).said('SUMMARY_ROW')[0]).toContain(
    'Line 5 ("Mean")',
  )
  expect((await table('unit,A,B\nC1,3,4\nC1,2,1\n')).said('UNIT_TWICE')[0]).toContain('stands on lines 2 and 3')
})

test.each(['\u00d8', 'Max score', 'Weight', 'Avg', 'Min', 'Std. Dev.', 'Max'])(
  'a row named %s below the table is told',
  async (name) => {
    const { said } = await table(`unit,A,B\nx,3,3\ny,2,1\nz,4,4\n${name},3,2.67\n`)
    expect(said('SUMMARY_ROW')).toEqual([expect.stringContaining(`Line 5 ("${name}") may be computed`)])
  },
)

test('a candidate called Max between others is none', async () => {
  expect((await table('unit,A,B\nMax,3,3\ny,2,1\nz,4,4\n')).codes).not.toContain('SUMMARY_ROW')
})

test('words that begin with numbers are offered in their order', async () => {
  const { said } = await table('unit,A,B\n1,10 - Top,2 - Fair\n2,2 - Fair,2 - Fair\n')
  expect(said('CATEGORIES')[0]).toContain('--levels "2 - Fair,10 - Top"')
})

describe('numbers in another notation are refused', () => {
  test.each(['0x2', '1_000', '\u0661', '1,250', '1 000', '50 %', '\u22122', 'Infinity'])('%s', async (cell) => {
    const sentence = `table.csv: line 3, column "B": "${cell}" is not a number; write one such as 3 or 2.5, or leave the cell blank if it is missing.\n`
    expect(await refusal(`unit;A;B\n1;2;2\n2;3;${cell}\n`)).toBe(sentence)
    expect(await refusal(`unit;A;B\n1;no;no\n2;yes;${cell}\n`)).toBe(sentence)
    if (/^[0\d]x|_|[^\x20-\x7e]|Inf/.test(cell))
      expect(await refusal(`unit;A;B\n1;2;2\n2;3;${cell}\n`, '--metric', 'nominal')).toBe(sentence)
  })
})

describe('--scale', () => {
  test('ratings outside are refused with their lines, wide and long', async () => {
    expect(await refusal('unit,A,B\n1,3,0\n2,2,33\n3,1,2\n', '--scale', '1:4')).toBe(
      'table.csv: 2 ratings (0 in line 2, column "B"; 33 in line 3, column "B") lie outside the scale 1:4; correct the file, or give its scale with --scale MIN:MAX.\n',
    )
    const long = 'unit,rater,value\n1,A,3\n1,B,4\n2,A,5\n2,B,1\n'
    expect(await refusal(long, '--long', 'unit,rater,value', '--scale', '1:4')).toContain(
      'the rating 5 in line 4, column "value" lies outside the scale 1:4',
    )
    expect((await table(long, '--long', 'unit,rater,value', '--scale', '1:5')).input.values).toBe(4)
  })

  test('without it, ratings on two scales are told: by rater, by fractions, by a gap', async () => {
    const mixed = await table('unit,A,B\n1,0.2,1\n2,0.6,3\n3,1,5\n4,0.4,2\n')
    expect(mixed.said('MIXED_SCALES')).toEqual([
      'Ratings seem to be on two scales: those of A go from 0.2 to 1 and those of the others from 1 to 5. Bring all ratings to one scale; --scale MIN:MAX refuses what lies outside it, with the lines.',
    ])
    expect((await table('unit,A,B\n1,0.5,4\n2,3,3\n3,2,0.75\n')).codes).toContain('MIXED_SCALES')
    expect((await table('unit,A,B\n1,1,2\n2,3,33\n3,4,2\n')).said('MIXED_SCALES')[0]).toContain(
      'there is none between 4 and 33',
    )
    expect((await table('unit,A,B\n1,1,2\n2,3,-9\n3,4,2\n')).said('MIXED_SCALES')[0]).toContain(
      'there is none between -9 and 1',
    )
    for (const options of [[], ['--metric', 'interval']])
      expect((await table('unit,A,B\n1,1,2\n2,3,3\n3,4,2\n', ...options)).codes).not.toContain('MIXED_SCALES')
    expect((await table('unit,A,B\n1,1,2\n2,3,33\n3,4,2\n', '--metric', 'nominal')).codes).not.toContain('MIXED_SCALES')
    expect((await table('unit,A,B\n1,1,2\n2,3,33\n3,4,2\n', '--scale', '1:40')).codes).not.toContain('MIXED_SCALES')
  })

  test.each(['1', '4:1', '1:x', '1:2:3', ':4'])('%s is no scale', async (scale) => {
    expect(await refusal('a,b\n1,2\n', '--scale', scale)).toContain(
      `--scale ${scale}: give the lowest and the highest rating`,
    )
  })
})

describe('numbers with commas and points', () => {
  const points = ['unit,A,B,C', 'K1,3.5,4,3', 'K2,2,2.5,1', 'K3,4,4,4.5', 'K4,1,2,2', 'K5,3,3,4.25'].join('\n')

  test('decimal commas after semicolons, tabs and in quotation marks are read as decimals, and told', async () => {
    const right = await table(points)
    const european = points.replaceAll(',', ';').replaceAll('.', ',')
    for (const content of [
      european,
      european.replaceAll(';', '\t'),
      points.replaceAll(/\d\.\d+/g, (n) => `"${n.replace('.', ',')}"`),
    ]) {
      const { alpha, icc, said } = await table(content)
      expect([alpha, icc]).toEqual([right.alpha, right.icc])
      expect(said('DECIMAL_COMMA')).toEqual([
        'The numbers have a decimal comma and were read so: 2,5 is two and a half.',
      ])
    }
    expect(right.codes).not.toContain('DECIMAL_COMMA')
  })

  test('commas beside points, and commas that may separate thousands, are refused', async () => {
    expect(await refusal('u;A;B\n1;3,5;2\n2;2.5;1\n')).toContain('line 2, column "A": "3,5" is not a number')
    expect(await refusal('unit;A;B\n1;1,250;2\n2;2;1\n')).toContain('line 2, column "A": "1,250" is not a number')
  })

  test('a column of means with decimal commas is no rater in silence', async () => {
    const content = 'unit;A;B;Xy\n1;3;4;3,5\n2;2;3;2,5\n3;1;4;2,5\n4;2;1;1,5\n5;3;2;2,5\n'
    expect(await refusal(content)).toContain('the column "Xy" may hold no ratings: on every row it is the mean')
  })

  test('1.250 beside 900 after semicolons is asked about', async () => {
    expect(await refusal('unit;A;B\n1;1.250;900\n2;800;1.100\n')).toBe(
      'table.csv: line 2, column "A": 1.250 may be 1250 with a point between the thousands, or 1.25, and other values are as large as 900; write numbers without a separator of thousands.\n',
    )
    expect((await table('unit;A;B\n1;1.250;2\n2;3;1.125\n')).input.values).toBe(4)
    expect((await table('unit,A,B\n1,1.250,900\n2,800,1.100\n')).input.values).toBe(4)
  })
})

describe('what is no plain table is refused by name', () => {
  test.each([
    ['two header lines', 'unit,Anna,,Bjoern,\n,first,second,first,second\nK1,3,4,3,3\nK2,2,2,1,2\n', 2],
    ['a MultiIndex', 'rater,Anna,Bjoern\ncriterion,c1,c1\nunit,,\nK1,3,4\nK2,2,2\n', 3],
    [
      'Qualtrics',
      'Q1,Q2\nHow good is it?,How clear is it?\n"{""ImportId"":""1""}","{""ImportId"":""2""}"\n3,4\n2,2\n',
      3,
    ],
  ])('%s has more than one header line', async (_, content, lines) => {
    expect(await refusal(content)).toMatch(
      new RegExp(`the header seems to have ${lines} lines: line 2 \\(.*\\) holds words .*; keep one header line`),
    )
  })

  test('the line above the header of a pivot table is left out, and its row labels are no rater', async () => {
    const content = 'Average of Score,Column Labels,,\nRow Labels,Anna,Bjoern,Cem\nK1,3,4,3\nK2,2,2,1\n'
    expect((await table(content)).input).toMatchObject({ units: 2, raters: 3, values: 6 })
  })

  test('words in the first row beside numbers are a slip, not a header', async () => {
    expect(await refusal('unit,A,B\nx,three,2\ny,2,2\n')).not.toContain('header')
  })

  test('a Markdown table and columns aligned by spaces', async () => {
    expect(await refusal('| unit | A | B |\n|------|:--:|---|\n| x | 3 | 4 |\n| y | 2 | 1 |\n')).toContain(
      'the file is a Markdown table; save it as CSV',
    )
    for (const content of ['unit  A  B\nx     3  4\ny     2  1\n', '  A B\n1 3 4\n2 2 1\n'])
      expect(await refusal(content)).toContain('the columns seem to be separated by spaces')
  })

  test('a sheet without rows is named, with the others', async () => {
    const column = (name: string) => ({ name })
    const file = await xlsxOf([
      { name: 'Notes', columns: [column('unit'), column('A')], rows: [] },
      { name: 'Ratings', columns: [column('unit'), column('A'), column('B')], rows: [['x', 1, 2]] },
    ])
    expect(await refusal(file)).toMatch(
      /the sheet "Notes" has a header in row 1 and no rows below it; choose another with --sheet: "Ratings"/,
    )
  })
})
