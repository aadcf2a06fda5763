// What must be there before a command runs: dependencies, database client, build. Plain JavaScript, Node's own modules only.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { distrustInstallation, installationIsWhole, stampInstallation } from './installation.mjs'
import { filesAreWhole, fingerprint, readStamp, sizesOf, writeStamp } from './stamp.mjs'

/** A step failed: its message is what the user reads. */
export class StepFailed extends Error {}

const SOURCES = ['app', 'prisma/schema.prisma', 'public', 'server.ts', 'vite.config.ts', 'package-lock.json']
const bin = (file) => path.join('node_modules', file)

/**
 * The steps of a command in order. Each says whether it is done, and does it. `tools` are the development dependencies: a
 * quarter of the packages, which tests and pictures need and the app does not.
 */
export function stepsOf(root, { build, tools }) {
  const install = {
    line: 'Installing dependencies …',
    done: () => installationIsWhole(root, fingerprint(root, 'package-lock.json'), { tools }),
    async run(execute) {
      distrustInstallation(root)
      const omit = tools ? [] : ['--omit=dev']
      await execute('npm', ['ci', ...omit, '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'])
      if (!stampInstallation(root, fingerprint(root, 'package-lock.json'), { tools }))
        throw new StepFailed('Installing dependencies left packages out; start again to install them anew.')
    },
  }
  const made = (line, stamp, sources, folders, args) => {
    const file = path.join(root, stamp)
    return {
      line,
      done() {
        const kept = readStamp(file)
        return kept !== null && filesAreWhole(root, kept.files) && kept.print === fingerprint(root, ...sources)
      },
      async run(execute) {
        // Before anything is overwritten: what an interrupted step leaves must not look like the last whole one.
        rmSync(file, { force: true })
        const print = fingerprint(root, ...sources)
        await execute(process.execPath, args)
        writeStamp(file, { print, files: sizesOf(root, folders) })
      },
    }
  }
  const generate = made(
    'Generating the database client …',
    'app/generated/.stamp',
    ['prisma/schema.prisma', 'package-lock.json'],
    ['app/generated/prisma'],
    [bin('prisma/build/index.js'), 'generate'],
  )
  const bundle = made(
    'Building …',
    'build/.stamp',
    SOURCES,
    ['build/client', 'build/server'],
    [bin('@remix-run/dev/dist/cli.js'), 'vite:build'],
  )
  return build ? [install, generate, bundle] : [install, generate]
}

/** Does what is missing; `fd` is the lock, which a child holds on to in case this process is killed. */
export async function doSteps(root, steps, say, fd) {
  for (const { line, done, run } of steps) {
    if (done()) continue
    say(line)
    await run((program, args) => execute(root, line.replace(/ …$/, ''), program, args, fd, say))
  }
}

function execute(root, name, program, args, fd, say) {
  const env = { ...process.env }
  // Whether npm leaves out the development dependencies is said above, not by the environment.
  delete env.NODE_ENV
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe', ...(fd === undefined ? [] : [fd])],
    })
    const output = []
    child.stdout.on('data', (part) => output.push(part))
    child.stderr.on('data', (part) => output.push(part))
    child.once('error', ({ code }) =>
      reject(
        new StepFailed(
          code === 'ENOENT'
            ? `${name} needs the program ${program}, which was not found. It comes with Node; put its folder into PATH.`
            : `${name} failed: the program ${program} could not be started (${code}).`,
        ),
      ),
    )
    child.once('close', (code) => {
      if (code === 0) return resolve()
      say(Buffer.concat(output).toString().trim())
      reject(new StepFailed(`${name} failed; the lines above say why.`))
    })
  })
}
