import { TableProblem } from '../table-problem'
import type { TableOptions } from '../table'
import type { Archive } from './archive'
import { chooseSheet } from './choose-sheet'
import { isoText } from './date-serial'
import { isTooLong, numberText } from './number-text'
import type { SheetFound } from './read-xlsx'
import { columnName, MOST_COLUMNS, SheetRows } from './sheet-rows'
import { readXml, type Attributes } from './xml'

/** Reads a sheet of an OpenDocument spreadsheet, as `readXlsx`. */
export async function readOds(archive: Archive, options: TableOptions): Promise<SheetFound> {
  await refusePassword(archive)
  const sheets = await sheetsOf(archive)
  const chosen = chooseSheet(sheets, options.sheet)
  const sheet = new OdsSheet(new SheetRows(options), sheets.indexOf(chosen))
  await readXml(
    archive.read('content.xml'),
    {
      open: (name, attributes) => sheet.open(name, attributes),
      close: (name) => sheet.close(name),
      text: (text) => sheet.text(text),
    },
    false,
  )
  sheet.rows.end()
  return { sheets, sheet: chosen.name, rows: sheet.rows }
}

async function refusePassword(archive: Archive): Promise<void> {
  if (!archive.has('META-INF/manifest.xml')) return
  const open = (name: string) => {
    if (name === 'manifest:encryption-data')
      throw new TableProblem('the file is protected by a password; save it without one')
  }
  await readXml(archive.read('META-INF/manifest.xml'), { open, close: () => undefined }, false)
}

async function sheetsOf(archive: Archive): Promise<{ name: string; hidden: boolean }[]> {
  const hiddenStyles = new Set<string>()
  const sheets: { name: string; hidden: boolean }[] = []
  let style = ''
  let depth = 0
  await readXml(
    archive.read('content.xml'),
    {
      open: (name, attributes) => {
        if (name === 'style:style') style = attributes['style:name'] ?? ''
        else if (name === 'style:table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style)
        else if (name === 'table:table' && depth++ === 0)
          sheets.push({
            name: attributes['table:name'] ?? '',
            hidden: hiddenStyles.has(attributes['table:style-name'] ?? ''),
          })
      },
      close: (name) => {
        if (name === 'table:table') depth--
      },
    },
    false,
  )
  return sheets
}

/** What stands inside a cell and is no part of its text. */
const ASIDE = new Set(['office:annotation', 'draw:frame', 'draw:custom-shape', 'table:detective', 'text:ruby-text'])
const count = (written: string | undefined) => Math.max(1, Math.trunc(Number(written ?? 1)) || 1)

/** Takes in the tags of content.xml; only those of the sheet with this number matter. */
class OdsSheet {
  readonly rows: SheetRows
  private readonly wanted: number
  private sheet = -1
  private tables = 0
  private aside = 0
  private line = 1
  private rowTimes = 1
  private rowHidden = false
  private column = 0
  private cell: Attributes | null = null
  private paragraphs: string[] = []
  private inParagraph = false

  constructor(rows: SheetRows, wanted: number) {
    this.rows = rows
    this.wanted = wanted
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table:tracked-changes' || name === 'table:shapes') this.aside++
    if (name === 'table:table' && this.aside === 0 && this.tables++ === 0) this.sheet++
    if (this.sheet !== this.wanted || this.tables !== 1) return
    if (ASIDE.has(name)) this.aside++
    if (this.aside > 0) return
    switch (name) {
      case 'table:table-row':
        this.rowTimes = count(attributes['table:number-rows-repeated'])
        this.rowHidden = ['collapse', 'filter'].includes(attributes['table:visibility'] ?? '')
        this.column = 0
        break
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.cell = attributes
        this.paragraphs = []
        break
      case 'text:p':
        this.paragraphs.push('')
        this.inParagraph = true
        break
      case 'text:s':
        this.text(' '.repeat(Math.min(1000, count(attributes['text:c']))))
        break
      case 'text:tab':
        this.text('\t')
        break
      case 'text:line-break':
        this.text('\n')
    }
  }

  text(text: string): void {
    if (this.aside === 0 && this.cell !== null && this.inParagraph)
      this.paragraphs.push((this.paragraphs.pop() ?? '') + text)
  }

  close(name: string): void {
    if (name === 'table:tracked-changes' || name === 'table:shapes') this.aside--
    if (name === 'table:table' && this.aside === 0) this.tables--
    if (this.sheet !== this.wanted || this.tables !== 1) return
    if (ASIDE.has(name)) this.aside--
    if (this.aside > 0) return
    if (name === 'text:p') this.inParagraph = false
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell') this.takeCell()
    else if (name === 'table:table-row') {
      this.rows.endRow(this.line, this.rowHidden, this.rowTimes)
      this.line += this.rowTimes
    }
  }

  private takeCell(): void {
    const { cell } = this
    if (cell === null) return
    this.cell = null
    const times = count(cell['table:number-columns-repeated'])
    const spanned = count(cell['table:number-rows-spanned'])
    if (spanned > 1) this.rows.merges.push({ column: this.column, first: this.line, last: this.line + spanned - 1 })
    const { text, value } = this.valueOf(cell)
    if (value !== '')
      for (let k = 0; k < Math.min(times, MOST_COLUMNS + 1); k++) this.rows.put(this.column + k, value, text)
    this.column += times
  }

  private valueOf(cell: Attributes): { value: string; text: boolean } {
    const shown = this.paragraphs.join('\n')
    switch (cell['office:value-type']) {
      case 'float':
      case 'percentage':
      case 'currency':
        return { value: this.number(cell['office:value'] ?? '', shown), text: false }
      case 'date':
        return { value: isoText(cell['office:date-value'] ?? shown), text: false }
      case 'time':
        return { value: clock(cell['office:time-value'] ?? '') ?? shown, text: false }
      case 'boolean':
        return { value: cell['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE', text: false }
      default:
        // LibreOffice writes an error as an empty text that is shown as #DIV/0!.
        return { value: cell['office:string-value'] || shown, text: cell['calcext:value-type'] !== 'error' }
    }
  }

  /** The number, or as it is shown where zeros or a plus in front of it belong to it. */
  private number(stored: string, shown: string): string {
    const value = numberText(stored)
    if (/^(?:0|\+)[\d ()/-]*$/.test(shown) && shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '') === value)
      return shown.trim()
    if (isTooLong(value))
      this.rows.note(
        'LONG_NUMBER',
        `Line ${this.line}, column ${columnName(this.column)}, holds the number ${value}; spreadsheets keep only 15 digits, so the last ones may be lost.`,
      )
    return value
  }
}

/** PT09H30M00S as 09:30:00, to the second; null for what is no duration. */
function clock(duration: string): string | null {
  const found = /^PT(\d+)H(\d+)M(\d+)(?:[.,](\d)\d*)?S$/.exec(duration)
  if (found === null) return null
  const [, hours, minutes, seconds, fraction] = found
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + (Number(fraction ?? 0) >= 5 ? 1 : 0)
  return [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
    .map((n) => String(n).padStart(2, '0'))
    .join(':')
}
