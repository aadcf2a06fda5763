import { describe, expect, test } from 'vitest'
import { readTable, TableProblem, type TableOptions } from './index'

const read = (content: string | Uint8Array, options?: TableOptions) =>
  readTable({ name: 'table.csv', bytes: typeof content === 'string' ? Buffer.from(content) : content }, options)

describe('refused in one sentence', () => {
  const zeros = Buffer.alloc(200)
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'the file is empty; its first line should name the columns'],
    ['only separators', ',,\n,,\n', 'the file is empty; its first line should name the columns'],
    [
      'too few cells',
      'a,b,c\n1,2,3\n1,2\n1,2,3\n',
      'line 3 has 2 cells and the header 3; give every line one cell per column',
    ],
    ['too many cells', 'a,b\n1,2\n1,2,3\n', 'line 3 has 3 cells and the header 2; give every line one cell per column'],
    [
      'a quotation mark inside a cell',
      'a,b\n1,2\n1,x"y\n',
      'line 3 has a quotation mark inside a cell; put the whole cell in quotation marks and double those inside',
    ],
    [
      'a quotation mark inside a cell of a record of several lines',
      'a,b\n1,"p\nq"\n"r\ns",x"y\n',
      'line 4 has a quotation mark inside a cell',
    ],
    [
      'a quotation mark that is never closed',
      'a,b\n1,2\n1,"x\n2,3\n',
      'a quotation mark in line 3 or after it is never closed',
    ],
    [
      'a record too long',
      `a,b\n1,"${'x'.repeat(1_100_000)}\n`,
      'line 2 is longer than 1,000,000 characters; is a quotation mark in it never closed?',
    ],
    [
      'a web page',
      '<!DOCTYPE html><table><tr><td>1</td></tr></table>',
      'the file is a web page (HTML), not a table; export the table as CSV or XLSX',
    ],
    [
      'an old Excel file that is a web page',
      '\n<html xmlns:x="urn:schemas-microsoft-com:office:excel">',
      'the file is a web page (HTML)',
    ],
    ['JSON', '[{"name": "Yara"}]', 'the file is JSON, not a table; export the table as CSV or XLSX'],
    ['JSON Lines', '{"name": "Yara"}\n{"name": "Chidi"}', 'the file is JSON'],
    [
      'an XML spreadsheet',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
      'the file is an XML spreadsheet of 2003; open it and save it as XLSX',
    ],
    [
      'an old Excel file',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'the file is in the old Excel format (.xls); open it and save it as XLSX',
    ],
    [
      'a file under a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'the file is protected by a password; save it without one',
    ],
    ['a PDF document', '%PDF-1.7', 'the file is a PDF document; export the table itself as CSV or XLSX'],
    ['gzip', Buffer.from('1f8b0800', 'hex'), 'the file is compressed with gzip; unpack it first'],
    ['zero bytes', zeros, 'the file is not a text file; save the table as CSV in UTF-8'],
    ['UTF-32', Buffer.from('fffe000061000000', 'hex'), 'the file is written in UTF-32; save the table as CSV in UTF-8'],
    [
      'sep= without a separator',
      'sep=\na,b\n',
      'line 1 is "sep=", which should name one separator, such as sep=; or sep=,',
    ],
  ])('%s', async (_, content, message) => {
    const failure = await read(content).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TableProblem)
    expect((failure as Error).message).toContain(message)
  })

  test('more than is allowed', async () => {
    await expect(read('a,b\n1,2\n3,4\n', { maxRows: 1 })).rejects.toThrow('the file has more than 1 rows; divide it')
    await expect(read('a,b\n1,2\n3,4\n', { maxCells: 5 })).rejects.toThrow('the file has more than 5 cells')
    await expect(read('a,b\n1,2\n', { maxBytes: 4 })).rejects.toThrow('the file is larger than 0 kB')
    expect((await read('a,b\n1,2\n3,4\n', { maxRows: 2, maxCells: 6 })).rows).toHaveLength(2)
    await expect(read('a\n1\n', { sheet: 'One' })).rejects.toThrow('the file is text and has no sheets')
  })
})
