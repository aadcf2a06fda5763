const PAGE = 1 << 16

/**
 * A typed array of unknown length, filled in pages so that nothing is copied twice. `done` gives it whole, in memory that
 * threads can share, and frees the pages on the way.
 */
export class GrowingArray<A extends Int32Array | Float64Array> {
  length = 0
  private readonly pages: A[] = []
  private readonly kind: { new (n: number): A; new (b: SharedArrayBuffer): A; BYTES_PER_ELEMENT: number }
  private page: A
  private fill = 0

  constructor(kind: { new (n: number): A; new (b: SharedArrayBuffer): A; BYTES_PER_ELEMENT: number }) {
    this.kind = kind
    this.page = new kind(PAGE)
  }

  push(value: number): void {
    if (this.fill === PAGE) {
      this.pages.push(this.page)
      this.page = new this.kind(PAGE)
      this.fill = 0
    }
    this.page[this.fill++] = value
    this.length++
  }

  done(): A {
    const whole = new this.kind(new SharedArrayBuffer(this.length * this.kind.BYTES_PER_ELEMENT))
    let at = 0
    for (let page = this.pages.shift(); page; page = this.pages.shift()) {
      whole.set(page, at)
      at += PAGE
    }
    whole.set(this.page.subarray(0, this.fill), at)
    this.page = new this.kind(0)
    return whole
  }
}
