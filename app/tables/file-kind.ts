import { TableProblem } from './table-problem'

/** What is read as a text, what as a spreadsheet. */
export type FileKind = 'text' | 'zip'

const begins = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)
const ascii = (text: string) => [...text].map((sign) => sign.charCodeAt(0))

const OTHERS: [start: number[], what: string][] = [
  [ascii('%PDF'), 'a PDF document; export the table itself as CSV or XLSX'],
  [[0x1f, 0x8b], 'compressed with gzip; unpack it first'],
  [ascii('BZh'), 'compressed with bzip2; unpack it first'],
  [[0xfd, ...ascii('7zXZ')], 'compressed with xz; unpack it first'],
  [ascii('7z\u00bc\u00af'), 'a 7z archive; unpack it first'],
  [ascii('Rar!'), 'a RAR archive; unpack it first'],
  [ascii('{\\rtf'), 'a document in RTF; save the table as CSV or XLSX'],
  [ascii('PAR1'), 'a Parquet file; export the table as CSV'],
  [ascii('SQLite format 3'), 'an SQLite database; export the table as CSV'],
  [[0x89, ...ascii('PNG')], 'a picture; export the table itself as CSV or XLSX'],
  [[0xff, 0xd8, 0xff], 'a picture; export the table itself as CSV or XLSX'],
  [ascii('GIF8'), 'a picture; export the table itself as CSV or XLSX'],
  [ascii('$FL2'), 'an SPSS file; export the table as CSV'],
  [ascii('<stata_dta>'), 'a Stata file; export the table as CSV'],
  [ascii('RDX'), 'an R data file; write the table with write.csv'],
  [[0x09, 0x00, 0x04, 0x00], 'an Excel file of before 1997; save it as XLSX'],
  [[0x09, 0x02, 0x06, 0x00], 'an Excel file of before 1997; save it as XLSX'],
  [[0x09, 0x04, 0x06, 0x00], 'an Excel file of before 1997; save it as XLSX'],
  [[0x09, 0x08], 'an Excel file of before 1997; save it as XLSX'],
]

const isZip = (bytes: Uint8Array) => begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0x50, 0x4b, 0x05, 0x06)
const isOle = (bytes: Uint8Array) => begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)
const otherKind = (bytes: Uint8Array) => OTHERS.find(([start]) => begins(bytes, ...start))?.[1]

/** Whether the first bytes are those of no other kind of file. */
export function isText(head: Uint8Array): boolean {
  return !isZip(head) && !isOle(head) && otherKind(head) === undefined
}

/** Text or spreadsheet, by the first bytes; the file's name says nothing certain. @throws TableProblem for other files */
export function kindOf(bytes: Uint8Array): FileKind {
  if (isZip(bytes)) return 'zip'
  if (isOle(bytes)) throw oldOrEncrypted(bytes)
  const other = otherKind(bytes)
  if (other !== undefined) throw new TableProblem(`the file is ${other}`)
  return 'text'
}

/** Both are OLE containers: old Excel files, and new ones under a password, which hold an entry of this name. */
function oldOrEncrypted(bytes: Uint8Array): TableProblem {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
  return new TableProblem(
    encrypted
      ? 'the file is protected by a password; save it without one'
      : 'the file is in the old Excel format (.xls); open it and save it as XLSX',
  )
}

/** Refuses by name what other programs call a table, and is text but no CSV. */
export function refuseOtherText(text: string): void {
  const start = text.slice(0, 1000).trimStart()
  if (/^(?:<!doctype html|<html|<head|<body|<table|<meta|<style|<div)\b/i.test(start))
    throw new TableProblem('the file is a web page (HTML), not a table; export the table as CSV or XLSX')
  if (/^<\?xml|^<(?:Workbook|office:document)\b/.test(start)) {
    if (/Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet/.test(text.slice(0, 4000)))
      throw new TableProblem('the file is an XML spreadsheet of 2003; open it and save it as XLSX')
    throw new TableProblem('the file is XML, not a table; export the table as CSV, XLSX or ODS')
  }
  if (/^\[\s*[[{]|^\{\s*(?:"|\})/.test(start))
    throw new TableProblem('the file is JSON, not a table; export the table as CSV or XLSX')
  const [names = '', rule = ''] = start.split(/\r?\n/)
  if (names.includes('|') && rule.includes('|') && rule.includes('--') && /^[|:\s-]+$/.test(rule))
    throw new TableProblem('the file is a Markdown table; save it as CSV, without the line of dashes')
}
