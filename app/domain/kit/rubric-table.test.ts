import { describe, expect, test } from 'vitest'
import { levelOf, readRubric } from './rubric-table'

const table = (header: string[], ...rows: string[][]) => ({
  header,
  headerLine: 1,
  rows: rows.map((cells, at) => ({ line: at + 2, cells })),
})
const read = (...given: Parameters<typeof table>) => {
  const rubric = readRubric(table(...given))
  if (!rubric.ok) throw new Error(rubric.error.message)
  const { criteria, ...rest } = rubric.value
  return { ...rest, criteria: criteria.map(({ texts, ...one }) => ({ ...one, texts: Object.fromEntries(texts) })) }
}

test.each([
  ['3', '3'],
  [' -1 ', '-1'],
  ['Level 2', '2'],
  ['3 - Meets', '3'],
  ['4: strong', '4'],
  ['Exceeds expectations (5)', '5'],
  ['Poor', 'Poor'],
  ['No evidence', 'No evidence'],
  ['2026', null],
  ['Notes', null],
  ['Weight', null],
])('a column called %j is the level %j', (name, level) => {
  expect(levelOf(name)).toBe(level)
})

test('long: a blank criterion is the one above, and several texts of a level are one', () => {
  expect(
    read(
      ['Topic', 'Level', 'Description', 'Owner'],
      ['Focus', '1', 'Small\ntasks', 'x'],
      ['', '2', 'Projects', ''],
      ['', '2', 'Plans them', ''],
      ['Care', '2', 'b', ''],
    ),
  ).toEqual({
    criteria: [
      { name: 'Focus', means: '', texts: { 1: 'Small tasks', 2: 'Projects Plans them' } },
      { name: 'Care', means: '', texts: { 2: 'b' } },
    ],
    scale: ['1', '2'],
    repeated: [{ criterion: 'Focus', level: '2', line: 4 }],
    ignored: ['Owner'],
  })
})

test('a criterion in bold has a name without asterisks', () => {
  const names = ['**Modelling**', '*Care*', 'C*', '2 * 2'].map((name) => [name, 'a', 'b'])
  expect(read(['Criterion', '1', '2'], ...names).criteria.map(({ name }) => name)).toEqual([
    'Modelling',
    'Care',
    'C*',
    '2 * 2',
  ])
})

test('wide: the first column that is no level holds the criteria, a description what is meant', () => {
  expect(read(['', 'Description', '2 (good)', '1 (poor)'], ['Focus', 'Looks at one thing', 'b', 'a'])).toEqual({
    criteria: [{ name: 'Focus', means: 'Looks at one thing', texts: { 1: 'a', 2: 'b' } }],
    scale: ['1', '2'],
    repeated: [],
    ignored: [],
  })
})

describe('what is no rubric is a sentence with its line', () => {
  test.each<[Parameters<typeof table>, number, RegExp]>([
    [
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      1,
      /^no column for the criterion and the level and the text was found among "a", "b"\. Name the columns/,
    ],
    [
      [
        ['Criterion', 'Level', 'Text'],
        ['', '1', 'x'],
      ],
      2,
      /^this row has no criterion/,
    ],
    [
      [
        ['Criterion', 'Level', 'Text'],
        ['Focus', '', 'x'],
      ],
      2,
      /^this text of "Focus" has no level/,
    ],
    [
      [
        ['Criterion', 'Level', 'Text'],
        ['Focus', '1', 'x'],
      ],
      1,
      /^the table has only one level/,
    ],
    [[['Criterion', 'Level', 'Text']], 1, /^the table has no rows/],
  ])('%j', (given, line, message) => {
    expect(readRubric(table(...given))).toMatchObject({
      ok: false,
      error: { line, message: expect.stringMatching(message) as string },
    })
  })
})
