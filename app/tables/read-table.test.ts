import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnAt, readTable, TableProblem, type TableOptions } from './index'

const read = (content: string | Uint8Array, options?: TableOptions) =>
  readTable({ name: 'table.csv', bytes: typeof content === 'string' ? Buffer.from(content) : content }, options)
const fieldCase = (name: string) =>
  readTable({ name, bytes: readFileSync(new URL(`../../test/golden/field-cases/${name}`, import.meta.url)) })
const cellsOf = async (content: string | Uint8Array, options?: TableOptions) =>
  (await read(content, options)).rows.map(({ cells }) => cells)
const codes = ({ notes }: { notes: { code: string }[] }) => notes.map(({ code }) => code)

describe('cases of the field', () => {
  test('14: the separator that line 1 names is obeyed, and the line counts', async () => {
    const seps = await fieldCase('seps.csv')
    expect(seps).toMatchObject({ delimiter: ';', header: ['name', 'email', 'phone'], headerLine: 2 })
    expect(seps.rows).toEqual([{ line: 3, cells: ['Yara Haddad', 'yara@example.org', ''], quoted: null }])
    expect((await fieldCase('sc.csv')).header).toEqual(['candidate', 'interviewer', 'score'])
    expect((await fieldCase('sep.csv')).rows).toMatchObject([
      { line: 3, cells: ['1', '3', '4'] },
      { line: 4 },
      { line: 5 },
    ])
  })

  test('17: the header stands below notes', async () => {
    const table = await fieldCase('li.csv')
    expect(table).toMatchObject({ headerLine: 4, delimiter: ',' })
    expect(table.header).toEqual([
      'First Name',
      'Last Name',
      'URL',
      'Email Address',
      'Company',
      'Position',
      'Connected On',
    ])
    expect(table.rows).toMatchObject([
      {
        line: 5,
        cells: ['Yara', 'Haddad', 'https://example.org/yh', 'yara@example.org', 'Example', 'Engineer', '05 Mar 2026'],
      },
    ])
    expect(table.notes).toEqual([
      {
        code: 'HEADER_LINE',
        message: 'Line 4 was taken for the header; what stands above it (“Notes:”) was left out.',
      },
    ])
  })

  test('18: a letter of 24,000 characters is a cell, and lines are those on which records begin', async () => {
    const long = await fieldCase('long.csv')
    expect(long.rows).toHaveLength(2)
    expect(long.rows[0]!.cells[3]!.length).toBeGreaterThan(20_000)
    expect((await fieldCase('ln.csv')).rows.map(({ line }) => line)).toEqual([2, 5])
  })

  test('19: separators at the ends of lines are nothing, a repeated name matters only if asked for', async () => {
    const tr = await fieldCase('tr.csv')
    expect(tr.header).toEqual(['name', 'email', 'phone'])
    expect(tr.rows.map(({ cells }) => cells.length)).toEqual([3, 3])
    expect(codes(tr)).toEqual(['TRAILING_SEPARATORS'])
    const tc2 = await fieldCase('tc2.csv')
    expect(tc2).toMatchObject({ header: ['candidate', 'interviewer', 'score'], rowNames: false })
    expect(tc2.rows[0]).toMatchObject({ cells: ['C1', 'A', '3'] })
    const twice = await fieldCase('dupcol.csv')
    expect(columnAt(twice, 'score')).toBe(5)
    expect(columnAt(twice, 'none')).toBe(-1)
    expect(() => columnAt(twice, 'comment')).toThrow(
      'line 1: the column "comment" appears twice, as columns 4 and 5; give one of them another name',
    )
  })

  test('21: separators inside quotation marks do not count', async () => {
    expect(await fieldCase('del.csv')).toMatchObject({
      delimiter: ',',
      header: ['Name', 'Skills; tools; languages; notes', 'Email'],
      rows: [{ line: 2, cells: ['Yara Haddad', 'a;b', 'yara@example.org'], quoted: new Set([0, 1, 2]) }],
    })
  })

  test('1 and 9: row names that R wrote, and which names stood in quotation marks', async () => {
    const unnamed = await fieldCase('unnamed.csv')
    expect(unnamed).toMatchObject({ header: ['', 'Ada', 'Ben', 'Cyd'], rowNames: true })
    expect(codes(unnamed)).toEqual(['ROW_NAMES'])
    const { rows } = await fieldCase('naq.csv')
    expect(rows[0]).toEqual({ line: 2, cells: ['C1', 'NA', 'd', '3'], quoted: new Set([1]) })
    expect(rows[1]!.quoted).toBeNull()
  })
})

