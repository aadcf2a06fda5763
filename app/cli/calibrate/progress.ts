/** Lines on standard error for work that takes more than two seconds; on a terminal one line that renews itself. */
export class Progress {
  private readonly start = performance.now()
  private last = 0
  private open = false

  say(text: string): void {
    const now = performance.now() - this.start
    if (now < 2000 || now - this.last < 1000) return
    this.last = now
    const line = `${text} (${(now / 1000).toFixed(0)} s)`
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${line}`)
      this.open = true
    } else process.stderr.write(`${line}\n`)
  }

  end(): void {
    if (this.open) process.stderr.write('\r\u001b[K')
    this.open = false
  }
}
