/** What `ByteLevels` holds for bytes that have been seen and not yet been given a number. */
export const UNNUMBERED = -2

/**
 * Tells cells apart by their bytes, so that a text is made only when bytes are seen for the first time. Each distinct cell is
 * an entry; what number it stands for is the caller's business.
 */
export class LevelIndex {
  /** Number of each entry: what `first` said of it, or what was put there since. */
  numbers = new Int32Array(1 << 9)
  private slots = new Int32Array(1 << 10).fill(-1)
  private hashes = new Int32Array(1 << 9)
  private starts = new Int32Array((1 << 9) + 1)
  private arena = Buffer.alloc(1 << 13)
  private count = 0
  /** Text of the entry added last, which is mostly the one that is asked for. */
  private latest = ''
  private readonly first: (text: string) => number

  /** @param first the number of a text whose bytes have not been seen before, or UNNUMBERED */
  constructor(first: (text: string) => number) {
    this.first = first
  }

  /** Entry of the cell buf[from..to); `hash` depends on these bytes only. */
  find(buf: Buffer, from: number, to: number, hash: number): number {
    const { hashes, starts, arena, slots } = this
    const mask = slots.length - 1
    const length = to - from
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; slots[slot] >= 0; slot = (slot + 1) & mask) {
      const entry = slots[slot]
      const start = starts[entry]
      if (hashes[entry] !== hash || starts[entry + 1] - start !== length) continue
      let k = 0
      while (k < length && arena[start + k] === buf[from + k]) k++
      if (k === length) return entry
    }
    return this.add(buf, from, to, hash, slot)
  }

  text(entry: number): string {
    if (entry === this.count - 1) return this.latest
    return this.arena.toString('utf8', this.starts[entry], this.starts[entry + 1])
  }

  private add(buf: Buffer, from: number, to: number, hash: number, slot: number): number {
    const entry = this.count++
    const start = this.starts[entry]
    const end = start + to - from
    if (end > this.arena.length) {
      const longer = Buffer.alloc(Math.max(end, 2 * this.arena.length))
      longer.set(this.arena)
      this.arena = longer
    }
    // Cells are short: a view of the bytes would cost more than the copy.
    const { arena } = this
    for (let at = start, k = from; k < to; at++, k++) arena[at] = buf[k]
    this.hashes[entry] = hash
    this.latest = buf.toString('utf8', from, to)
    this.numbers[entry] = this.first(this.latest)
    this.starts[entry + 1] = end
    this.slots[slot] = entry
    if (this.count === this.hashes.length) this.grow()
    return entry
  }

  private grow(): void {
    const n = 2 * this.hashes.length
    this.hashes = longer(this.hashes, n)
    this.numbers = longer(this.numbers, n)
    this.starts = longer(this.starts, n + 1)
    this.slots = new Int32Array(2 * n).fill(-1)
    const mask = this.slots.length - 1
    for (let e = 0; e < this.count; e++) {
      const hash = this.hashes[e]
      let slot = (hash ^ (hash >>> 15)) & mask
      while (this.slots[slot] >= 0) slot = (slot + 1) & mask
      this.slots[slot] = e
    }
  }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length)
  next.set(array)
  return next
}
