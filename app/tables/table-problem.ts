/** Where in a file something is wrong; null where it is the file as a whole. */
export interface Place {
  line?: number | null
  column?: string | null
}

/**
 * A file that cannot be read as a table: one sentence that says what is wrong, where, and what would be right. It does not
 * name the file; who asked for it does.
 */
export class TableProblem extends Error {
  readonly line: number | null
  readonly column: string | null

  constructor(message: string, { line = null, column = null }: Place = {}) {
    super(message)
    this.name = 'TableProblem'
    this.line = line
    this.column = column
  }

  /** The message as a sentence of its own, for a screen. */
  get sentence(): string {
    return `${this.message.charAt(0).toUpperCase()}${this.message.slice(1)}${this.message.endsWith('?') ? '' : '.'}`
  }
}
