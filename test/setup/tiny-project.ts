import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectRoot } from './built-app'

const PACKAGES = { prisma: 'build/index.js', '@remix-run/dev': 'dist/cli.js', left: 'main.js', tester: 'main.js' }
/** A development dependency. */
const TOOL = 'tester'

/** Stands for npm: it installs from nothing, slowly, and writes down when it begins and ends. */
const NPM = `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path')
const note = (line) => fs.appendFileSync('npm.log', line + '\\n')
note('begin ' + process.pid)
fs.rmSync('node_modules', { recursive: true, force: true })
const packages = {}
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
for (const [name, main] of Object.entries(${JSON.stringify(PACKAGES)})) {
  if (name === '${TOOL}' && process.argv.includes('--omit=dev')) continue
  const file = path.join('node_modules', name, main)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(path.join('node_modules', name, 'package.json'), JSON.stringify({ main }))
  fs.copyFileSync(path.join('tools', path.basename(main)), file)
  packages['node_modules/' + name] = { version: '1.0.0', integrity: 'sha512-' + name }
  sleep(Number(process.env.NPM_PAUSE_MS ?? 100))
}
fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))
note('end')
`
/** Stand for \`prisma generate\` (index.js) and \`remix vite:build\` (cli.js). */
const GENERATE = `const fs = require('node:fs')
fs.mkdirSync('app/generated/prisma', { recursive: true })
fs.writeFileSync('app/generated/prisma/client.ts', 'client')
fs.appendFileSync('npm.log', 'generate\\n')`
const BUILD = `const fs = require('node:fs')
fs.rmSync('build', { recursive: true, force: true })
fs.mkdirSync('build/server/cli', { recursive: true })
fs.mkdirSync('build/client', { recursive: true })
fs.writeFileSync('build/client/page.js', 'page')
if (process.env.BUILD_STOPS) process.exit(1)
fs.writeFileSync('build/server/cli/server.js', "import 'left'\\nconsole.log('served')")
fs.writeFileSync('build/server/cli/test.js', "import 'tester'\\nconsole.log('tested')")
fs.appendFileSync('npm.log', 'build\\n')`

export type Run = { pid: number; ended: Promise<{ code: number | null; output: string }>; kill: () => void }

/** A project of four packages with our own start.mjs, in which every set-up step takes a moment instead of a minute. */
export function tinyProject() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'assay-start-'))
  const at = (...names: string[]) => path.join(folder, ...names)
  const write = (name: string, text: string, mode?: number) => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true })
    fs.writeFileSync(at(name), text, { mode })
  }
  for (const name of ['start.mjs', 'start'])
    fs.cpSync(path.join(projectRoot, 'app/cli', name), at('app/cli', name), { recursive: true })
  const locked = Object.fromEntries(
    Object.keys(PACKAGES).map((name) => [
      `node_modules/${name}`,
      { version: '1.0.0', integrity: `sha512-${name}`, ...(name === TOOL ? { dev: true } : {}) },
    ]),
  )
  const other = { version: '1.0.0', integrity: 'sha512-x', optional: true, os: ['another'] }
  write(
    'package-lock.json',
    JSON.stringify({ packages: { '': {}, ...locked, 'node_modules/for-another-system': other } }),
  )
  write('package.json', '{ "type": "module" }')
  write('tools/package.json', '{ "type": "commonjs" }')
  write('bin/package.json', '{ "type": "commonjs" }')
  write('tools/main.js', '')
  write('tools/index.js', GENERATE)
  write('tools/cli.js', BUILD)
  write('prisma/schema.prisma', 'model')
  write('server.ts', 'server')
  write('bin/npm', NPM, 0o755)

  const start = (env: Record<string, string> = {}, command = 'server'): Run => {
    const child = spawn(process.execPath, ['app/cli/start.mjs', command], {
      cwd: folder,
      env: { PATH: `${at('bin')}:${process.env.PATH}`, HOME: os.homedir(), ...env } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()))
    return {
      pid: child.pid!,
      kill: () => void child.kill('SIGKILL'),
      ended: new Promise((resolve) => child.once('exit', (code) => setTimeout(() => resolve({ code, output }), 50))),
    }
  }
  const log = () => (fs.existsSync(at('npm.log')) ? fs.readFileSync(at('npm.log'), 'utf8').trim().split('\n') : [])
  return {
    at,
    write,
    start,
    /** The steps that ran since the last look, in order, without process numbers. */
    steps() {
      const lines = log().map((line) => line.replace(/ \d+$/, ''))
      fs.rmSync(at('npm.log'), { force: true })
      return lines
    },
    log,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}
