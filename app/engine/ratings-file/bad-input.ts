/** Something in the command line or the file that its author can mend: one sentence on standard error, exit code 2. */
export class BadInput extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadInput'
  }
}
