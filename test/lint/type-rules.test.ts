import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '~/platform/project-root.server'

/** A fault for each rule that needs types, and beside some of them what the rule's options let through. */
const FAULTS: Record<string, string> = {
  'await-thenable': 'export const n = await 1',
  'no-array-delete': 'const a = [1]\ndelete a[0]\nexport { a }',
  'no-base-to-string': 'export const s = String({ a: 1 })',
  'no-duplicate-type-constituents': "export type T = 'a' | 'b' | 'a'",
  'no-floating-promises': 'Promise.resolve(1)\nexport {}',
  'no-for-in-array': 'const a = [1]\nfor (const at in a) at.trim()\nexport {}',
  'no-implied-eval': "setTimeout('1', 1)\nexport {}",
  'no-misused-promises': 'const p = Promise.resolve(true)\nexport const n = p ? 1 : 2',
  'no-redundant-type-constituents': "export type T = string | 'a'",
  'no-unnecessary-type-assertion': "const a: string = 'a'\nexport const s = a as string",
  'no-unsafe-argument': 'const f = (s: string) => s\nexport const s = (a: any) => f(a)',
  'no-unsafe-assignment': 'export function f(a: any) {\n  const b: string = a\n  return b\n}',
  'no-unsafe-call': 'export const f = (a: any) => void a()',
  'no-unsafe-enum-comparison': 'declare enum E {\n  A = 1,\n}\nexport const f = (e: E) => e === 1',
  'no-unsafe-member-access': 'export const f = (a: any) => void a.b',
  'no-unsafe-return': 'export const f = (a: any): string => a',
  'no-unsafe-unary-minus': 'export const f = (a: string) => -(a as unknown as string)',
  'only-throw-error': "export const f = () => {\n  throw 'text'\n}",
  'prefer-promise-reject-errors': "export const p = Promise.reject('text')",
  'require-await': 'export async function f() {\n  return 1\n}',
  'restrict-plus-operands': 'export const f = (a: number, b: bigint) => `${a}` + [b]',
  'restrict-template-expressions': 'export const f = (a: { b: number }) => `${a}`',
  'switch-exhaustiveness-check':
    "export function f(a: 'a' | 'b') {\n  switch (a) {\n    case 'a':\n      return 1\n  }\n  return 2\n}",
  'unbound-method': 'class C {\n  m() {\n    return this\n  }\n}\nexport const { m } = new C()',
}
const SOUND = [
  'export const answer = (): never => {\n  throw new Response()\n}',
  'export const passOn = (fault: unknown) => Promise.reject<string>(fault)',
  "export function f(a: 'a' | 'b') {\n  switch (a) {\n    case 'a':\n      return 1\n    default:\n      return 2\n  }\n}",
]

