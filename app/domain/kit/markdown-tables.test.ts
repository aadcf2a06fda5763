import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownTables } from './markdown-tables'

test('tables are found with their headings and lines, with and without bars at the ends', () => {
  const page = [
    '# Rubric',
    'Some words | with a bar.',
    '## **Communication** ##',
    '| Level | Text |',
    '|:-----:|-----|',
    '| 1 | Says `a \\| b` |',
    '| 2 | Two<br>lines | too many |',
    '',
    '```',
    '| no | table |',
    '|----|-------|',
    '```',
    'Level | Text',
    '--- | ---',
    '3 |',
    'The end.',
  ].join('\r\n')
  expect(markdownTables(page)).toEqual([
    {
      line: 4,
      heading: 'Communication',
      header: ['Level', 'Text'],
      rows: [
        { line: 6, cells: ['1', 'Says `a | b`'] },
        { line: 7, cells: ['2', 'Two lines'] },
      ],
    },
    { line: 13, heading: 'Communication', header: ['Level', 'Text'], rows: [{ line: 15, cells: ['3', ''] }] },
  ])
})

test('a table that is written is read back', () => {
  const word = fc.stringMatching(/^[a-z|]{1,8}$/)
  const written = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.array(word, { minLength: 5, maxLength: 5 }), { minLength: 1 }),
      (width, all) => {
        const table = all.map((cells) => cells.slice(0, width))
        const page = [
          written(table[0]!),
          written(Array<string>(width).fill('---')),
          ...table.slice(1).map(written),
        ].join('\n')
        const [read] = markdownTables(page)
        expect([read?.header, ...(read?.rows ?? []).map(({ cells }) => cells)]).toEqual(table)
      },
    ),
  )
})
