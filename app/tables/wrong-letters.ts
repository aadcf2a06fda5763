import { isUtf8 } from 'node:buffer'
import type { TableNote, TableRow } from './table'

/** What Windows-1252 has at 0x80 to 0x9f, in order; blank where it has nothing. */
const FROM_0X80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** The beginning of a letter of UTF-8 that was read as Windows-1252. */
const READ_TWICE = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u

/** Signs inside a word, or letters in an order, that no language written in Windows-1252 has. */
const IMPROBABLE = [
  /\p{L}[£¯³¹¿¥§¶±†‡…„‰¢¤¦]\p{L}/u,
  /(?:^|[\s,;])[£¯Ÿ]\p{Ll}{2}/u,
  /\p{Ll}[ŸŠŽ]|\p{L}Ÿ\p{L}/u,
  /[\u00c0-\u00ff]{3}/u,
]

/** The cell as it was before its UTF-8 was read as Windows-1252; null where that did not happen. */
function readOnce(cell: string): string | null {
  if (!READ_TWICE.test(cell)) return null
  const bytes = new Uint8Array(cell.length)
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at)
    const special = FROM_0X80.indexOf(cell.charAt(at))
    if (code > 0xff && special < 0) return null
    bytes[at] = code > 0xff ? 0x80 + special : code
  }
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : null
}

const cut = (cell: string) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)

/** Notes on letters that were probably lost before or while the table was read, with the first cell that shows it. */
export function wrongLetters(rows: readonly Pick<TableRow, 'line' | 'cells'>[], encoding: string): TableNote[] {
  const single = encoding === 'Windows-1252'
  for (const { line, cells } of rows)
    for (const cell of cells) {
      // Most cells are ASCII.
      if (/^[\x00-\x7f]*$/.test(cell)) continue
      const meant = readOnce(cell)
      if (meant !== null)
        return [
          {
            code: 'READ_TWICE',
            message: `Line ${line} holds “${cut(cell)}”, which was probably “${cut(meant)}”: another program read the file’s UTF-8 as Windows-1252. Export the table again as CSV in UTF-8.`,
          },
        ]
      if (single && IMPROBABLE.some((sign) => sign.test(cell)))
        return [
          {
            code: 'NOT_WINDOWS_1252',
            message: `Line ${line} holds “${cut(cell)}”: the file is probably not in Windows-1252, as which it was read. Save the table as CSV in UTF-8 and choose it again.`,
          },
        ]
    }
  return []
}
