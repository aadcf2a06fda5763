import { Readable } from 'node:stream'
import type { ZipFile } from 'yazl'
import type { Cell, Rows } from './cell'
import { toXmlText } from './xml-text'

/** What Excel can hold. */
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
const LONGEST_SHEET_NAME = 31
const CUT = ' … (cut here; the CSV file has it whole)'

export interface SheetColumn {
  name: string
  /** What the column holds; all are listed in a sheet of their own at the end. */
  note?: string
}

export interface SheetInput {
  name: string
  columns: readonly SheetColumn[]
  rows: Rows
}

/**
 * Styles by their place in `styles.xml`: text keeps its type when somebody edits it, so that `=1+2` does not become
 * a formula. Without a format of their own LibreOffice makes numbers of truth values.
 */
const STYLE = { text: 1, day: 2, time: 3, head: 4, truth: 5 }

/**
 * A workbook as Excel, LibreOffice and Google Sheets read it: numbers, dates (in UTC) and truth values have their types, text is
 * text whatever it looks like. The same sheets give the same bytes.
 */
export async function xlsxOf(sheets: readonly SheetInput[]): Promise<Uint8Array> {
  const all = [...sheets, ...explanations(sheets)]
  const names = sheetNames(all.map(({ name }) => name))
  // Loaded when a workbook is written: those who only read text do without.
  const yazl = await import('yazl')
  const zip = new yazl.ZipFile()
  // Without a time of its own the file would differ at every export.
  const options = { mtime: new Date(2020, 0, 1), forceDosTimestamp: true }
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path, options)
  add('[Content_Types].xml', contentTypes(all.length))
  add('_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbook(names))
  add(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...names.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
  )
  add('xl/styles.xml', STYLES)
  all.forEach((sheet, at) =>
    zip.addReadStream(
      Readable.from(worksheet(sheet), { objectMode: false }).on('error', (error) => zip.emit('error', error)),
      `xl/worksheets/sheet${at + 1}.xml`,
      options,
    ),
  )
  zip.end()
  return collect(zip)
}

function collect(zip: ZipFile): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.on('error', reject)
    zip.outputStream.on('error', reject)
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)))
  })
}

/** The sheet that says what the columns of the others hold, if any of them says it. */
function explanations(sheets: readonly SheetInput[]): SheetInput[] {
  const rows = sheets.flatMap(({ name, columns }) =>
    columns.map((column): Cell[] => [name, column.name, column.note ?? '']),
  )
  if (!sheets.some(({ columns }) => columns.some(({ note }) => note !== undefined))) return []
  return [{ name: 'Columns', columns: [{ name: 'Sheet' }, { name: 'Column' }, { name: 'What it holds' }], rows }]
}

/** Names that Excel accepts: 31 characters, without some signs, none twice, not "History". */
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set(['history'])
  return wanted.map((name, at) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, ' ')
        .trim() || `Sheet ${at + 1}`
    let own = plain.slice(0, LONGEST_SHEET_NAME).trim()
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${plain.slice(0, LONGEST_SHEET_NAME - 4).trim()} ${n}`
    taken.add(own.toLowerCase())
    return own
  })
}

async function* worksheet({ columns, rows }: SheetInput): AsyncGenerator<string> {
  const widths = columns.map(
    ({ name }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${Math.min(60, Math.max(12, name.length + 3))}" customWidth="1"/>`,
  )
  const head =
    '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews>${head}</sheetViews><cols>${widths.join('')}</cols><sheetData>`
  yield rowXml(columns.map(({ name }) => textCell(name, STYLE.head)))
  let count = 1
  let piece = ''
  for await (const row of rows) {
    if (row.length !== columns.length)
      throw new RangeError(`a row of ${row.length} cells for a table of ${columns.length} columns`)
    if (++count > MOST_ROWS) throw new RangeError(`more rows than the ${MOST_ROWS} that a sheet can hold`)
    piece += rowXml(row.map(cellXml))
    if (piece.length > 100_000) {
      yield piece
      piece = ''
    }
  }
  yield `${piece}</sheetData></worksheet>`
}

const rowXml = (cells: readonly string[]) => `<row>${cells.join('')}</row>`

function textCell(text: string, style: number): string {
  const fitting = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS - CUT.length) + CUT : text
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${toXmlText(fitting)}</t></is></c>`
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>'
  if (typeof cell === 'string') return textCell(cell, STYLE.text)
  if (typeof cell === 'boolean') return `<c t="b" s="${STYLE.truth}"><v>${cell ? 1 : 0}</v></c>`
  if (cell instanceof Date) {
    const seconds = Math.floor(cell.getTime() / 1000)
    return `<c s="${seconds % 86_400 === 0 ? STYLE.day : STYLE.time}"><v>${seconds / 86_400 + 25_569}</v></c>`
  }
  return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>'
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${PART}.worksheet+xml"/>`,
  )
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/>${parts.join('')}</Types>`
}

function relationships(targets: readonly [type: string, target: string][]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${toXmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="&quot;TRUE&quot;;&quot;TRUE&quot;;&quot;FALSE&quot;"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" quotePrefix="1"/><xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
