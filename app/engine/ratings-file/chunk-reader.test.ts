import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectText } from '~/tables'
import type { ColumnWish } from './column-reader'
import { CarefulReader } from './careful-reader'
import { ChunkReader } from './chunk-reader'
import { openTable, type OpenTable } from './open-table'

const WISHES: ColumnWish[] = [
  { name: 'score', levels: false, numbers: 'always', required: true, score: { range: null } },
  { name: 'who', levels: true, numbers: 'never', required: true, names: true },
  { name: 'when', levels: true, numbers: 'ifAll', required: false },
  { name: 'x', levels: true, numbers: 'always', required: false },
]

interface Lane {
  table: OpenTable | null
  take: (chunk: Buffer) => Promise<void>
  end: () => Promise<void>
}

/** Reads the file from its header on, in pieces of this size. */
async function read(
  laneOf: (line: number, open: (row: readonly string[]) => OpenTable) => Lane,
  bytes: Buffer,
  size: number,
) {
  let lane: Lane
  try {
    const layout = { ...inspectText(bytes, true), delimiter: ',' }
    lane = laneOf(layout.headerLine, (row) =>
      openTable(row, layout, (header) => WISHES.filter((w) => header.includes(w.name))),
    )
    for (let at = layout.headerOffset; at < bytes.length; at += size) await lane.take(bytes.subarray(at, at + size))
    await lane.end()
  } catch (error) {
    return (error as Error).message
  }
  if (lane.table === null) return 'no header'
  const { reader } = lane.table
  const { table, warnings } = reader.table()
  const { rows, factors, numbers } = table
  return {
    rows: reader.rows,
    used: reader.used,
    skipped: reader.skipped,
    warnings,
    table: {
      rows,
      factors: [...factors].map(([n, f]) => [n, [...f.codes], f.levels]),
      numbers: [...numbers].map(([n, x]) => [n, [...x]]),
    },
  }
}

const careful = (bytes: Buffer) =>
  read(
    (line, open) => new CarefulReader({ delimiter: ',', line, table: null }, open, () => undefined),
    bytes,
    bytes.length,
  )
const chunked = (bytes: Buffer, size: number) =>
  read((line, open) => new ChunkReader({ delimiter: ',', line }, open, () => undefined), bytes, size)

const HEADER = 'score,who,when,x,other'
const good = (n: number) => Array.from({ length: n }, (_, i) => `${1 + (i % 4)},w${i % 7},${i % 5},${i / 8},note ${i}`)