describe('separators', () => {
  test.each<[string, string, string, string[]]>([
    ['semicolons beside decimal commas', 'a;b\n1,5;2,5\n3,5;4,5\n', ';', ['1,5', '2,5']],
    ['tabs', 'a\tb\n1,5\tx;y\n', '\t', ['1,5', 'x;y']],
    ['vertical bars where nothing else separates', 'a|b|c\n1|2|3\n4|5|6\n', '|', ['1', '2', '3']],
    ['a comma although cells hold bars', 'a,b\n1|2,x|y\n', ',', ['1|2', 'x|y']],
    ['a comma although notes hold semicolons', 'name,notes\nA,x;y\nB,z;w\nC,p;q\n', ',', ['A', 'x;y']],
    ["R's spaces", '"a" "b"\n"1" 3 "x y"\n"2" 4 "z"\n', ' ', ['1', '3', 'x y']],
    ['a comma inside quotation marks', '"Haddad, Yara";1\n"Eze, Chidi";2\n', ';', ['Eze, Chidi', '2']],
    ['one column', 'score\n3\n\n4\n', ',', ['3']],
    ['one column of words', 'full name\nYara Haddad\nChidi Eze\n', ',', ['Yara Haddad']],
    ['a separator that line 1 names with quotation marks', '"sep=|"\na|b\n1|2\n', '|', ['1', '2']],
    ['a tab that line 1 names', 'sep=\t\r\na\tb\r\n1\t2\r\n', '\t', ['1', '2']],
  ])('%s', async (_, content, delimiter, first) => {
    const table = await read(content)
    expect(table.delimiter).toBe(delimiter)
    expect(table.rows[0]!.cells).toEqual(first)
  })

  test('a single column with decimal commas is not taken for two', async () => {
    await expect(read('score\n3,5\n2,5\n')).rejects.toThrow('line 2 has 2 cells and the header 1')
  })
})

describe('the header', () => {
  test.each<[string, string, number, string[]]>([
    ['below a title', 'Panel of May\nunit,A,B\n1,3,4\n2,4,4\n', 2, ['unit', 'A', 'B']],
    ['below a title that was padded', 'Panel of May,,\n,,\nunit,A,B\n1,3,4\n2,4,4\n', 3, ['unit', 'A', 'B']],
    [
      'below names and values, after an empty line',
      'Job,Engineer\nBy,Ada\n\na,b,c,d,e\n1,2,3,4,5\n',
      4,
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['below a note with a stray quotation mark', 'The 5" list\nunit,A,B\n1,3,4\n2,4,4\n', 2, ['unit', 'A', 'B']],
    ['on line 1 after empty lines', '\n\nunit,A\n1,2\n', 3, ['unit', 'A']],
    ['on line 1 although it is narrow', 'id,score\nC1,A,d,3\nC2,A,d,2\n', 0, []],
    ['on line 1 although it is one cell, above numbers', 'scores,,\n1,2,3\n3,4,5\n', 1, ['scores', '', '']],
  ])('%s', async (_, content, line, header) => {
    if (line === 0) return expect(read(content)).rejects.toThrow(TableProblem)
    const table = await read(content)
    expect(table.headerLine).toBe(line)
    expect(table.header).toEqual(header)
  })

  test('that stands on the eleventh line is found, on the twelfth not', async () => {
    const below = (lines: number) => `${'a note\n'.repeat(lines)}unit,A,B\n1,3,4\n2,4,4\n`
    expect((await read(below(10))).headerLine).toBe(11)
    await expect(read(below(11))).rejects.toThrow('line 12 has 3 cells and the header 1')
  })

  test('is not looked for if there is none', async () => {
    const table = await read('1,7,2,3\n1,8,2,4\n', { header: 'none' })
    expect(table).toMatchObject({ header: ['', '', '', ''], headerLine: 0, rowNames: false })
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2])
  })
})

