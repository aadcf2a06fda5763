import { expect, test } from 'vitest'
import { workbookOf, zipOf } from '../../../test/setup/zip'
import { readTable, TableProblem } from '../index'
import { Archive } from './archive'

const read = (bytes: Buffer) => readTable({ name: 'x', bytes })
const workbook = () => workbookOf({ sheetData: '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>' })
const DAMAGED = 'the file is damaged; open it in a spreadsheet program and save it again'

async function entry(archive: Archive, name: string): Promise<number> {
  let length = 0
  for await (const chunk of archive.read(name)) length += chunk.length
  return length
}

test('what is unpacked is bounded, over all entries together and before it is unpacked', async () => {
  const bytes = await zipOf({ a: 'x'.repeat(600), b: 'y'.repeat(600) })
  const archive = await Archive.open(bytes, 1000)
  expect(await entry(archive, 'a')).toBe(600)
  await expect(entry(archive, 'b')).rejects.toThrow('the file unpacks to more than a table can need')
})

test('an entry that unpacks to another size than it claims, or has another checksum, is damage', async () => {
  const bytes = await zipOf({ a: 'x'.repeat(600) })
  const central = bytes.indexOf(Buffer.from('504b0102', 'hex'))
  for (const [at, value] of [
    [24, 599],
    [24, 601],
    [16, 1],
  ] as const) {
    const changed = Buffer.from(bytes)
    changed.writeUInt32LE(value, central + at)
    await expect(entry(await Archive.open(changed), 'a')).rejects.toThrow(DAMAGED)
  }
})

test('two entries of one name are damage: programs would read different ones', async () => {
  const bytes = await zipOf({ 'a/1': 'x', 'a/2': 'y' })
  await expect(Archive.open(Buffer.from(bytes.toString('latin1').replaceAll('a/2', 'a/1'), 'latin1'))).rejects.toThrow(
    DAMAGED,
  )
})

test('an entry under a password is refused by name', async () => {
  const bytes = await workbook()
  for (let at = bytes.indexOf('504b0102', 0, 'hex'); at >= 0; at = bytes.indexOf('504b0102', at + 4, 'hex'))
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8)
  await expect(read(bytes)).rejects.toThrow('the file is protected by a password; save it without one')
})

const MANIFEST =
  '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
const ODS = 'application/vnd.oasis.opendocument.spreadsheet'
const CONTENT = (inside: string) =>
  `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${inside}</office:spreadsheet></office:body></office:document-content>`

test.each<[string, Record<string, string>, string]>([
  ['a Word document', { 'word/document.xml': '<x/>', '[Content_Types].xml': '<x/>' }, 'the file is a Word document'],
  ['a presentation', { 'ppt/presentation.xml': '<x/>' }, 'the file is a presentation'],
  ['a binary workbook', { 'xl/workbook.bin': '' }, 'a binary Excel workbook (.xlsb); open it and save it as XLSX'],
  ['a Numbers document', { 'Index/Document.iwa': '' }, 'the file is a Numbers document; export it as XLSX or CSV'],
  ['any archive', { 'a.csv': 'a,b' }, 'the file is a zip archive and no spreadsheet; unpack it first'],
  [
    'an OpenDocument text',
    { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' },
    'is an OpenDocument file but no spreadsheet',
  ],
  [
    'ODS under a password',
    { mimetype: ODS, 'content.xml': 'x', 'META-INF/manifest.xml': MANIFEST },
    'is protected by a password',
  ],
  ['ODS without a sheet', { mimetype: ODS, 'content.xml': CONTENT('') }, 'the file has no sheets'],
  [
    'ODS with an empty sheet',
    { mimetype: ODS, 'content.xml': CONTENT('<table:table table:name="A"/>') },
    'the sheet "A" is empty',
  ],
  [
    'a document type in ODS',
    { mimetype: ODS, 'content.xml': `<!DOCTYPE x [<!ENTITY e "v">]>${CONTENT('&e;')}` },
    'the file declares a document type (DOCTYPE)',
  ],
  ['an entity that is not declared', { mimetype: ODS, 'content.xml': CONTENT('&e;') }, DAMAGED],
  ['XML that ends early', { mimetype: ODS, 'content.xml': CONTENT('').slice(0, -9) }, DAMAGED],
  ['a character that XML does not have', { mimetype: ODS, 'content.xml': CONTENT('') + '\u0000' }, DAMAGED],
  [
    'elements inside elements without end',
    { mimetype: ODS, 'content.xml': '<a>'.repeat(300) + '</a>'.repeat(300) },
    DAMAGED,
  ],
  ['a workbook without its parts', { '[Content_Types].xml': '<x/>' }, DAMAGED],
])('%s is refused in one sentence', async (_, parts, message) => {
  const failure = await read(await zipOf(parts)).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TableProblem)
  expect((failure as Error).message).toContain(message)
})

test('a document type in a workbook is refused', async () => {
  const sheetData = '<row><c><v>1</v></c></row>'
  const bytes = await workbookOf({ sheetData })
  expect(bytes.includes('DOCTYPE')).toBe(false)
  const parts = await zipOf({
    '_rels/.rels': '<Relationships/>',
    'xl/workbook.xml': '<!DOCTYPE workbook SYSTEM "file:///etc/hostname"><workbook/>',
  })
  await expect(read(parts)).rejects.toThrow('the file declares a document type (DOCTYPE), which no spreadsheet has')
})

test('half an archive is damage', async () => {
  const bytes = await workbook()
  for (const length of [4, 30, 200, bytes.length - 1])
    await expect(read(bytes.subarray(0, length))).rejects.toThrow(DAMAGED)
})

test('ODS: cells and rows that are written once for many, up to a limit', async () => {
  const rows = (rowTimes: number, times: number) =>
    CONTENT(
      `<table:table table:name="A"><table:table-row table:number-rows-repeated="${rowTimes}"><table:table-cell table:number-columns-repeated="${times}"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`,
    )
  const ods = (content: string) => zipOf({ mimetype: ODS, 'content.xml': content })
  expect((await readTable({ name: 'x', bytes: await ods(rows(3, 2)) }, { header: 'none' })).rows).toMatchObject([
    { line: 1, cells: ['x', 'x'] },
    { line: 2, cells: ['x', 'x'] },
    { line: 3, cells: ['x', 'x'] },
  ])
  await expect(read(await ods(rows(1_000_000, 16_000)))).rejects.toThrow('the file has more than 20,000,000 cells')
  await expect(read(await ods(rows(1, 20_000)))).rejects.toThrow('the sheet has more than 16384 columns')
})
