import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '~/platform/project-root.server'

const root = projectRoot()
let folder: string

/** Below node_modules, where typescript-eslint is found. */
beforeAll(() => {
  const cache = path.join(root, 'node_modules/.cache')
  fs.mkdirSync(cache, { recursive: true })
  folder = fs.mkdtempSync(path.join(cache, 'check-'))
  write('eslint.config.js', [
    `import tseslint from 'typescript-eslint'`,
    `export default tseslint.config({ files: ['**/*.ts'], extends: [tseslint.configs.base], languageOptions: { parserOptions: { projectService: true } }, rules: { '@typescript-eslint/no-floating-promises': 'error' } })`,
  ])
  write('package.json', ['{ "type": "module" }'])
  const options = { strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', types: [] }
  write('tsconfig.json', [
    JSON.stringify({
      include: ['*.ts'],
      references: [{ path: './part' }],
      compilerOptions: { ...options, noEmit: true },
    }),
  ])
  write('part/tsconfig.json', [
    JSON.stringify({ compilerOptions: { ...options, composite: true, emitDeclarationOnly: true, outDir: '../types' } }),
  ])
  write('part/work.ts', ['export const work = async (n: number) => Promise.resolve(n)'])
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function write(name: string, lines: string[]) {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${lines.join('\n')}\n`)
}

function check(...lines: string[]) {
  write('main.ts', [`import { work } from './part/work'`, ...lines])
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'test/lint/check.mjs')], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('a fault that only types show fails the lint alone, in whichever project it stands', () => {
  write('part/more.ts', [`import { work } from './work'`, 'work(2)'])
  const { status, said } = check('work(1)')
  expect([status, said]).toEqual([4, expect.stringMatching(/main\.ts\n +2:1 +error .*no-floating-promises/)])
  expect(said).toMatch(/more\.ts\n +2:1 +error .*no-floating-promises/)
})

test('a wrong type fails the types, and the lint is not said to have passed', () => {
  const { status, said } = check(`await work('one')`, 'export {}')
  expect([status, said]).toEqual([6, expect.stringMatching(/main\.ts\(2,12\): error TS2345/)])
  expect(said).toContain('Lint waits')
})