describe('row names', () => {
  test.each<[string, string, boolean, string[]]>([
    ["R's write.table, one name short", 'Ada,Ben\nC1,3,4\nC2,2,\n', true, ['', 'Ada', 'Ben']],
    ["R's write.table of one column", '"score"\n"1",3\n"2",4\n', true, ['', 'score']],
    ["R's write.table, the last column blank", '"a","b"\n"1",3,\n"2",4,\n', true, ['', 'a', 'b']],
    ['a separator at every line end', 'a,b\nC1,3,\nC2,4,\n', false, ['a', 'b']],
    ['pandas', ',A,B\n0,3,4\n1,2,2\n', true, ['', 'A', 'B']],
    ['pandas, read and written again', 'Unnamed: 0,A\n0,3\n1,2\n', true, ['Unnamed: 0', 'A']],
    ['R, read and written again', 'X,A\n1,3\n2,2\n', true, ['X', 'A']],
    ['a rater called X', 'X,A\n3,3\n2,2\n', false, ['X', 'A']],
    ['an unnamed column in which names stand twice', ',A\nC1,3\nC1,2\n', false, ['', 'A']],
  ])('%s', async (_, content, rowNames, header) => {
    expect(await read(content)).toMatchObject({ rowNames, header })
  })
})

describe('encodings', () => {
  const text = 'name,n\r\nZoë,1\r\nŠárka,2\r\n'
  const utf16 = Buffer.from(text, 'utf16le')
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(text), 'UTF-8'],
    ['UTF-8 with byte order mark', Buffer.from(`\uFEFF${text}`), 'UTF-8'],
    ['UTF-8 with byte order mark and quoted header', Buffer.from(`\uFEFF"name",n\nZoë,1\nŠárka,2\n`), 'UTF-8'],
    ['UTF-16 LE', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 BE', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'UTF-16'],
    ['UTF-16 LE without byte order mark', utf16, 'UTF-16'],
    ['Windows-1252', Buffer.from(text.replace('Š', '\u008a'), 'latin1'), 'Windows-1252'],
  ])('%s', async (_, bytes, encoding) => {
    const table = await read(bytes)
    expect(table.encoding).toBe(encoding)
    expect(table.header).toEqual(['name', 'n'])
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['Zoë', 'Šárka'])
    expect(codes(table)).toEqual(encoding === 'UTF-8' ? [] : ['ENCODING'])
  })

  test('UTF-8 with damage is refused, not taken for Windows-1252', async () => {
    const bytes = Buffer.concat([Buffer.from('name,n\nZoë,1\nB'), Buffer.from([0xeb]), Buffer.from('n,2\n')])
    await expect(read(bytes)).rejects.toThrow('line 3 is not UTF-8; save the table as CSV in UTF-8')
  })
})

describe('lines', () => {
  test.each(['\n', '\r\n', '\r'])('a record has the line on which it begins, with line ends %j', async (end) => {
    const content = ['a,b', '1,"x', 'y"', '', '2,"p', '', 'q"', '3,r', ''].join(end)
    const { rows } = await read(content)
    expect(rows.map(({ line }) => line)).toEqual([2, 5, 8])
    expect(rows[1]!.cells[1]).toBe(['p', '', 'q'].join(end))
  })

  test('whatever stands in the cells', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a', ' b ', 'x,y', 'p\r\nq', 'p\nq', 'p\rq', '"', 'a"b', ';', '\t', '007', 'é'),
      fc.string({ maxLength: 8, unit: 'grapheme' }).filter((one) => !one.includes('\0')),
    )
    const row = fc.tuple(fc.constant('k'), cell, cell)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const quoted = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        const content = `one,two,three\n${quoted.join('\n')}\n`
        let line = 2
        const expected = quoted.map((record, at) => {
          const begins = line
          line += record.split(/\r\n|\r|\n/).length
          return { line: begins, cells: rows[at], quoted: new Set([0, 1, 2]) }
        })
        expect((await read(content)).rows).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

test('a row of another length is kept where that is asked for', async () => {
  expect(await cellsOf('a,b\n1\n1,2,3\n1,2\n', { ragged: 'keep' })).toEqual([['1'], ['1', '2', '3'], ['1', '2']])
})
