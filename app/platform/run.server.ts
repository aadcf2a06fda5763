import { WrongArguments } from './arguments.server'
import { StartError } from './start-error.server'

/**
 * Runs a command's body: what the user can mend is one sentence and exit 1, or 2 where it is the command line; anything
 * else keeps its stack.
 */
export async function run(body: () => Promise<number | void>) {
  try {
    const code = await body()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    const mendable = error instanceof StartError || error instanceof WrongArguments
    process.stderr.write(mendable ? `${error.message}\n` : `${(error as Error).stack ?? error}\n`)
    process.exit(error instanceof WrongArguments ? 2 : 1)
  }
}
