import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { TableProblem } from '../table-problem'

/** Entries of a spreadsheet with hundreds of sheets and pictures; a thousand times less than what exhausts memory. */
const MOST_ENTRIES = 10_000
/** Unpacked bytes that are read from one file, all entries together. */
const MOST_UNPACKED = 512 * 1024 * 1024

export const damaged = () => new TableProblem('the file is damaged; open it in a spreadsheet program and save it again')

/**
 * The entries of a zip archive in memory. What an entry claims to unpack to is checked before, what it unpacks to and its
 * checksum while it is read.
 */
export class Archive {
  private readonly zip: ZipFile
  private readonly entries: ReadonlyMap<string, Entry>
  private left: number

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, mostUnpacked: number) {
    this.zip = zip
    this.entries = entries
    this.left = mostUnpacked
  }

  /** @throws TableProblem for what is no sound archive, or too much of one */
  static async open(bytes: Uint8Array, mostUnpacked = MOST_UNPACKED): Promise<Archive> {
    const entries = new Map<string, Entry>()
    try {
      const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        lazyEntries: true,
      })
      for await (const entry of zip.eachEntry()) {
        if (entries.size >= MOST_ENTRIES) throw new TableProblem('the file has too many parts for a spreadsheet')
        // Of two entries of one name, programs read different ones.
        if (entries.has(entry.fileName)) throw damaged()
        entries.set(entry.fileName, entry)
      }
      return new Archive(zip, entries, mostUnpacked)
    } catch (error) {
      throw error instanceof TableProblem ? error : damaged()
    }
  }

  get names(): IterableIterator<string> {
    return this.entries.keys()
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /** The bytes of an entry as they are unpacked. @throws TableProblem while it is read */
  async *read(name: string): AsyncGenerator<Buffer, void> {
    const entry = this.entries.get(name)
    if (entry === undefined) throw damaged()
    if (entry.isEncrypted()) throw new TableProblem('the file is protected by a password; save it without one')
    this.left -= entry.uncompressedSize
    if (this.left < 0)
      throw new TableProblem('the file unpacks to more than a table can need; keep only the sheet needed')
    let sum = 0
    try {
      // yauzl ends with an error as soon as more is unpacked than the entry claims.
      for await (const chunk of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum)
        yield chunk
      }
    } catch (error) {
      throw error instanceof TableProblem ? error : damaged()
    }
    if (sum !== entry.crc32) throw damaged()
  }

  async readWhole(name: string): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of this.read(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
}
