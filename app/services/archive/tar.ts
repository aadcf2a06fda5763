/** A file of an archive with its whole content: tables are cut into parts, so that no content is large. */
export type ArchiveFile = { name: string; content: Uint8Array }

const BLOCK = 512
/** The largest file that is read: a part holds at most one row beyond some megabytes. */
export const MOST_BYTES = 256 * 1024 * 1024

/** The bytes are no tar archive, or one that was cut off or damaged. `message` is a sentence. */
export class TarProblem extends Error {
  override readonly name = 'TarProblem'
}

/**
 * Files as a tar archive (POSIX ustar), which every system unpacks. All of them have the same time, so that the same rows
 * give the same bytes.
 */
export async function* writeTar(files: AsyncIterable<ArchiveFile>, at: Date): AsyncGenerator<Uint8Array> {
  for await (const { name, content } of files) {
    yield header(name, content.length, at)
    yield content
    yield new Uint8Array(padding(content.length))
  }
  yield new Uint8Array(2 * BLOCK)
}

const padding = (length: number) => (BLOCK - (length % BLOCK)) % BLOCK

function header(name: string, size: number, at: Date): Buffer {
  const block = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name for a file of an archive`)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0') + '\0'
  block.write(name, 0)
  block.write(octal(0o644, 7), 100)
  block.write(octal(0, 7), 108)
  block.write(octal(0, 7), 116)
  block.write(octal(size, 11), 124)
  block.write(octal(Math.floor(at.getTime() / 1000), 11), 136)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** The sum of the bytes of a header, its own field counting as spaces. */
const checksum = (block: Uint8Array) => block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)

/**
 * The files of a tar archive one after the other. Folders and the notes that other tools write beside files (pax) are
 * passed over, so an archive that was unpacked and packed again is read as well.
 *
 * @throws TarProblem
 */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveFile> {
  const bytes = new Bytes(source)
  for (;;) {
    const block = await bytes.take(BLOCK)
    if (block === null) throw new TarProblem('The archive is cut off; copy it again.')
    if (block.every((byte) => byte === 0)) return
    const size = parseInt(text(block, 124, 12), 8)
    if (checksum(block) !== parseInt(text(block, 148, 8), 8) || !Number.isSafeInteger(size))
      throw new TarProblem('The file is not a tar archive, or it is damaged.')
    const name = [text(block, 345, 155), text(block, 0, 100)].filter(Boolean).join('/').replace(/^\.\//, '')
    if (size > MOST_BYTES) throw new TarProblem(`${name} is larger than 256 MB, the most that is read of one file.`)
    const content = await bytes.take(size + padding(size))
    if (content === null) throw new TarProblem(`The archive ends within ${name}; copy it again.`)
    const kind = String.fromCharCode(block[156] ?? 0)
    if (kind === '0' || kind === '\0') yield { name, content: content.subarray(0, size) }
  }
}

function text(block: Uint8Array, from: number, length: number): string {
  const field = Buffer.from(block.subarray(from, from + length)).toString('utf8')
  return field.split('\0', 1)[0]?.trim() ?? ''
}

/** A source of chunks, taken in pieces of a length that the reader chooses. */
class Bytes {
  private chunks: Uint8Array[] = []
  private held = 0
  private readonly source: AsyncIterator<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** Exactly so many bytes, or null where fewer are left. */
  async take(length: number): Promise<Uint8Array | null> {
    while (this.held < length) {
      const next = await this.source.next()
      if (next.done) return null
      this.chunks.push(next.value)
      this.held += next.value.length
    }
    const all = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks)
    const whole = all ?? new Uint8Array(0)
    this.chunks = [whole.subarray(length)]
    this.held -= length
    return whole.subarray(0, length)
  }
}
