/** Something outside the program stops it from starting: told in one sentence, without a stack, exit code 1. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
