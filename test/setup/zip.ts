import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'

/** A zip archive of these entries, for tests of what other programs write into spreadsheets. */
export function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts))
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date(2020, 0, 1), forceDosTimestamp: true })
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject)
  })
}

/** The texts of an archive's files. */
export async function textsOfZip(bytes: Buffer): Promise<string[]> {
  const texts: string[] = []
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
    texts.push(Buffer.concat(chunks).toString())
  }
  return texts
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const XMLNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"`

export interface WorkbookParts {
  /** The rows of the first sheet, as XML. */
  sheetData: string
  /** What follows the rows. */
  after?: string
  strings?: string
  /** Number formats by style: an id or a code. */
  formats?: (number | string)[]
  workbookPr?: string
  state?: string
}

/** A workbook as Excel writes it, with this content and a second sheet called "Second" that holds one column. */
export function workbookOf({
  sheetData,
  after = '',
  strings = '',
  formats = [],
  workbookPr = '',
  state = 'visible',
}: WorkbookParts): Promise<Buffer> {
  const codes = formats.map((format, at) =>
    typeof format === 'string'
      ? `<numFmt numFmtId="${200 + at}" formatCode="${format.replaceAll('"', '&quot;')}"/>`
      : '',
  )
  const styles = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`)
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships>${relationship('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relationship('rId7', 'worksheet', '/xl/worksheets/sheet1.xml')}${relationship('rId8', 'worksheet', 'worksheets/sheet2.xml')}${relationship('rId9', 'sharedStrings', 'sharedStrings.xml')}${relationship('rId10', 'styles', 'styles.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook ${XMLNS}><workbookPr ${workbookPr}/><sheets><sheet name="First" sheetId="1" state="${state}" r:id="rId7"/><sheet name="Second" sheetId="2" r:id="rId8"/></sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst ${XMLNS}>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet ${XMLNS}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${XMLNS}><sheetData>${sheetData}</sheetData>${after}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet ${XMLNS}><sheetData><row><c t="inlineStr"><is><t>second</t></is></c></row><row><c><v>1</v></c></row></sheetData></worksheet>`,
  })
}