const root = projectRoot()
const config = fs.readFileSync(path.join(root, '.oxlintrc.json'), 'utf8')
let folder: string

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'type-rules-'))
  write('.oxlintrc.json', config)
  // Where oxlint looks for the part that knows types.
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  const compilerOptions = { strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', types: [] }
  write('tsconfig.json', JSON.stringify({ include: ['*.ts'], references: [{ path: './part' }], compilerOptions }))
  const part = {
    compilerOptions: { ...compilerOptions, composite: true, emitDeclarationOnly: true, outDir: '../types' },
  }
  write('part/tsconfig.json', JSON.stringify(part))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string) {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${text}\n`)
}

const run = (tool: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'node_modules', tool), ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

/** The rules broken in each file. */
function broken(): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const line of run('oxlint/bin/oxlint', '-f', 'unix').said.split('\n')) {
    const match = /^(.+?):\d+:\d+: .*\[\w+\/typescript\(([\w-]+)\)\]$/.exec(line)
    if (match) (found[match[1]!] ??= []).push(match[2]!)
  }
  return found
}

test('each rule that needs types finds its fault, and its options let through what they name', () => {
  for (const [rule, text] of Object.entries(FAULTS)) write(`${rule}.ts`, text)
  for (const [at, text] of SOUND.entries()) write(`sound-${at}.ts`, text)
  const found = broken()
  for (const rule of Object.keys(FAULTS)) expect(found[`${rule}.ts`], rule).toContain(rule)
  expect(Object.keys(found).filter((file) => file.startsWith('sound'))).toEqual([])
})

test('every rule of the set that needs types is on, and every rule that is on has a fault here', () => {
  const rulesOf = (set: readonly { rules?: object }[]) => Object.assign({}, ...set.map(({ rules }) => rules)) as object
  const untyped = rulesOf(tseslint.configs.recommended)
  const typed = Object.keys(rulesOf(tseslint.configs.recommendedTypeChecked))
    .filter((rule) => rule.startsWith('@typescript-eslint/') && !(rule in untyped))
    .map((rule) => rule.replace('@typescript-eslint/', ''))
  expect(typed.length).toBeGreaterThan(20)
  const { rules } = JSON.parse(run('oxlint/bin/oxlint', '--print-config').said) as { rules: Record<string, unknown> }
  const on = Object.entries(rules).filter(([, level]) => [level].flat()[0] === 'deny')
  const names = on.map(([rule]) => rule.replace('typescript/', '')).sort()
  expect(names).toEqual([...new Set([...typed, 'switch-exhaustiveness-check'])].sort())
  expect(Object.keys(FAULTS).sort()).toEqual(names)
})

test('a fault that only types show is found in whichever project it stands', () => {
  write('part/work.ts', 'export const work = async (n: number) => Promise.resolve(n)')
  write('part/more.ts', "import { work } from './work'\nvoid work\nwork(2)")
  write('main.ts', "import { work } from './part/work'\nwork(1)")
  const found = broken()
  expect([found['main.ts'], found['part/more.ts']]).toEqual([['no-floating-promises'], ['no-floating-promises']])
})

test('a directive that lets nothing through is a fault, and one for ESLint is none and lets nothing through', () => {
  write('unused.ts', '// oxlint-disable-next-line typescript/await-thenable\nexport const n = 1')
  write('hooks.ts', '// eslint-disable-next-line react-hooks/exhaustive-deps\nexport const n = 1')
  write('other.ts', '// eslint-disable-next-line @typescript-eslint/await-thenable\nexport const n = await 1')
  const { status, said } = run('oxlint/bin/oxlint', '-f', 'unix', 'unused.ts', 'hooks.ts', 'other.ts')
  expect(status).toBe(1)
  expect(said.split('\n').filter((line) => /^\w+\.ts:/.test(line))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^unused\.ts:1:.*Unused/),
      expect.stringMatching(/^other\.ts:2:.*await-thenable/),
    ]),
  )
  expect(said).not.toContain('hooks.ts')
})

test('a wrong type fails the types, in whichever project it stands', () => {
  const types = () => run('typescript-native/bin/tsc', '-b', '--force')
  const faults = fs.readdirSync(folder).filter((name) => name.endsWith('.ts'))
  for (const name of faults) fs.rmSync(path.join(folder, name))
  write('part/work.ts', 'export const work = async (n: number) => Promise.resolve(n)')
  write('part/more.ts', "import { work } from './work'\nexport const one = work(1)")
  write('main.ts', "import { work } from './part/work'\nexport const two = work(2)")
  expect(types()).toEqual({ status: 0, said: '' })
  write('main.ts', "import { work } from './part/work'\nexport const two = work('two')")
  const inRoot = types()
  expect([inRoot.status, inRoot.said]).toEqual([expect.any(Number), expect.stringMatching(/main\.ts.*error TS2345/)])
  expect(inRoot.status).not.toBe(0)
  write('part/more.ts', "import { work } from './work'\nexport const one = work('one')")
  const inPart = types()
  expect(inPart.said).toMatch(/more\.ts.*error TS2345/)
  expect(inPart.status).not.toBe(0)
})
