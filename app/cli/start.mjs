// Runs before anything is installed: plain JavaScript, Node's own modules only. Each missing step is one line on
// standard error; a second start finds everything in place and goes straight to the command.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { distrustInstallation } from './start/installation.mjs'
import { lockFolder } from './start/lock.mjs'
import { doSteps, StepFailed, stepsOf } from './start/steps.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [command = 'server', ...rest] = process.argv.slice(2)
const say = (line) => process.stderr.write(`${line}\n`)
const stop = (line) => {
  say(line)
  process.exit(1)
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24))
  stop(`Assay needs Node 20.19 or later, 22.13 or later, or 24 and up; this is Node ${process.versions.node}.`)

/** Commands for those who change Assay: they need the development dependencies as well. */
const WITH_TOOLS = ['test', 'dev', 'shots']

process.chdir(root)

await setUp(stepsOf(root, { build: command !== 'dev', tools: WITH_TOOLS.includes(command) })).catch((error) => {
  if (error instanceof StepFailed) stop(error.message)
  // A file or folder that this user may not write, or a disk that is full: nothing of ours is wrong.
  if (typeof error?.syscall === 'string')
    stop(
      `The folder ${root} cannot be set up: ${error.path ?? error.syscall} cannot be written (${error.code}). ` +
        'Start as the user whom the folder belongs to, on a disk with free space.',
    )
  throw error
})

/** Does the missing steps, one process at a time; what is complete needs neither a lock nor a folder that can be written. */
async function setUp(steps) {
  if (steps.every(({ done }) => done())) return
  const lock = await lockFolder(root, (pid) =>
    say(`Waiting for ${pid ? `process ${pid}` : 'another process'}, which is setting up this folder …`),
  )
  try {
    await doSteps(root, steps, say, lock.fd)
  } finally {
    await lock.release()
  }
}

/** A module that is missing below node_modules: files were removed in a way that the quick look did not see. */
const missesPackage = (error) =>
  /^(ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND|ENOENT)$/.test(error?.code) &&
  /node_modules|Cannot find package/.test(error.message)

async function load(work) {
  try {
    await work()
  } catch (error) {
    if (error?.name === 'StartError') stop(error.message)
    if (!missesPackage(error)) throw error
    distrustInstallation(root)
    stop(`The installed dependencies are damaged (${error.message.split('\n')[0]}). Start again to install them anew.`)
  }
}

if (command === 'dev') {
  await load(async () => {
    const { createServer } = await import('vite')
    const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
    const { serve } = await vite.ssrLoadModule('/server.ts')
    await serve(vite)
  })
} else {
  const file = path.join(root, 'build/server/cli', `${command}.js`)
  // React and Express are several times slower, and tell strangers more, unless they are told that this is production.
  if (command !== 'test') process.env.NODE_ENV ??= 'production'
  if (!existsSync(file)) stop(`There is no command "${command}".`)
  process.argv.splice(2, process.argv.length, ...rest)
  // Modules read the environment as they load, before the command's own body runs.
  await load(() => import(pathToFileURL(file).href))
}
