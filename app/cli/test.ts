import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '~/platform/run.server'

/** A script that checks one thing: its exit code is 0 where nothing is wrong. */
type Check = { name: string; script: string; args: string[] }
type Outcome = { code: number; output: string; seconds: number }

const bin = (file: string) => path.resolve('node_modules', file)
const CHECKS: Check[] = [
  { name: 'types', script: bin('typescript-native/bin/tsc'), args: ['-b', '--force'] },
  { name: 'lint with types', script: bin('oxlint/bin/oxlint'), args: [] },
  { name: 'lint and import walls', script: bin('eslint/bin/eslint.js'), args: ['.'] },
  { name: 'format', script: bin('prettier/bin/prettier.cjs'), args: ['--check', '--log-level=warn', '.'] },
  { name: 'kits', script: path.resolve('build/server/cli/kits.js'), args: [] },
]

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Runs one of the project's tools. With `show`, its output is passed on as it comes; otherwise it is kept. */
function tool(script: string, args: string[], show = false): Promise<Outcome> {
  const begun = Date.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    const parts: Buffer[] = []
    child.stdout?.on('data', (part: Buffer) => parts.push(part))
    child.stderr?.on('data', (part: Buffer) => parts.push(part))
    child.on('close', (code) =>
      // One that was ended by a signal has no code: everything it was to check has failed.
      resolve({ code: code ?? -1, output: Buffer.concat(parts).toString(), seconds: (Date.now() - begun) / 1000 }),
    )
  })
}

async function check({ name, script, args }: Check): Promise<boolean> {
  const { code, output, seconds } = await tool(script, args)
  // The tests' dots stand on an open line.
  say(`\n${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`)
  if (code !== 0) say(output.trimEnd())
  return code === 0
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** All test projects. A file that cannot be loaded counts as one failed test, and so does a run without a report. */
async function vitest(): Promise<{ passed: number; failed: number; skipped: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'))
  const report = path.join(folder, 'report.json')
  try {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    const { code } = await tool(bin('vitest/vitest.mjs'), ['run', ...reporters, ...process.argv.slice(2)], true)
    const read = JSON.parse(await readFile(report, 'utf8')) as Report
    const unloadable = read.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length
    const failed = read.numFailedTests + unloadable
    return {
      passed: read.numPassedTests,
      failed: code === 0 ? failed : Math.max(1, failed),
      skipped: read.numPendingTests,
    }
  } catch (error) {
    say(`The test runner left no report: ${(error as Error).message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await run(async () => {
  // The build came before this file could run, so it counts as passed.
  const results = [true]
  say('passed  build')
  // One after another beside the tests, which now and then leave a core with nothing to do.
  const checks = (async () => {
    for (const one of CHECKS) results.push(await check(one))
  })()
  const tests = await vitest()
  await checks
  if (tests.skipped > 0) say(`${tests.skipped} skipped; the lines above say why.`)
  const passed = results.filter(Boolean).length + tests.passed
  const failed = results.filter((ok) => !ok).length + tests.failed
  say(`${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
})
