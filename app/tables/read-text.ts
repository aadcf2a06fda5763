import { assemble, RowCollector } from './assemble'
import { unguarded } from './formula-guard'
import { RecordReader } from './record-reader'
import { encodingOf, nameOf, toUtf8 } from './text-encoding'
import { HEAD_BYTES, inspectDecoded } from './text-layout'
import type { TableDocument, TableOptions, TableSource } from './table'
import { TableProblem } from './table-problem'

/** Bytes given to the parser at once; other work has its turn in between. */
const CHUNK = 1 << 16

/** Reads a table in text. @throws TableProblem */
export async function readText({ bytes }: TableSource, options: TableOptions): Promise<Omit<TableDocument, 'sha256'>> {
  if (options.sheet !== undefined)
    throw new TableProblem('the file is text and has no sheets; leave the name of the sheet out')
  const found = encodingOf(bytes, true)
  const text = toUtf8(bytes, found)
  const whole = text.length <= HEAD_BYTES
  const head = new TextDecoder('utf-8', { ignoreBOM: true }).decode(text.subarray(0, HEAD_BYTES), { stream: !whole })
  const layout = inspectDecoded(head, found, whole)
  const bom = found.encoding === 'utf-8' ? found.bom : 0
  const none = options.header === 'none'
  const rows = new RowCollector(options)
  const reader = new RecordReader(
    { delimiter: layout.delimiter, line: none ? layout.bodyLine : layout.headerLine },
    (row) => rows.take({ ...row, cells: row.cells.map(unguarded) }),
  )
  for (let at = (none ? layout.bodyOffset : layout.headerOffset) - bom; at < text.length; at += CHUNK) {
    await reader.take(text.subarray(at, at + CHUNK))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await reader.end()
  const table = assemble(rows.rows, options)
  return {
    format: layout.delimiter === '\t' ? 'tsv' : 'csv',
    sheets: [],
    sheet: null,
    encoding: nameOf(found.encoding),
    delimiter: layout.delimiter,
    ...table,
    notes: [...layout.notes.filter(({ code }) => !none || code !== 'HEADER_LINE'), ...table.notes],
  }
}
