import type { TableOptions } from '../table'
import { fromXmlText } from '../xml-text'
import type { Archive } from './archive'
import { chooseSheet } from './choose-sheet'
import { dateOfSerial, isoText } from './date-serial'
import { withDigits, type NumberFormat } from './number-format'
import { isTooLong, numberText } from './number-text'
import { columnName, columnOf, SheetRows } from './sheet-rows'
import { readSharedStrings, readStyles, readWorkbook } from './workbook'
import { readXml, type Attributes } from './xml'

/** The chosen sheet of a workbook in Open XML. */
export interface SheetFound {
  sheets: { name: string; hidden: boolean }[]
  sheet: string
  rows: SheetRows
}

/** Reads a sheet of an XLSX file: values as stored, dates in ISO 8601, formulas by the value that was computed last. */
export async function readXlsx(archive: Archive, options: TableOptions): Promise<SheetFound> {
  const workbook = await readWorkbook(archive)
  const chosen = chooseSheet(workbook.sheets, options.sheet)
  const strings = await readSharedStrings(archive, workbook.sharedStrings)
  const styles = await readStyles(archive, workbook.styles)
  const sheet = new XlsxSheet(new SheetRows(options), strings, styles, workbook.from1904)
  await readXml(
    archive.read(chosen.part),
    {
      open: (name, attributes) => sheet.open(name, attributes),
      close: (name) => sheet.close(name),
      text: (text) => sheet.text(text),
    },
    true,
  )
  sheet.rows.end()
  return { sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })), sheet: chosen.name, rows: sheet.rows }
}

/** Takes in the tags of a sheet. */
class XlsxSheet {
  readonly rows: SheetRows
  private readonly strings: readonly string[]
  private readonly styles: readonly NumberFormat[]
  private readonly from1904: boolean
  private line = 0
  private rowHidden = false
  private column = -1
  private type = 'n'
  private style: NumberFormat = { kind: 'number' }
  private value: string | null = null
  private formula: string | null = null
  private inlineText = ''
  private phonetic = 0
  private into: 'value' | 'formula' | 'text' | null = null

  constructor(rows: SheetRows, strings: readonly string[], styles: readonly NumberFormat[], from1904: boolean) {
    this.rows = rows
    this.strings = strings
    this.styles = styles
    this.from1904 = from1904
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.line = Number(attributes.r ?? this.line + 1)
        this.rowHidden = attributes.hidden === '1' || attributes.hidden === 'true'
        this.column = -1
        break
      case 'c':
        this.column = columnOf(attributes.r ?? '') ?? this.column + 1
        this.type = attributes.t ?? 'n'
        this.style = this.styles[Number(attributes.s ?? 0)] ?? { kind: 'number' }
        this.value = this.formula = null
        this.inlineText = ''
        break
      case 'v':
        this.value = ''
        this.into = 'value'
        break
      case 'f':
        this.formula = ''
        this.into = 'formula'
        break
      case 'mergeCell':
        this.takeMerge(attributes.ref ?? '')
        break
      case 'rPh':
        this.phonetic++
        break
      case 't':
        if (this.phonetic === 0) this.into = 'text'
    }
  }

  text(text: string): void {
    if (this.into === 'value') this.value += text
    else if (this.into === 'formula') this.formula += text
    else if (this.into === 'text') this.inlineText += text
  }

  close(name: string): void {
    if (name === 'v' || name === 'f' || name === 't') this.into = null
    else if (name === 'rPh') this.phonetic--
    else if (name === 'c') this.takeCell()
    else if (name === 'row') this.rows.endRow(this.line, this.rowHidden)
  }

  /** A1:A4; what spans columns only has its value in the first. */
  private takeMerge(reference: string): void {
    const [from = '', to = from] = reference.split(':')
    const column = columnOf(from)
    const [first, last] = [rowOf(from), rowOf(to)]
    if (column !== null && last > first) this.rows.merges.push({ column, first, last })
  }

  private takeCell(): void {
    const { type, value, column, rows } = this
    if (type === 'inlineStr') return rows.put(column, fromXmlText(this.inlineText), true)
    if (value === null) return this.withoutValue()
    if (type === 's') return rows.put(column, this.strings[Number(value)] ?? '', true)
    if (type === 'str') return rows.put(column, fromXmlText(value), true)
    if (type === 'b') return rows.put(column, value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE', false)
    if (type === 'd') return rows.put(column, isoText(value.trim()), false)
    if (type === 'e') return rows.put(column, value.trim(), false)
    rows.put(column, this.number(value), false)
  }

  /** A formula that no program has computed: it stands in the cell, so that whoever wants the cell sees that it has no value. */
  private withoutValue(): void {
    if (this.formula === null) return
    this.rows.put(this.column, `=${this.formula}`, false)
    this.rows.note(
      'FORMULA_WITHOUT_VALUE',
      `Line ${this.line}, column ${columnName(this.column)}, holds a formula whose value is not in the file; open the file in a spreadsheet program and save it again.`,
    )
  }

  private number(stored: string): string {
    const text = numberText(stored)
    const { style } = this
    const shown =
      style.kind === 'date'
        ? dateOfSerial(Number(text), style, this.from1904)
        : style.kind === 'digits'
          ? withDigits(Number(text), style.code)
          : style.kind === 'truth'
            ? truthOf(text)
            : null
    if (shown === null && isTooLong(text))
      this.rows.note(
        'LONG_NUMBER',
        `Line ${this.line}, column ${columnName(this.column)}, holds the number ${text}; spreadsheets keep only 15 digits, so the last ones may be lost.`,
      )
    return shown ?? text
  }
}

const truthOf = (text: string) => (text === '1' ? 'TRUE' : text === '0' ? 'FALSE' : null)

/** The row of a reference such as "AB12". */
const rowOf = (reference: string) => Number(reference.replace(/^[A-Z]+/, ''))
