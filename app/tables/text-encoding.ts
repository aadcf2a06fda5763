import { isUtf8 } from 'node:buffer'
import { TableProblem } from './table-problem'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface EncodingFound {
  encoding: Encoding
  /** Bytes of the byte order mark. */
  bom: number
}

const LF = 10
/** Bytes that stand for nothing in Windows-1252. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/**
 * How a text is encoded: by its byte order mark, by the zero bytes that UTF-16 has, else UTF-8; and Windows-1252 if nothing in
 * it beyond ASCII is UTF-8. `whole` is false for the beginning of a file, which may end inside a letter.
 * @throws TableProblem for what is no text, or is UTF-8 but for some bytes
 */
export function encodingOf(bytes: Uint8Array, whole: boolean): EncodingFound {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw utf32()
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) throw utf32()
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom: 2 }
  const bom = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
  if (bytes.includes(0)) return { encoding: utf16WithoutMark(bytes), bom: 0 }
  const judged = whole ? bytes : withoutCutLetter(bytes)
  if (isUtf8(judged)) return { encoding: 'utf-8', bom }
  if (bom > 0 || hasLetterOfUtf8(judged) || judged.some((byte) => UNDEFINED_1252.has(byte))) {
    const line = firstInvalidLine(judged)
    throw new TableProblem(`line ${line} is not UTF-8; save the table as CSV in UTF-8`, { line })
  }
  return { encoding: 'windows-1252', bom: 0 }
}

/** The text as UTF-8, which the parser reads, without its byte order mark. */
export function toUtf8(bytes: Uint8Array, { encoding, bom }: EncodingFound): Buffer {
  const text = bytes.subarray(bom)
  if (encoding === 'utf-8') return Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  if (encoding === 'windows-1252') return Buffer.from(decode1252(text))
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(text))
  } catch {
    throw new TableProblem(`the file is written in ${nameOf(encoding)} and damaged; save the table as CSV in UTF-8`)
  }
}

/** What Windows-1252 has at 0x80 to 0x9f; elsewhere it is Latin-1. */
const FROM_0X80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Node 20's TextDecoder takes Windows-1252 for Latin-1, which has control characters where this has letters and dashes. */
function decode1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => FROM_0X80.charAt(sign.charCodeAt(0) - 0x80))
}

/** An encoding as people know it. */
export function nameOf(encoding: Encoding): string {
  return { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' }[encoding]
}

const utf32 = () => new TableProblem('the file is written in UTF-32; save the table as CSV in UTF-8')

/** In UTF-16 every letter of ASCII has a zero byte, on one side. */
function utf16WithoutMark(bytes: Uint8Array): Encoding {
  const head = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  head.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even++
    else odd++
  })
  const most = head.length / 2
  if (bytes.length % 2 === 0 || head.length === 4096) {
    if (odd > 0.6 * most && even < 0.05 * most) return 'utf-16le'
    if (even > 0.6 * most && odd < 0.05 * most) return 'utf-16be'
  }
  throw new TableProblem('the file is not a text file; save the table as CSV in UTF-8')
}

/** The beginning of a file without the letter that its end may cut. */
function withoutCutLetter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) break
  }
  return bytes
}

/** Whether a letter beyond ASCII is written as UTF-8 anywhere: then the text is UTF-8, and what is not is damage. */
function hasLetterOfUtf8(bytes: Uint8Array): boolean {
  for (const [at, byte] of bytes.entries()) {
    const length = lengthOfLetter(byte)
    if (length < 2) continue
    if (isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length) return true
  }
  return false
}

const lengthOfLetter = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1)

function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const at = bytes.indexOf(LF, from)
    const end = at < 0 ? bytes.length : at + 1
    if (!isUtf8(bytes.subarray(from, end))) return line
    from = end
  }
  return line
}