test.each<[string, string | Buffer]>([
  ['plain lines', [HEADER, ...good(50)].join('\n')],
  ['a line end at the end', `${[HEADER, ...good(5)].join('\n')}\n`],
  ['Windows line ends', `${[HEADER, ...good(50)].join('\r\n')}\r\n`],
  ['old Mac line ends', [HEADER, ...good(5)].join('\r')],
  ['one Unix line end among Windows ones', `${[HEADER, ...good(5)].join('\r\n')}\n3,w,1,1,o\r\n`],
  ['one Windows line end among Unix ones', `${[HEADER, ...good(5)].join('\n')}\r\n3,w,1,1,o\n`],
  ['a byte order mark', `\uFEFF${[HEADER, ...good(5)].join('\n')}`],
  ['empty lines, also before the header', `\n${HEADER}\n\n${good(3).join('\n\n')}\n\n\n4,\n`],
  ['empty lines after the header', `${HEADER}\n\n${good(3).join('\n\n')}\n\n\n4,\n`],
  ['blank and NA cells', `${HEADER}\n,w1,1,2,o\n3,,1,2,o\n3,NA,1,2,\n3,w3,NA,,o\nNA,w,1,1,o\n3, NA ,1,1,o\n3,w4, ,1,o`],
  [
    'every word for a missing value, and names like them',
    `${HEADER}\n${['N/A', 'n/a', '#N/A', 'None', 'null', 'NULL', 'nan', 'NaN', '.', '-', 'NA'].flatMap((w) => [`${w},gone ${w},1,2,o`, `3,${w},${w},1,o`, `3,"${w}",2,1,o`]).join('\n')}`,
  ],
  [
    'names that differ in case and spaces, or only in composition',
    `${HEADER}\n3,Ada,1,1,o\n3,ada,1,1,o\n3,Ada  B,1,1,o\n3,Ada B,1,1,o\n3,Zo\u00eb,1,1,o\n3,Zoe\u0308,1,1,o`,
  ],
  ['a blank before a non-number skips the row', `${HEADER}\nthree,,1,1,o\n${good(3).join('\n')}`],
  [
    'names with spaces, composed or not, before and after the plain spelling, and known again behind a quoted line end',
    `${HEADER}\n3,a,1,1,o\n3, a,1,1,o\n3,b ,1,1,o\n3,b,1,1,o\n3,\u00eb,1,1,o\n3,c,1,1,o\n3,e\u0308,1,1,o\n,d,1,1,o\n3,d,1,1,o\n3,"d",1,2,"x\ny"\n3,a,1,1,o\n3,c,1,1,o`,
  ],
  ['space around cells', `${HEADER}\n 3 , w1\t,1,\u00a02.5,o\n3,w1,1,2.5,o`],
  [
    'quoted header and cells, as R writes them',
    `"score","who","when","x","o"\n3,"w 1",1,2,"a,b"\n4,"w ""2""",1,2,""\n"4","w 1","1",2,""`,
  ],
  ['a quoted line end', `${HEADER}\n${good(4).join('\n')}\n3,"two\nlines",1,2,o\n${good(4).join('\n')}\n5,w9,1`],
  ['a quotation mark inside a cell', `${HEADER}\n${good(4).join('\n')}\n3,tw"o,1,2,o`],
  ['a quotation mark that is never closed', `${HEADER}\n${good(4).join('\n')}\n3,"two,1,2,o\n3,w,1,2,o`],
  [
    'every way to write a number',
    `${HEADER}\n${[
      '+3',
      '-3',
      '.5',
      '5.',
      '-0',
      '1e3',
      '1E-7',
      '123456789012345678',
      '0.1234567890123456789',
      '0.1',
      '2.675',
      '007',
    ]
      .map((n) => `${n},w,${n},${n},o`)
      .join('\n')}`,
  ],
  ['what only looks like a number', `${HEADER}\n${good(2).join('\n')}\n3.4.5,w,1,1,o`],
  ['a lone sign', `${HEADER}\n-,w,1,1,o`],
  ['a number too large', `${HEADER}\n1e400,w,1,1,o`],
  ['a word', `${HEADER}\n${good(3).join('\n')}\n\n3,w,1,x,o`],
  [
    'separators at the line ends',
    `${HEADER},\n${good(3)
      .map((line) => `${line},`)
      .join('\n')}\n3,w,1,1,o,more\n`,
  ],
  [
    'separators at the ends of all lines but the header',
    `${HEADER}\n${good(3)
      .map((line) => `${line},,`)
      .join('\n')}\n3,w,1,1,o\n`,
  ],
  [
    'more cells than the header, behind separators',
    `${HEADER}\n${good(9)
      .map((line) => `${line},,`)
      .join('\n')}\n3,w,1,1,o,,x\n`,
  ],
  [
    'row names without a name in the header',
    `${HEADER}\n${good(9)
      .map((line, at) => `r${at},${line}`)
      .join('\n')}\nr9,3,w,1\n`,
  ],
  ['a title above the header', `Panel of May\n\n${HEADER}\n${good(9).join('\n')}\n3,w,1,1\n`],
  ['the separator on line 1', `sep=,\r\n${HEADER}\r\n${good(9).join('\r\n')}\r\n3,w,1,1\r\n`],
  ['too few cells', `${HEADER}\n${good(3).join('\n')}\n3,w,1`],
  ['too many cells', `${HEADER}\n${good(3).join('\n')}\n3,w,1,1,o,more`],
  ['other delimiters are text', `${HEADER}\n3,w;1,1,1,o\n3,w\t1,1,1,o`],
  [
    'letters beyond ASCII, and broken ones',
    Buffer.concat([
      Buffer.from(`${HEADER}\n3,Zoë,1,1,o\n3,𝔞,1,1,o\n3,`),
      Buffer.from([0xff]),
      Buffer.from(',1,1,o\n3,'),
      Buffer.from([0xfe]),
      Buffer.from(',1,1,o'),
    ]),
  ],
  ['levels of skipped rows do not count', `${HEADER}\n,w1,p1,1,o\n3,w2,2,1,o`],
  ['a long line', `${HEADER}\n3,w,1,1,${'x'.repeat(200_000)}\n3,w,1,1,o`],
  ['too long a line', `${HEADER}\n${good(2).join('\n')}\n3,w,1,1,${'x'.repeat(2_000_000)}\n3,w,1,1,o`],
  ['a header without rows', HEADER],
  ['nothing', ''],
  ['one column', 'score\n3\n\n4\n"5"\n'],
])('%s: read as csv-parse reads it', async (_, content) => {
  const bytes = Buffer.from(content)
  const expected = await careful(bytes)
  for (const size of [1 << 20, 997, 13]) {
    if (bytes.length / size > 20_000) continue
    expect(await chunked(bytes, size)).toEqual(expected)
  }
})

test('whatever stands in the file, in pieces of any size', async () => {
  const cell = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom('1', '2.5', 'a', 'b c', '', 'NA', '-4', '1e2', 'é', ' 3', 'e\u0301', 'A', '-', 'None'),
    },
    { weight: 1, arbitrary: fc.constantFrom('"q"', '"NA"', '"a,b"', '"a""b"', '"a\nb"', 'x"y', '\r', '"', '""') },
  )
  const row = fc.array(cell, { minLength: 5, maxLength: 5 }).map((cells) => cells.join(','))
  const lines = fc.array(
    fc.oneof({ weight: 8, arbitrary: row }, { weight: 1, arbitrary: fc.constantFrom('', 'a,b', 'a') }),
  )
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 60 }),
      async (body, eol, last, size) => {
        const numeric = body.map((l) => `${/^[-\d.]/.test(l) ? '' : '1'}${l}`)
        const bytes = Buffer.from(['score,who,when,y,o', ...numeric].join(eol) + (last ? eol : ''))
        expect(await chunked(bytes, size)).toEqual(await careful(bytes))
      },
    ),
    { numRuns: 400 },
  )
})
