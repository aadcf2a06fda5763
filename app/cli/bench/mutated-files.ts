import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { mustExist } from '~/domain/shared/must-exist'
import type { Random } from './generator'

/** Bytes that mean something to one of the readers. */
const HOSTILE = [
  '"',
  '""',
  '\n',
  '\r',
  ',',
  ';',
  '\t',
  '\0',
  '\uFEFF',
  'sep=',
  '<',
  '>',
  '&',
  '&x;',
  '&#0;',
  '<!DOCTYPE x>',
  '<![CDATA[',
  '-->',
  '</row>',
  '<c t="s"><v>999999999</v></c>',
  ' r="XFE1"',
  ' r="A0"',
  ' t="d"',
  ' s="-1"',
  'number-rows-repeated="999999999999"',
  '1e999',
  '-1',
  '_xD800_',
].map((text) => Buffer.from(text))

const whole = (random: Random, below: number) => Math.floor(random() * below)

/** The file with one to four changes at random places: bytes changed, cut out, doubled, put in, or its end cut off. */
export function mutated(file: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(file)
  for (let changes = 1 + whole(random, 4); changes > 0; changes--) {
    const at = whole(random, bytes.length + 1)
    const length = 1 + whole(random, random() < 0.2 ? 400 : 12)
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    switch (whole(random, 6)) {
      case 0:
        if (at < bytes.length) bytes[at] = whole(random, 256)
        break
      case 1:
        bytes = Buffer.concat([before, after.subarray(length)])
        break
      case 2:
        bytes = Buffer.concat([before, after.subarray(0, length), after])
        break
      case 3:
      case 4:
        bytes = Buffer.concat([before, mustExist(HOSTILE[whole(random, HOSTILE.length)], 'piece'), after])
        break
      default:
        if (random() < 0.3) bytes = before
    }
  }
  return bytes
}

/** The entries of a zip archive. */
export async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
    parts.set(entry.fileName, Buffer.concat(chunks))
  }
  return parts
}

/** A zip archive of these entries, with sound checksums, so that a mutation inside reaches the reader of XML. */
export function packed(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of parts) zip.addBuffer(content, name, { compressionLevel: 1 })
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .on('error', reject)
  })
}
