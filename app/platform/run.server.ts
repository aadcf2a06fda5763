import { StartError } from './start-error.server'

/** Runs a command's body: what the user can mend is one sentence and exit 1, anything else keeps its stack. */
export async function run(body: () => Promise<number | void>) {
  try {
    const code = await body()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    process.stderr.write(error instanceof StartError ? `${error.message}\n` : `${(error as Error).stack ?? error}\n`)
    process.exit(1)
  }
}
