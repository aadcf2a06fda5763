import { WrongArguments } from './arguments.server'
import { StartError } from './start-error.server'
import { systemProblem } from './system-problem.server'
import { asUnavailable } from './unavailable.server'

const FAULT = 'The command ended with an error that it does not expect. Report it with these lines:'

/** What a person is told of a failure: a sentence where they can mend it, else where it happened in the program. */
export function sentenceOf(error: unknown): string {
  if (error instanceof StartError || error instanceof WrongArguments) return error.message
  const away = asUnavailable(error)
  if (away) return `${away.message.charAt(0).toUpperCase()}${away.message.slice(1)}.`
  return systemProblem(error) ?? `${FAULT}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

/**
 * Ends the process quietly when nobody reads its output any more, as in `command | head -1`: the reader has what it wanted.
 * Node would end it with a stack trace.
 */
function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(0)
    })
}

/** Runs a command's body. A failure is told on standard error; exit 1, or 2 where the command line is wrong. */
export async function run(body: () => Promise<number | void>) {
  endWithReader()
  try {
    const code = await body()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    process.exit(error instanceof WrongArguments ? 2 : 1)
  }
}
