/** A record as the beginning of a file suggests it; only for finding out how the file is laid out. */
export interface Sniffed {
  line: number
  /** Where it begins in the text. */
  at: number
  cells: string[]
  /** Indexes of the cells that begin with a quotation mark. */
  quoted: ReadonlySet<number>
  /** Whether an empty line, or one of blank cells, stands before it. */
  blankBefore: boolean
}

/** Before these (or at the beginning of a line) a quotation mark opens a cell. */
const OPENS = ',;\t| '

/**
 * Takes the text apart at this separator, outside quotation marks, however untidy it is: what is written above a header may
 * have quotation marks anywhere. The separator is not yet known, so a quotation mark opens a cell after any that could be one.
 */
export function sniffRecords(text: string, delimiter: string, most: number): Sniffed[] {
  const records: Sniffed[] = []
  let line = 1
  let blankBefore = false
  let at = 0
  while (at < text.length && records.length < most) {
    const begin = at
    const beginLine = line
    const cells: string[] = []
    const quoted = new Set<number>()
    let cell = at
    let inside = false
    for (; at < text.length; at++) {
      const sign = text[at]
      if (sign === '"') {
        if (!inside) {
          if (at === begin || (OPENS + delimiter).includes(text.charAt(at - 1))) inside = true
        } else if (text[at + 1] === '"') at++
        else inside = false
      } else if (sign === '\n' || sign === '\r') {
        if (sign === '\r' && text[at + 1] === '\n') at++
        line++
        if (!inside) break
      } else if (sign === delimiter && !inside) {
        close(at)
        cell = at + 1
      }
    }
    let end = at
    if (at < text.length && text[at] === '\n' && text[at - 1] === '\r') end--
    close(end)
    at++
    if (cells.every((one) => one === '')) blankBefore = true
    else {
      records.push({ line: beginLine, at: begin, cells, quoted, blankBefore })
      blankBefore = false
    }
    function close(until: number): void {
      const written = text.slice(cell, until).trim()
      if (written.startsWith('"')) quoted.add(cells.length)
      cells.push(written.replace(/^"/, '').replace(/"$/, '').replaceAll('""', '"').trim())
    }
  }
  return records
}
