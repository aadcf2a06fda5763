import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tinyProject, type Run } from '../../../test/setup/tiny-project'

let project: ReturnType<typeof tinyProject>
beforeEach(() => {
  project = tinyProject()
})
afterEach(() => project.remove())

const WHOLE = ['begin', 'end', 'generate', 'build']
const started = async (run: Run = project.start()) => {
  const { code, output } = await run.ended
  expect(code, output).toBe(0)
  expect(output).toMatch(/served\n$/)
  return output
}
/** Waits until npm has begun, and tells its process. */
const npmBegun = async () => {
  await expect.poll(() => project.log()[0], { timeout: 30_000 }).toMatch(/^begin/)
  return Number(project.log()[0]!.split(' ')[1])
}

test('two first starts at once set the folder up once, and the second says that it waits', async () => {
  const runs = [project.start(), project.start()]
  const outputs = await Promise.all(runs.map((run) => started(run)))
  expect(project.steps()).toEqual(WHOLE)
  const [worked, waited] = outputs.sort((a, b) => b.length - a.length) as [string, string]
  expect(worked).toBe('Installing dependencies …\nGenerating the database client …\nBuilding …\nserved\n')
  const other = runs.map(({ pid }) => pid).join('|')
  expect(waited).toMatch(new RegExp(`^(Waiting for process (${other}), which is setting up this folder …\n)?served\n$`))
})

test('five first starts at once set the folder up once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => started()))
  expect(project.steps()).toEqual(WHOLE)
})

test('a second start finds all in place and does nothing', async () => {
  await started()
  project.steps()
  expect(await started()).toBe('served\n')
  expect(project.steps()).toEqual([])
})

test('a start leaves the development dependencies out, and the tests install them', async () => {
  await started()
  expect(existsSync(project.at('node_modules/tester'))).toBe(false)
  project.steps()
  const tests = await project.start({}, 'test').ended
  expect(tests).toEqual({ code: 0, output: 'Installing dependencies …\ntested\n' })
  expect(project.steps()).toEqual(['begin', 'end'])
  // More than a start needs is whole as well.
  expect(await started()).toBe('served\n')
  expect((await project.start({}, 'test').ended).output).toBe('tested\n')
  expect(project.steps()).toEqual([])
})

test('an installation whose starter was killed is waited for, not doubled', async () => {
  const first = project.start({ NPM_PAUSE_MS: '700' })
  await npmBegun()
  first.kill()
  await first.ended
  const output = await started()
  expect(output).toMatch(/^Waiting for process \d+, which is setting up this folder …\n/)
  // npm went on and finished; what it installed is whole, so that nothing is installed again.
  expect(project.steps()).toEqual(WHOLE)
})

test('an installation that ended in the middle is done again', async () => {
  const first = project.start({ NPM_PAUSE_MS: '5000' })
  const npm = await npmBegun()
  first.kill()
  process.kill(npm, 'SIGKILL')
  await first.ended
  await started()
  expect(project.steps()).toEqual(['begin', ...WHOLE])
})

test.for([
  ['a package that is gone', 'node_modules/left'],
  ['a file of a package that is gone', 'node_modules/left/main.js'],
  ["npm's list of what it installed", 'node_modules/.package-lock.json'],
])('%s: the next start installs again', async ([, gone]) => {
  await started()
  project.steps()
  rmSync(project.at(gone!), { recursive: true })
  expect(await started()).toBe('Installing dependencies …\nserved\n')
  expect(project.steps()).toEqual(['begin', 'end'])
})

test('a stamp of an earlier version is not believed', async () => {
  await started()
  project.steps()
  rmSync(project.at('node_modules/.assay-installation.json'))
  writeFileSync(project.at('node_modules/.assay-lock'), 'a fingerprint')
  await started()
  expect(project.steps()).toEqual(['begin', 'end'])
  expect(await started()).toBe('served\n')
})

test('another version in the lock file is installed, and what npm leaves out is said', async () => {
  await started()
  project.steps()
  project.write('package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '2.0.0' } } }))
  const { code, output } = await project.start().ended
  expect([code, output]).toEqual([
    1,
    'Installing dependencies …\nInstalling dependencies left packages out; start again to install them anew.\n',
  ])
})

test('a package that is found broken only when it is loaded is installed at the next start', async () => {
  await started()
  project.steps()
  // As many entries as before, so that the quick look sees nothing.
  rmSync(project.at('node_modules/left/main.js'))
  writeFileSync(project.at('node_modules/left/other.js'), '')
  const { code, output } = await project.start().ended
  expect(code).toBe(1)
  expect(output).toMatch(/^The installed dependencies are damaged \(.*left.*\)\. Start again to install them anew\.\n$/)
  expect(await started()).toBe('Installing dependencies …\nserved\n')
})

test('a file of the build that is missing or cut short is built again, and nothing else', async () => {
  await started()
  for (const damage of [
    () => rmSync(project.at('build/client/page.js')),
    () => writeFileSync(project.at('build/client/page.js'), 'pa'),
  ]) {
    project.steps()
    damage()
    expect(await started()).toBe('Building …\nserved\n')
    expect(project.steps()).toEqual(['build'])
  }
})

test('a build that was interrupted is not taken for the one before it', async () => {
  await started()
  project.write('server.ts', 'changed')
  expect((await project.start({ BUILD_STOPS: '1' }).ended).code).toBe(1)
  // Back to the sources of the last whole build: its stamp must not vouch for what the interrupted one left.
  project.write('server.ts', 'server')
  project.steps()
  expect(await started()).toBe('Building …\nserved\n')
})

test('a folder that cannot be written is one sentence, without a stack', async () => {
  // Where a folder is made; holds for root as well, whom no permission stops.
  project.write('app/generated', 'a file')
  const { code, output } = await project.start().ended
  expect(code).toBe(1)
  expect(output).toMatch(
    /^The folder \S+ cannot be set up: app\/generated\/\.start cannot be written \(\w+\)\. [^\n]+\n$/,
  )
})

test('without npm it says what is missing', async () => {
  const { code, output } = await project.start({ PATH: project.at('tools') }).ended
  expect([code, output]).toEqual([
    1,
    'Installing dependencies …\n' +
      'Installing dependencies needs the program npm, which was not found. It comes with Node; put its folder into PATH.\n',
  ])
})
