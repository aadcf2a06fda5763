// Runs before anything is installed: plain JavaScript, Node's own modules only. Each missing step is one line on
// standard error; a second start finds everything in place and goes straight to the command.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

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

process.chdir(root)

function fingerprint(...places) {
  const hash = createHash('sha256')
  const visit = (place) => {
    const at = path.join(root, place)
    if (!existsSync(at)) return
    if (statSync(at).isDirectory()) {
      for (const name of readdirSync(at).sort()) if (name !== 'generated') visit(path.join(place, name))
    } else if (!/\.(test|md)\b/.test(place)) hash.update(place).update(readFileSync(at))
  }
  places.forEach(visit)
  return hash.digest('hex')
}

function step(stampFile, print, line, program, args) {
  const stamp = path.join(root, stampFile)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return
  say(line)
  const env = { ...process.env, NODE_ENV: '' }
  delete env.NODE_ENV
  const done = spawnSync(program, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
  })
  if (done.error) stop(`${line.replace(/ …$/, '')} failed: ${done.error.message}`)
  if (done.status !== 0) {
    say(`${done.stdout}${done.stderr}`.trim())
    stop(`${line.replace(/ …$/, '')} failed; the lines above say why.`)
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, print)
}

const node = process.execPath
const bin = (file) => path.join('node_modules', file)
step('node_modules/.assay-lock', fingerprint('package-lock.json'), 'Installing dependencies …', 'npm', [
  'ci',
  '--no-audit',
  '--loglevel=error',
])
step(
  'app/generated/.stamp',
  fingerprint('prisma/schema.prisma', 'package-lock.json'),
  'Generating the database client …',
  node,
  [bin('prisma/build/index.js'), 'generate'],
)

if (command === 'dev') {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
  const { serve } = await vite.ssrLoadModule('/server.ts')
  await serve(vite)
} else {
  const sources = ['app', 'prisma/schema.prisma', 'public', 'server.ts', 'vite.config.ts', 'package-lock.json']
  step('build/.stamp', fingerprint(...sources), 'Building …', node, [bin('@remix-run/dev/dist/cli.js'), 'vite:build'])
  const file = path.join(root, 'build/server/cli', `${command}.js`)
  // React and Express are several times slower, and tell strangers more, unless they are told that this is production.
  if (command !== 'test') process.env.NODE_ENV ??= 'production'
  if (!existsSync(file)) stop(`There is no command "${command}".`)
  process.argv.splice(2, process.argv.length, ...rest)
  // Modules read the environment as they load, before the command's own body runs.
  await import(pathToFileURL(file).href).catch((error) => {
    if (error?.name === 'StartError') stop(error.message)
    throw error
  })
}
