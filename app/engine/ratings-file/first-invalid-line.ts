import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

const LF = 10

/** The first line that is not UTF-8; null where all are. Line ends are single bytes in UTF-8, so lines can be judged one by one. */
export async function firstInvalidLine(path: string): Promise<number | null> {
  let line = 1
  let rest: Buffer = Buffer.alloc(0)
  const judge = (whole: Buffer): number | null => {
    if (isUtf8(whole)) {
      for (const byte of whole) if (byte === LF) line++
      return null
    }
    for (let from = 0; from < whole.length; line++) {
      const at = whole.indexOf(LF, from)
      const end = at < 0 ? whole.length : at + 1
      if (!isUtf8(whole.subarray(from, end))) return line
      from = end
    }
    return null
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = bytes.lastIndexOf(LF) + 1
    const found = judge(bytes.subarray(0, end))
    if (found !== null) return found
    rest = bytes.subarray(end)
  }
  return judge(rest)
}
